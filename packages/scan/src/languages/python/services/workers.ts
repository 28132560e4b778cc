import { indexOf } from '../../../evaluate/module-index.ts';
import { baseName } from '../../../repository/paths.ts';
import type { Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { moduleName } from '../imports.ts';
import { callsOf, constructionsOf, draft, evidenceAt, isScript, scriptOf, type Constructed, type Project } from './context.ts';
import { importHome, startingIn } from './home.ts';
import { loops } from './loops.ts';
import { isTool } from './web.ts';

/** Processes that take work from a queue or run it on a schedule. */
export function workerServices(project: Project): ServiceDraft[] {
  return [...celery(project), ...libraryWorkers(project), ...schedulers(project), ...loops(project)];
}

export const celeryApplications: readonly string[] = ['celery.Celery', 'celery.app.base.Celery', 'celery.app.Celery'];

function celery(project: Project): ServiceDraft[] {
  const made = callsOf(project, new Set(celeryApplications)).filter(
    ({ module, placed }) => placed.guards.length === 0 && !isTool(project, module),
  );
  const [app] = made.toSorted((a, b) => Number(a.variable === null) - Number(b.variable === null));
  if (!app) return [];
  const manage = djangoHome(project, app.module);
  const home = manage ?? importHome(project, app.module);
  const root = project.component.path;
  const enter =
    manage === null || manage === root
      ? startingIn(project, home, app.module)
      : `cd ${root === '.' ? manage : manage.slice(root.length + 1)} && `;
  const target = celeryTarget(project, app, home);
  const worker = draft(project, {
    name: 'worker',
    kind: 'worker',
    framework: 'Celery',
    start: `${enter}celery -A ${target} worker --loglevel=info`,
    evidence: [evidenceAt(app.module, app.placed.call.line, 'Celery application', 0.95)],
  });
  const schedule = beatSchedule(project);
  if (!schedule) return [worker];
  return [
    worker,
    draft(project, {
      name: 'scheduler',
      kind: 'scheduler',
      framework: 'Celery beat',
      start: `${enter}celery -A ${target} beat --loglevel=info`,
      evidence: [schedule],
    }),
  ];
}

/** `celery -A` takes a module; a package that exports the app or an app under another name needs it spelled out. */
function celeryTarget(project: Project, app: Constructed, home: string): string {
  const module = moduleName(app.module.path, home);
  if (app.variable === null) {
    const factory = app.module.functions[app.placed.scope]?.name;
    for (const other of project.modules) {
      const made = other.assignments.find(
        (each) =>
          each.scope === -1 &&
          each.target.length === 1 &&
          each.value.kind === 'call' &&
          'name' in each.value.callee &&
          each.value.callee.name === factory,
      );
      if (made) return `${moduleName(other.path, home)}.${made.target[0] ?? 'celery'}`;
    }
    return module;
  }
  const last = module.split('.').at(-1);
  // A package whose __init__ imports its celery module is named by the package alone, as Django projects do.
  if (last === 'celery' && (app.variable === 'app' || app.variable === 'celery')) return module.split('.').slice(0, -1).join('.') || module;
  return app.variable === 'app' || app.variable === 'celery' ? module : `${module}.${app.variable}`;
}

/** Where a Django project's `manage.py` stands, for a file below it. */
function djangoHome(project: Project, module: Module): string | null {
  const manage = project.modules.find((each) => baseName(each.path) === 'manage.py');
  const folder = manage ? (manage.path.includes('/') ? manage.path.slice(0, manage.path.lastIndexOf('/')) : '.') : null;
  return folder !== null && (folder === '.' || module.path.startsWith(`${folder}/`)) ? folder : null;
}

function beatSchedule(project: Project): ReturnType<typeof evidenceAt> | null {
  for (const module of project.modules) {
    const assigned = module.assignments.find(
      (each) =>
        /^(CELERY_BEAT_SCHEDULE|CELERYBEAT_SCHEDULE|beat_schedule)$/.test(each.target.at(-1) ?? '') &&
        !(each.value.kind === 'object' && each.value.entries.length === 0),
    );
    if (assigned) return evidenceAt(module, assigned.line, 'a schedule for Celery beat', 0.95);
    const kept = module.assignments.find(
      ({ target, value }) =>
        /^(CELERY_BEAT_SCHEDULER|CELERYBEAT_SCHEDULER|beat_scheduler)$/.test(target.at(-1) ?? '') ||
        (target[0] === 'INSTALLED_APPS' &&
          value.kind === 'list' &&
          value.items.some((item) => item.kind === 'literal' && item.value === 'django_celery_beat')),
    );
    if (kept) return evidenceAt(module, kept.line, 'Celery beat keeps its schedule', 0.9);
    const [periodic] = indexOf(module).calls.get('add_periodic_task') ?? [];
    if (periodic) return evidenceAt(module, periodic.call.line, 'a periodic task for Celery beat', 0.9);
  }
  return null;
}

interface WorkerLibrary {
  readonly name: string;
  /** A call or decorator that only a worker's code has. */
  readonly calls: readonly string[];
  readonly kind: 'worker' | 'scheduler';
  start(module: string, variable: string | null, script: string): string;
}

export const workerLibraries: readonly WorkerLibrary[] = [
  { name: 'Dramatiq', kind: 'worker', calls: ['dramatiq.actor'], start: (module) => `dramatiq ${module}` },
  {
    name: 'Huey',
    kind: 'worker',
    calls: ['huey.RedisHuey', 'huey.SqliteHuey', 'huey.PriorityRedisHuey', 'huey.Huey'],
    start: (module, variable) => `huey_consumer ${module}.${variable ?? 'huey'}`,
  },
  {
    name: 'RQ',
    kind: 'worker',
    calls: ['rq.Worker', 'rq.SimpleWorker', 'rq.worker.Worker'],
    start: (_module, _variable, script) => `python ${script}`,
  },
  {
    name: 'Taskiq',
    kind: 'worker',
    calls: ['taskiq_redis.ListQueueBroker', 'taskiq_redis.RedisStreamBroker', 'taskiq_aio_pika.AioPikaBroker', 'taskiq_nats.NatsBroker'],
    start: (module, variable) => `taskiq worker ${module}:${variable ?? 'broker'}`,
  },
  {
    name: 'FastStream',
    kind: 'worker',
    calls: ['faststream.FastStream', 'faststream.app.FastStream'],
    start: (module, variable) => `faststream run ${module}:${variable ?? 'app'}`,
  },
  { name: 'Faust', kind: 'worker', calls: ['faust.App'], start: (module) => `faust -A ${module} worker` },
  {
    name: 'Procrastinate',
    kind: 'worker',
    calls: ['procrastinate.App'],
    start: (module, variable) => `procrastinate --app=${module}.${variable ?? 'app'} worker`,
  },
  {
    name: 'Discord',
    kind: 'worker',
    calls: ['discord.Client', 'discord.Bot', 'discord.ext.commands.Bot'],
    start: (_module, _variable, script) => `python ${script}`,
  },
  {
    name: 'Slack',
    kind: 'worker',
    calls: ['slack_bolt.adapter.socket_mode.SocketModeHandler'],
    start: (_module, _variable, script) => `python ${script}`,
  },
  {
    name: 'Telegram',
    kind: 'worker',
    calls: [
      'aiogram.Dispatcher',
      'telegram.ext.ApplicationBuilder',
      'telegram.ext.Application.builder',
      'telebot.TeleBot',
      'pyrogram.Client',
    ],
    start: (_module, _variable, script) => `python ${script}`,
  },
  { name: 'Temporal', kind: 'worker', calls: ['temporalio.worker.Worker'], start: (_module, _variable, script) => `python ${script}` },
];

function libraryWorkers(project: Project): ServiceDraft[] {
  const found = workerLibraries.flatMap((library): ServiceDraft[] => {
    const made = constructionsOf(project, new Set(library.calls));
    const [first] = made.toSorted((a, b) => Number(!isScript(a.module)) - Number(!isScript(b.module)));
    if (!first) return [];
    const root = project.component.path;
    const script = root === '.' ? first.module.path : first.module.path.slice(root.length + 1);
    return [
      draft(project, {
        name: 'worker',
        kind: library.kind,
        framework: library.name,
        start: library.start(moduleName(first.module.path, root), first.variable, script),
        evidence: [evidenceAt(first.module, first.placed.call.line, `${library.name} worker`, 0.9)],
      }),
    ];
  });
  const arq = project.modules.flatMap((module) =>
    module.classes.filter((fact) => fact.name.endsWith('WorkerSettings') && project.has('arq')).map((fact) => ({ module, fact })),
  )[0];
  if (arq) {
    const target = `${moduleName(arq.module.path, project.component.path)}.${arq.fact.name}`;
    found.push(
      draft(project, {
        name: 'worker',
        kind: 'worker',
        framework: 'arq',
        start: `arq ${target}`,
        evidence: [evidenceAt(arq.module, arq.fact.line, 'arq worker settings', 0.95)],
      }),
    );
  }
  const queued = found.length === 0 && project.has('rq') ? callsOf(project, new Set(['rq.Queue', 'rq.queue.Queue']))[0] : undefined;
  if (queued)
    found.push(
      draft(project, {
        name: 'worker',
        kind: 'worker',
        framework: 'RQ',
        start: 'rq worker',
        evidence: [evidenceAt(queued.module, queued.placed.call.line, 'jobs are put on an RQ queue', 0.85)],
      }),
    );
  return found;
}

function schedulers(project: Project): ServiceDraft[] {
  const [blocking] = callsOf(
    project,
    new Set(['apscheduler.schedulers.blocking.BlockingScheduler', 'schedule.every', 'schedule.run_pending', 'aiocron.crontab']),
  );
  if (!blocking) return [];
  return [
    draft(project, {
      name: 'scheduler',
      kind: 'scheduler',
      start: `python ${scriptOf(project, blocking.module)}`,
      evidence: [evidenceAt(blocking.module, blocking.placed.call.line, 'jobs on a schedule', 0.9)],
    }),
  ];
}
