import { indexOf } from '../../../evaluate/module-index.ts';
import { holdsByDefault } from '../../../evaluate/holds.ts';
import { baseName } from '../../../repository/paths.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { ServiceDraft } from '../../language.ts';
import { asShipped, entryOf, isLaravel, laravelConfiguration } from '../frameworks/laravel.ts';
import { isSymfony } from '../frameworks/symfony.ts';
import { callNamed, classMarked, draft, evidenceAt, type Project } from './project.ts';

/** Processes that take work from a queue or run it on a schedule. */
export function workerServices(project: Project): ServiceDraft[] {
  if (isLaravel(project.component)) return [...laravelWorkers(project), ...laravelSchedule(project)];
  if (isSymfony(project.component)) return symfonyWorkers(project);
  return consumers(project);
}

function laravelWorkers(project: Project): ServiceDraft[] {
  const horizon = project.component.dependencies.get('laravel/horizon');
  if (horizon && !horizon.development)
    return [
      draft(project, {
        name: 'worker',
        kind: 'worker',
        framework: 'Laravel Horizon',
        start: 'php artisan horizon',
        evidence: [{ ...horizon.evidence, why: 'Horizon runs the queues' }],
      }),
    ];
  const queued = classMarked(project, 'ShouldQueue', 'ShouldBeUnique', 'ShouldQueueAfterCommit');
  if (!queued || runsAtOnce(project)) return [];
  return [
    draft(project, {
      name: 'worker',
      kind: 'worker',
      framework: 'Laravel',
      start: 'php artisan queue:work --tries=3',
      evidence: [evidenceAt(queued.module.path, queued.line, 'work that is put on a queue', 0.9)],
    }),
  ];
}

/** As shipped, jobs run in the request that makes them. */
function runsAtOnce(project: Project): boolean {
  const configuration = laravelConfiguration(project.component, project.modules, project.repository);
  const queue = configuration.files.get('queue');
  const chosen = entryOf(queue?.entries, 'default');
  const module = queue?.module ?? project.modules[0];
  if (!chosen || !module) return true;
  const left = asShipped(chosen, configuration.shipped);
  const is = (value: string): Expression => ({
    kind: 'compare',
    operator: '==',
    left,
    right: { kind: 'literal', value, line: 1 },
    line: 1,
  });
  return ['sync', 'null', 'deferred'].some((value) => holdsByDefault(is(value), module, -1, project.repository) === true);
}

const frequency =
  /^(cron|everyMinute|everyTwoMinutes|everyThreeMinutes|everyFourMinutes|everyFiveMinutes|everyTenMinutes|everyFifteenMinutes|everyThirtyMinutes|hourly|hourlyAt|everyTwoHours|everyThreeHours|everyFourHours|everySixHours|daily|dailyAt|twiceDaily|weekly|weeklyOn|monthly|monthlyOn|quarterly|yearly|everySecond|everyTenSeconds|everyThirtySeconds|at|weekdays)$/;

function laravelSchedule(project: Project): ServiceDraft[] {
  for (const module of project.modules) {
    if (!/(^|\/)(Console\/Kernel\.php|routes\/console\.php|bootstrap\/app\.php)$|ServiceProvider\.php$/.test(module.path)) continue;
    const index = indexOf(module);
    const name = [...index.calls.keys()].find((each) => frequency.test(each));
    const [placed] = name === undefined ? [] : (index.calls.get(name) ?? []);
    const begins = ['command', 'job', 'call', 'exec'].some((each) => index.calls.has(each));
    if (!placed || !begins) continue;
    return [
      draft(project, {
        name: 'scheduler',
        kind: 'scheduler',
        framework: 'Laravel',
        start: 'php artisan schedule:work',
        evidence: [evidenceAt(module.path, placed.call.line, 'tasks on a schedule', 0.9)],
      }),
    ];
  }
  return [];
}

function symfonyWorkers(project: Project): ServiceDraft[] {
  const transports: { name: string; file: string; line: number }[] = [];
  for (const module of project.modules)
    for (const { target, line } of module.assignments)
      if (
        target[0] === 'symfony' &&
        target[1] === 'messenger' &&
        target[2] !== undefined &&
        target[2] !== 'failed' &&
        !transports.some((each) => each.name === target[2])
      )
        transports.push({ name: target[2], file: module.path, line });
  // A transport that is kept in the database is no setting of a broker, but is consumed all the same.
  const handled = classMarked(project, 'AsMessageHandler', 'MessageHandlerInterface', 'MessageSubscriberInterface');
  const routed = project.file('config/packages/messenger.yaml') && asynchronous(project);
  const services: ServiceDraft[] = [];
  const names = transports.map((each) => each.name);
  if (handled && (names.length > 0 || routed))
    services.push(
      draft(project, {
        name: 'worker',
        kind: 'worker',
        framework: 'Symfony Messenger',
        start: `php bin/console messenger:consume ${names.length ? names.join(' ') : 'async'} --time-limit=3600`,
        evidence: [evidenceAt(handled.module.path, handled.line, 'handles messages', 0.9)],
      }),
    );
  const scheduled = classMarked(project, 'AsSchedule', 'AsCronTask', 'AsPeriodicTask');
  if (scheduled)
    services.push(
      draft(project, {
        name: 'scheduler',
        kind: 'scheduler',
        framework: 'Symfony Scheduler',
        start: 'php bin/console messenger:consume scheduler_default',
        evidence: [evidenceAt(scheduled.module.path, scheduled.line, 'tasks on a schedule', 0.9)],
      }),
    );
  return services;
}

/** Whether the messenger's configuration sends anything to a transport that is consumed later. */
const asynchronous = (project: Project): boolean =>
  project.modules.some(
    (module) =>
      module.path.endsWith('config/packages/messenger.yaml') && module.assignments.some((each) => each.target.includes('routing')),
  );

/** Scripts that take messages until they are stopped. */
function consumers(project: Project): ServiceDraft[] {
  const root = project.component.path;
  const found = project.modules.flatMap((module): ServiceDraft[] => {
    const index = indexOf(module);
    const [consuming] = index.calls.get('basic_consume') ?? index.calls.get('consume') ?? [];
    const endless = module.endless.includes(-1);
    if (!(consuming && consuming.scope === -1) && !endless) return [];
    const line = consuming?.call.line ?? 1;
    const script = root === '.' ? module.path : module.path.slice(root.length + 1);
    return [
      draft(project, {
        name: baseName(module.path).replace(/\.php$/, ''),
        kind: 'worker',
        start: `php ${script}`,
        evidence: [evidenceAt(module.path, line, consuming ? 'takes messages from a queue' : 'runs until it is stopped', 0.75)],
      }),
    ];
  });
  const resque = project.has('resque/php-resque') ? callNamed(project, 'enqueue') : null;
  if (resque)
    found.push(
      draft(project, {
        name: 'worker',
        kind: 'worker',
        framework: 'php-resque',
        start: "QUEUE='*' php vendor/bin/resque",
        evidence: [evidenceAt(resque.module.path, resque.placed.call.line, 'jobs are put on a queue', 0.85)],
      }),
    );
  return found;
}
