import { textOf } from '../../../evaluate/value.ts';
import type { ServiceDraft } from '../../language.ts';
import { draft, type Project } from './context.ts';

interface Queue {
  readonly package: string;
  readonly app: string;
  readonly name: string;
  readonly kind: 'worker' | 'scheduler';
  readonly command: string;
}

/** Django applications whose management command is a worker or scheduler of their own. */
const queues: readonly Queue[] = [
  { package: 'django-rq', app: 'django_rq', name: 'worker', kind: 'worker', command: 'rqworker' },
  { package: 'rq-scheduler', app: 'django_rq', name: 'scheduler', kind: 'scheduler', command: 'rqscheduler' },
  { package: 'django-q', app: 'django_q', name: 'worker', kind: 'worker', command: 'qcluster' },
  { package: 'django-q2', app: 'django_q', name: 'worker', kind: 'worker', command: 'qcluster' },
  { package: 'huey', app: 'huey.contrib.djhuey', name: 'worker', kind: 'worker', command: 'run_huey' },
  { package: 'django-dramatiq', app: 'django_dramatiq', name: 'worker', kind: 'worker', command: 'rundramatiq' },
  { package: 'django-background-tasks', app: 'background_task', name: 'worker', kind: 'worker', command: 'process_tasks' },
  { package: 'django-tasks', app: 'django_tasks.backends.database', name: 'worker', kind: 'worker', command: 'db_worker' },
  { package: 'procrastinate', app: 'procrastinate.contrib.django', name: 'worker', kind: 'worker', command: 'procrastinate worker' },
];

export function queueCommands(project: Project, manage: string): ServiceDraft[] {
  return queues.flatMap((queue): ServiceDraft[] => {
    const installed = project.component.dependencies.get(queue.package);
    if (!installed || installed.development || !isApp(project, queue.app)) return [];
    const named = queue.command === 'rqworker' ? queueNames(project) : [];
    return [
      draft(project, {
        name: queue.name,
        kind: queue.kind,
        framework: queue.package,
        start: [manage, queue.command, ...named].join(' '),
        evidence: [{ ...installed.evidence, why: `\`${queue.app}\` works through its queue with \`${queue.command}\`` }],
      }),
    ];
  });
}

/** Whether settings list the application. */
const isApp = (project: Project, app: string): boolean =>
  project.modules.some((module) =>
    module.assignments.some(
      ({ target, value }) =>
        target[0] === 'INSTALLED_APPS' &&
        value.kind === 'list' &&
        value.items.some((item) => item.kind === 'literal' && item.value === app),
    ),
  );

/** `RQ_QUEUES`' own names, most urgent first as they are written. */
function queueNames(project: Project): string[] {
  for (const module of project.modules)
    for (const { target, value } of module.assignments)
      if (target.length === 1 && target[0] === 'RQ_QUEUES' && value.kind === 'object')
        return value.entries.flatMap(({ key, line }) => {
          // A key that is a constant's name is what the constant says.
          const named = key === null ? null : textOf(project.repository.valueOf({ kind: 'name', name: key, line }, module, -1));
          const name = named ?? key;
          return name !== null && /^[\w.-]+$/.test(name) ? [name] : [];
        });
  return [];
}
