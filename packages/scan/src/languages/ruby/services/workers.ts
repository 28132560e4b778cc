import { indexOf } from '../../../evaluate/module-index.ts';
import { textOf } from '../../../evaluate/value.ts';
import { baseName } from '../../../repository/paths.ts';
import type { ServiceDraft } from '../../language.ts';
import { isRails } from '../rails.ts';
import { callsNamed, classMarked, draft, evidenceAt, type Project } from './project.ts';

interface WorkerLibrary {
  readonly name: string;
  readonly gems: readonly string[];
  readonly start: string;
  /** What its jobs' classes include or extend, where that alone shows that it is used. */
  readonly marks: RegExp;
  /** Names it has as Active Job's adapter. */
  readonly adapter: string;
}

const libraries: readonly WorkerLibrary[] = [
  { name: 'Sidekiq', gems: ['sidekiq', 'sidekiq-pro'], start: 'bundle exec sidekiq', marks: /^Sidekiq::(Worker|Job)$/, adapter: 'sidekiq' },
  { name: 'Resque', gems: ['resque'], start: "QUEUE='*' bundle exec rake resque:work", marks: /^Resque/, adapter: 'resque' },
  { name: 'GoodJob', gems: ['good_job'], start: 'bundle exec good_job start', marks: /^GoodJob/, adapter: 'good_job' },
  { name: 'Solid Queue', gems: ['solid_queue'], start: 'bundle exec rake solid_queue:start', marks: /^SolidQueue/, adapter: 'solid_queue' },
  {
    name: 'Delayed Job',
    gems: ['delayed_job', 'delayed_job_active_record', 'delayed_job_mongoid'],
    start: 'bundle exec rake jobs:work',
    marks: /^Delayed/,
    adapter: 'delayed_job',
  },
  { name: 'Que', gems: ['que', 'que-rails'], start: 'bundle exec que', marks: /^Que::Job$/, adapter: 'que' },
  { name: 'Queue Classic', gems: ['queue_classic'], start: 'bundle exec rake qc:work', marks: /^QC/, adapter: 'queue_classic' },
  {
    name: 'Sneakers',
    gems: ['sneakers', 'kicks'],
    start: 'bundle exec rake sneakers:run',
    marks: /^(Sneakers|Kicks)::Worker$/,
    adapter: 'sneakers',
  },
  { name: 'Shoryuken', gems: ['shoryuken'], start: 'bundle exec shoryuken -R', marks: /^Shoryuken::Worker$/, adapter: 'shoryuken' },
  {
    name: 'Karafka',
    gems: ['karafka'],
    start: 'bundle exec karafka server',
    marks: /^(Karafka::BaseConsumer|ApplicationConsumer)$/,
    adapter: 'karafka',
  },
  { name: 'Racecar', gems: ['racecar'], start: 'bundle exec racecar', marks: /^Racecar::Consumer$/, adapter: 'racecar' },
  { name: 'Hutch', gems: ['hutch'], start: 'bundle exec hutch', marks: /^Hutch::Consumer$/, adapter: 'hutch' },
  { name: 'Faktory', gems: ['faktory_worker_ruby'], start: 'bundle exec faktory-worker', marks: /^Faktory::Job$/, adapter: 'faktory' },
];

/** Processes that take work from a queue or run it on a schedule. */
export function workerServices(project: Project): ServiceDraft[] {
  return [...libraryWorkers(project), ...schedulers(project), ...consumers(project)];
}

