import { indexOf } from '../../../evaluate/module-index.ts';
import { textOf } from '../../../evaluate/value.ts';
import { baseName, folderOf } from '../../../repository/paths.ts';
import type { Module } from '../../../syntax/module.ts';
import type { ServiceDraft } from '../../language.ts';
import { moduleName, resolvePythonImport } from '../imports.ts';
import { draft, evidenceAt, projectName, type Project } from './context.ts';
import { healthOf } from './health.ts';
import { queueCommands } from './django-queues.ts';
import { portOf } from './ports.ts';

/** A Django project: the web server, and management commands that run until they are stopped. */
export function djangoServices(project: Project): ServiceDraft[] {
  const manage = project.modules.find((module) => isDjangoManage(module));
  if (!manage) return [];
  const home = folderOf(manage.path);
  const inHome = (path: string): boolean => home === '.' || path.startsWith(`${home}/`);
  const entry = (name: string): string | undefined =>
    project.repository.filesUnder(home).find((path) => baseName(path) === `${name}.py` && inHome(path) && isEntry(project, path));
  const wsgi = entry('wsgi');
  const asgi = entry('asgi');
  const from = project.component.path;
  const enter = home === from ? '' : `cd ${from === '.' ? home : home.slice(from.length + 1)} && `;
  const target = wsgi ? `${moduleName(wsgi, home)}:application` : null;
  const asyncTarget = asgi ? `${moduleName(asgi, home)}:application` : null;
  const command = `python ${from === '.' || home === from ? relative(manage.path, from) : 'manage.py'}`;
  const settings = settingsModules(project);
  const web = draft(project, {
    name: projectName(project, 'web') === '.' ? 'web' : projectName(project, 'web'),
    kind: 'web',
    framework: 'Django',
    build: project.has('whitenoise') || assigns(settings, 'STATIC_ROOT') ? [`${enter}python manage.py collectstatic --noinput`] : [],
    release: [`${enter}python manage.py migrate --noinput`],
    start: `${enter}${startOf(project, target, asyncTarget)}`,
    port:
      portOf(
        project,
        project.modules.filter((module) => module === manage),
      ) ?? 8000,
    health: healthOf(project) ?? '/',
    evidence: [evidenceAt(manage, 1, 'Django project (manage.py)', 0.97)],
  });
  const run = `${enter}${enter ? 'python manage.py' : command}`;
  return [web, ...queueCommands(project, run), ...endlessCommands(project, run)];
}

/** Flask projects call their own command line `manage.py` too. */
const isDjangoManage = (module: Module): boolean =>
  baseName(module.path) === 'manage.py' &&
  (module.imports.some((fact) => /^(django|configurations)(\.|$)/.test(fact.module)) ||
    module.assignments.some((each) => each.target.at(-1) === 'DJANGO_SETTINGS_MODULE'));

const relative = (path: string, folder: string): string => (folder === '.' ? path : path.slice(folder.length + 1));

function isEntry(project: Project, path: string): boolean {
  const module = project.repository.modules.get(path);
  return !module || module.assignments.some((each) => each.target[0] === 'application');
}

function startOf(project: Project, target: string | null, asyncTarget: string | null): string {
  const isAsync = project.has('channels') || project.has('daphne') || project.has('uvicorn');
  if (asyncTarget && isAsync && !(project.has('gunicorn') && target && !project.has('channels'))) {
    if (project.has('daphne')) return `daphne -b 0.0.0.0 -p $PORT ${asyncTarget}`;
    if (project.has('granian')) return `granian --interface asgi --host 0.0.0.0 --port $PORT ${asyncTarget}`;
    return `uvicorn ${asyncTarget} --host 0.0.0.0 --port $PORT`;
  }
  if (target && project.has('gunicorn')) return `gunicorn ${target} --bind 0.0.0.0:$PORT`;
  if (target && (project.has('uwsgi') || project.has('pyuwsgi'))) return `uwsgi --http :$PORT --module ${target} --master`;
  if (target && project.has('waitress')) return `waitress-serve --listen=0.0.0.0:$PORT ${target}`;
  if (asyncTarget && project.has('granian')) return `granian --interface asgi --host 0.0.0.0 --port $PORT ${asyncTarget}`;
  return 'python manage.py runserver 0.0.0.0:$PORT';
}

export const settingsModules = (project: Project): Module[] =>
  project.modules.filter((module) => module.assignments.some((each) => each.target[0] === 'INSTALLED_APPS'));

const assigns = (modules: readonly Module[], name: string): boolean =>
  modules.some((module) => module.assignments.some((each) => each.target[0] === name));

/** Management commands whose `handle` never ends by itself: workers and schedulers. */
function endlessCommands(project: Project, manage: string): ServiceDraft[] {
  return project.modules.flatMap((module): ServiceDraft[] => {
    if (!/(^|\/)management\/commands\/[^/_][^/]*\.py$/.test(module.path)) return [];
    const loops = module.endless.length > 0;
    const serves = [...indexOf(module).calls.keys()].some((name) => /^(serve_forever|run_forever|start_consuming|watch)$/.test(name));
    const inherits = module.classes.some((fact) => fact.bases.some((base) => 'name' in base && base.name === 'Command'));
    const loopsElsewhere = !loops && !serves && !inherits && callsEndless(project, module);
    if (!loops && !serves && !loopsElsewhere) return [];
    const name = baseName(module.path).replace(/\.py$/, '');
    const line = module.functions.find((fact) => fact.name === 'handle')?.line ?? 1;
    return [
      draft(project, {
        name,
        kind: 'worker',
        framework: 'Django',
        start: [manage, name, ...loopFlag(module)].join(' '),
        evidence: [evidenceAt(module, line, `management command \`${name}\` runs until it is stopped`, 0.85)],
      }),
    ];
  });
}

/** The switch without which a command ends after one round: `parser.add_argument("--loop", action="store_true")`. */
function loopFlag(module: Module): string[] {
  const flags = (indexOf(module).calls.get('add_argument') ?? []).flatMap(({ call }) => {
    const action = call.named['action'];
    const isSwitch = action?.kind === 'literal' && action.value === 'store_true';
    return isSwitch ? call.args.flatMap((each) => (each.kind === 'literal' && typeof each.value === 'string' ? [each.value] : [])) : [];
  });
  return flags.filter((flag) => /^--(loop|forever|daemon|daemoni[sz]e|continuous|keep[-_]running|repeat)$/.test(flag)).slice(0, 1);
}

/** The command starts something of the project that loops. */
function callsEndless({ repository }: Project, command: Module): boolean {
  const imported = new Set(command.imports.flatMap((fact) => (fact.name ? [fact.name] : [])));
  const files = command.imports.flatMap((fact) => resolvePythonImport(fact.module, command.path, repository));
  const loop = [...new Set(files)]
    .filter((path) => repository.modules.mentions(path, 'while '))
    .flatMap((path) => repository.modules.get(path) ?? []);
  return loop.some((other) =>
    other.endless.some((scope) => scope >= 0 && imported.has(other.functions[scope]?.className ?? other.functions[scope]?.name ?? '')),
  );
}

/** Text of a settings value. */
export function settingText(project: Project, name: string): string | null {
  for (const module of settingsModules(project)) {
    const assignment = module.assignments.find((each) => each.target.length === 1 && each.target[0] === name);
    if (assignment) return textOf(project.repository.valueOf(assignment.value, module, assignment.scope));
  }
  return null;
}