function libraryWorkers(project: Project): ServiceDraft[] {
  const adapter = adapterOf(project);
  const job = classMarked(project, /^(ApplicationJob|ActiveJob::Base)$/);
  return libraries.flatMap((library): ServiceDraft[] => {
    const gem = library.gems.map((name) => project.component.dependencies.get(name)).find((each) => each && !each.development);
    if (!gem) return [];
    const marked = classMarked(project, library.marks);
    const adapted = adapter?.name === library.adapter ? adapter : null;
    // Resque and Delayed Job mark nothing: their gem is there to run something.
    const isPlain = library.adapter === 'resque' || library.adapter === 'delayed_job';
    if (!marked && !adapted && !(isPlain && adapter === null)) return [];
    if (
      adapted &&
      !marked &&
      !job &&
      isRails(project.component) &&
      library.adapter === 'solid_queue' &&
      !project.file('config/recurring.yml')
    )
      return [];
    const evidence = marked
      ? evidenceAt(marked.module.path, marked.line, `a ${library.name} job`)
      : adapted
        ? evidenceAt(adapted.file, adapted.line, `jobs are run by ${library.name}`)
        : gem.evidence;
    return [draft(project, { name: 'worker', kind: 'worker', framework: library.name, start: library.start, evidence: [evidence] })];
  });
}

/** `config.active_job.queue_adapter = :sidekiq`, as it holds in production. */
function adapterOf(project: Project): { readonly name: string; readonly file: string; readonly line: number } | null {
  for (const module of project.modules)
    for (const each of module.assignments) {
      if (each.target.at(-1) !== 'queue_adapter') continue;
      const name = textOf(project.repository.valueOf(each.value, module, each.scope));
      if (name !== null) return { name, file: module.path, line: each.line };
    }
  return null;
}

function schedulers(project: Project): ServiceDraft[] {
  const scheduled = (framework: string, start: string, where: RegExp, names: readonly string[]): ServiceDraft[] => {
    const [found] = names.flatMap((name) => callsNamed(project, name, where));
    if (!found) return [];
    const { path } = found.module;
    return [
      draft(project, {
        name: 'scheduler',
        kind: 'scheduler',
        framework,
        start: start.replace('FILE', project.relative(path)),
        evidence: [evidenceAt(path, found.placed.call.line, 'tasks on a schedule', 0.9)],
      }),
    ];
  };
  if (project.has('clockwork')) return scheduled('Clockwork', 'bundle exec clockwork FILE', /clock[\w]*\.rb$/, ['every']);
  if (project.has('whenever'))
    return scheduled('Whenever', 'bundle exec whenever --update-crontab && cron -f', /config\/schedule\.rb$/, ['every']);
  if (project.has('resque-scheduler')) {
    const gem = project.component.dependencies.get('resque-scheduler');
    return gem
      ? [
          draft(project, {
            name: 'scheduler',
            kind: 'scheduler',
            framework: 'Resque Scheduler',
            start: 'bundle exec rake resque:scheduler',
            evidence: [gem.evidence],
          }),
        ]
      : [];
  }
  return project.has('rufus-scheduler') && !isRails(project.component)
    ? scheduled('Rufus', 'bundle exec ruby FILE', /^[\w/-]+\.rb$/, ['every', 'cron'])
    : [];
}

/** Scripts that run until they are stopped and serve nothing. */
function consumers(project: Project): ServiceDraft[] {
  if (isRails(project.component)) return [];
  return project.modules.flatMap((module): ServiceDraft[] => {
    const relative = project.relative(module.path);
    if (!/^(?:(?:bin|lib|app|src|workers?|consumers?)\/)?[\w-]+\.rb$/.test(relative)) return [];
    const index = indexOf(module);
    const blocking = (index.calls.get('subscribe') ?? []).find(({ call }) => {
      const block = call.named['block'];
      return block?.kind === 'literal' && block.value === true;
    });
    const endless = module.endless.includes(-1) && module.classes.length === 0;
    if (!blocking && !endless) return [];
    const line = blocking?.call.line ?? 1;
    return [
      draft(project, {
        name: baseName(module.path).replace(/\.rb$/, ''),
        kind: 'worker',
        start: `bundle exec ruby ${relative}`,
        evidence: [evidenceAt(module.path, line, blocking ? 'takes messages from a queue' : 'runs until it is stopped', 0.75)],
      }),
    ];
  });
}
