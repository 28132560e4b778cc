import type { Evidence } from '@groundwork/blueprint';
import { canonicalName } from '../../../evaluate/canonical.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { baseName, folderOf, isUnder } from '../../../repository/paths.ts';
import type { Module } from '../../../syntax/module.ts';
import { moduleName } from '../imports.ts';
import { callsOf, constructionsOf, evidenceAt, type Constructed, type Project } from './context.ts';
import { importHome, startingIn } from './home.ts';
import { importedModules } from './imported.ts';

/** How an application object of a framework is served. */
interface Framework {
  readonly name: string;
  readonly constructors: readonly string[];
  readonly interface: 'asgi' | 'wsgi' | 'own';
  /** What its own development server listens on. */
  readonly port: number;
}

export const frameworks: readonly Framework[] = [
  { name: 'FastAPI', constructors: ['fastapi.FastAPI', 'fastapi.applications.FastAPI'], interface: 'asgi', port: 8000 },
  {
    name: 'Flask',
    constructors: ['flask.Flask', 'flask.app.Flask', 'apiflask.APIFlask', 'flask_openapi3.OpenAPI', 'connexion.FlaskApp', 'connexion.App'],
    interface: 'wsgi',
    port: 5000,
  },
  { name: 'Starlette', constructors: ['starlette.applications.Starlette'], interface: 'asgi', port: 8000 },
  { name: 'Litestar', constructors: ['litestar.Litestar', 'litestar.app.Litestar', 'starlite.Starlite'], interface: 'asgi', port: 8000 },
  { name: 'Quart', constructors: ['quart.Quart'], interface: 'asgi', port: 5000 },
  { name: 'Sanic', constructors: ['sanic.Sanic'], interface: 'own', port: 8000 },
  { name: 'BlackSheep', constructors: ['blacksheep.Application', 'blacksheep.server.Application'], interface: 'asgi', port: 8000 },
  { name: 'Robyn', constructors: ['robyn.Robyn'], interface: 'own', port: 8080 },
  { name: 'aiohttp', constructors: ['aiohttp.web.Application'], interface: 'own', port: 8080 },
  { name: 'Tornado', constructors: ['tornado.web.Application'], interface: 'own', port: 8888 },
  { name: 'Falcon', constructors: ['falcon.App', 'falcon.API'], interface: 'wsgi', port: 8000 },
  { name: 'Falcon', constructors: ['falcon.asgi.App'], interface: 'asgi', port: 8000 },
  { name: 'Bottle', constructors: ['bottle.Bottle', 'bottle.default_app', 'bottle.run'], interface: 'wsgi', port: 8080 },
  { name: 'Pyramid', constructors: ['pyramid.config.Configurator'], interface: 'wsgi', port: 6543 },
  { name: 'Dash', constructors: ['dash.Dash'], interface: 'own', port: 8050 },
  { name: 'gRPC', constructors: ['grpc.server', 'grpc.aio.server'], interface: 'own', port: 50051 },
  {
    name: 'http.server',
    constructors: ['http.server.HTTPServer', 'http.server.ThreadingHTTPServer', 'wsgiref.simple_server.make_server'],
    interface: 'own',
    port: 8000,
  },
];

const byConstructor = new Map(
  frameworks.flatMap((framework) => framework.constructors.map((name): [string, Framework] => [name, framework])),
);

/** An application found in code, and where it can be reached by name. */
export interface WebApplication {
  readonly framework: Framework;
  readonly module: Module;
  /** `app.main:app`, with `()` for a factory, `null` when it has no name one could import. */
  readonly target: string | null;
  readonly factory: boolean;
  /** The file that the target names. */
  readonly served: Module;
  readonly evidence: Evidence;
}

const entryNames = ['asgi', 'wsgi', 'main', 'app', 'server', 'application', 'api', 'run', '__main__', 'index', 'web', 'serve'];

/** The application a project serves, the likeliest first. */
export const webApplications = (project: Project): WebApplication[] => ranked(project).map(({ application }) => application);

/** Each application with how likely it is meant: the lower, the likelier. */
function ranked(project: Project): { readonly application: WebApplication; readonly rank: number }[] {
  const constructed = constructionsOf(project, new Set(byConstructor.keys())).filter(
    ({ module, placed }) => !placed.guards.some((guard) => mentionsTesting(guard)) && !mounted(module, placed.call.line),
  );
  const found = constructed.flatMap((each): WebApplication[] => {
    const framework = byConstructor.get(each.canonical);
    if (!framework) return [];
    const evidence = evidenceAt(
      each.module,
      each.placed.call.line,
      `${framework.name} application${each.variable ? ` \`${each.variable}\`` : ''}`,
      0.98,
    );
    return [{ framework, module: each.module, evidence, ...reach(project, each) }];
  });
  const preferred = servedTargets(project);
  const rank = (application: WebApplication): number => {
    const name = baseName(application.module.path).replace(/\.py$/, '');
    const entry = entryNames.indexOf(name === '__init__' ? 'app' : name);
    const served = application.target !== null && preferred.has(application.target.replace(/\(\)$/, '')) ? -100 : 0;
    return served + (application.target === null ? 50 : 0) + application.module.path.split('/').length * 3 + (entry < 0 ? 12 : entry / 2);
  };
  return found.map((application) => ({ application, rank: rank(application) })).toSorted((a, b) => a.rank - b.rank);
}

/** Applications beside one in its folder that nothing tells apart from it: neither their names nor what imports them. */
export function equallyLikely(project: Project, application: WebApplication): WebApplication[] {
  const all = ranked(project);
  const own = all.find((each) => each.application.module === application.module);
  if (!own || application.target === null) return [];
  const imported = importedModules(project);
  const isAlike = ({ application: other, rank }: (typeof all)[number]): boolean =>
    Math.abs(rank - own.rank) < 1 &&
    other.target !== null &&
    other.module !== application.module &&
    folderOf(other.module.path) === folderOf(application.module.path) &&
    !imported.has(other.module) &&
    !aside.test(other.module.path);
  return imported.has(application.module) ? [] : all.filter(isAlike).map((each) => each.application);
}

const mentionsTesting = (guard: unknown): boolean => /"value":"test(ing)?"/.test(JSON.stringify(guard));

/** Whether the application is mounted into another one in the same file: `app.mount("/v1", sub)`. */
function mounted(module: Module, line: number): boolean {
  const variable = module.assignments.find((each) => each.line === line && each.target.length === 1)?.target[0];
  if (variable === undefined) return false;
  return (indexOf(module).calls.get('mount') ?? []).some(({ call }) =>
    call.args.some((argument) => argument.kind === 'name' && argument.name === variable),
  );
}

const aside = /(^|\/)(scripts?|tools?|dev|bench(marks?)?|load_?tests?|examples?|samples?|docs?|mocks?)\//;

/** Whether a file stands in a folder whose programs are tools of the developers. */
export const isTool = ({ component: { path: root } }: Project, { path }: Module): boolean =>
  aside.test(root === '.' ? path : path.slice(root.length + 1));

/** Applications that are programs of their own: in folders of their own, imported by nothing. The first is the project's. */
export function separateApplications(project: Project): readonly WebApplication[] {
  const root = project.component.path;
  const all = webApplications(project);
  const meant = all.filter(({ module }) => !isTool(project, module));
  const [first, ...rest] = meant.length ? meant : all;
  if (!first) return [];
  const folders = new Set([folderOf(first.module.path)]);
  const imported = importedModules(project);
  const others = rest.filter(({ module, target, framework }) => {
    const folder = folderOf(module.path);
    const name = baseName(module.path).replace(/\.py$/, '');
    if (target === null || framework.interface === 'own' || folders.has(folder)) return false;
    if (folder === root || !entryNames.includes(name) || imported.has(module)) return false;
    folders.add(folder);
    return true;
  });
  return [first, ...others];
}

/** How the application can be named on a command line: a top-level variable here or elsewhere, or a factory. */
function reach(project: Project, { module, placed, variable }: Constructed): Reached {
  const root = project.component.path;
  if (variable !== null) return { target: `${dotted(project, module)}:${variable}`, factory: false, served: module };
  const factory = module.functions[placed.scope];
  if (!factory) {
    const guarded = module.assignments.find((each) => each.scope === -1 && each.value === placed.call);
    return { target: guarded ? `${dotted(project, module)}:${guarded.target.join('.')}` : null, factory: false, served: module };
  }
  const callers = project.repository.modules.importing(factory.name, `${factory.name}(`, 'python');
  const depth = ({ path }: Module): number => path.split('/').length;
  const others = [...new Set([...project.modules, ...callers.filter((caller) => isUnder(caller.path, root))])];
  const named = flaskApp(project);
  // `wsgi.py` is what servers are pointed at, rather than a `manage.py` beside it.
  const isEntry = ({ path }: Module): boolean => entryNames.includes(baseName(path).replace(/\.py$/, ''));
  const rank = (other: Module): number => (other.path === named ? -1 : depth(other) + (isEntry(other) ? 0 : 0.5));
  for (const other of [module, ...others.toSorted((a, b) => rank(a) - rank(b))]) {
    for (const assignment of other.assignments) {
      if (assignment.scope !== -1 || assignment.target.length !== 1 || assignment.value.kind !== 'call') continue;
      const { callee } = assignment.value;
      const called = callee.kind === 'name' || callee.kind === 'member' ? callee.name : null;
      if (called !== factory.name && called !== factory.className) continue;
      if (other !== module && !importsFrom(other, factory.name, module, root)) continue;
      return { target: `${dotted(project, other)}:${assignment.target[0] ?? 'app'}`, factory: false, served: other };
    }
  }
  const callable =
    factory.className === null && factory.parameters.every((parameter) => parameter.fallback !== null || parameter.name === '');
  return callable
    ? { target: `${dotted(project, module)}:${factory.name}()`, factory: true, served: module }
    : { target: null, factory: false, served: module };
}

/** The file that Flask's own settings name: `FLASK_APP=bakery.py` in `.flaskenv`. */
function flaskApp(project: Project): string | null {
  const root = project.component.path;
  const path = (name: string): string => (root === '.' ? name : `${root}/${name}`);
  const declared = [path('.flaskenv'), path('.env')].flatMap((file) => project.repository.declarations.get(file)?.variables ?? []);
  const name = declared.find((each) => each.name === 'FLASK_APP')?.value;
  if (!name) return null;
  const [stated = ''] = name.split(':');
  const file = /\.py$/.test(stated) ? stated : `${stated.replaceAll('.', '/')}.py`;
  return path(file.replace(/^\.\//, ''));
}

interface Reached {
  readonly target: string | null;
  readonly factory: boolean;
  /** The file that the target names. */
  readonly served: Module;
}

/** The name a module has where Python has to start for it. */
const dotted = (project: Project, module: Module): string => moduleName(module.path, importHome(project, module));

/** Whether a module imports a name that another defines. */
function importsFrom(importer: Module, name: string, definer: Module, root: string): boolean {
  const dotted = moduleName(definer.path, root);
  return importer.imports.some(
    (fact) =>
      (fact.local === name || fact.name === name) &&
      (dotted.endsWith(fact.module.replace(/^\.+/, '')) || fact.module.replace(/^\.+/, '') === ''),
  );
}

/** `uvicorn.run("app.main:app")`: the code says itself what is served. */
function servedTargets(project: Project): Set<string> {
  const served = callsOf(project, new Set(['uvicorn.run', 'uvicorn.Config', 'granian.Granian', 'hypercorn.run']));
  return new Set(
    served.flatMap(({ module, placed }) => {
      const [first] = placed.call.args;
      if (first?.kind === 'literal') return [String(first.value)];
      return first?.kind === 'name' && canonicalName(first, module, placed.scope) !== null
        ? [`${dotted(project, module)}:${first.name}`]
        : [];
    }),
  );
}

/** The command that serves it with what is installed, from where its imports are found. */
export function serveCommand(project: Project, application: WebApplication, port: number): string | null {
  const { target, framework, served } = application;
  const command = commandOf(project, application, port);
  if (target === null || framework.interface === 'own') return command;
  return `${startingIn(project, importHome(project, served), served)}${command}`;
}

function commandOf(project: Project, application: WebApplication, port: number): string {
  const { target, factory, framework, module } = application;
  const script = project.component.path === '.' ? module.path : module.path.slice(project.component.path.length + 1);
  const address = `0.0.0.0:\${PORT:-${port}}`;
  if (target === null || framework.interface === 'own')
    return runsAtTopLevel(module) ? `python ${script}` : `python -m ${moduleName(module.path, project.component.path)}`;
  const named = target.replace(/\(\)$/, '');
  if (framework.interface === 'asgi') {
    if (project.has('uvicorn') || project.has('fastapi'))
      return `uvicorn ${named}${factory ? ' --factory' : ''} --host 0.0.0.0 --port $PORT`;
    if (project.has('hypercorn')) return `hypercorn ${target} --bind ${address}`;
    if (project.has('granian')) return `granian --interface asgi ${named}${factory ? ' --factory' : ''} --host 0.0.0.0 --port $PORT`;
    if (project.has('gunicorn')) return `gunicorn -k uvicorn.workers.UvicornWorker '${target}' --bind 0.0.0.0:$PORT`;
    return `uvicorn ${named}${factory ? ' --factory' : ''} --host 0.0.0.0 --port $PORT`;
  }
  if (project.has('gunicorn')) return `gunicorn '${target}' --bind 0.0.0.0:$PORT`;
  if (project.has('waitress')) return `waitress-serve --listen=0.0.0.0:$PORT ${factory ? '--call ' : ''}${named}`;
  if (framework.name === 'Flask') return `${flaskFor(project, named)} run --host 0.0.0.0 --port $PORT`;
  return `python ${script}`;
}

/** Since 2.2 the program takes its application as an option; before, only by a variable. */
function flaskFor(project: Project, application: string): string {
  const pinned = project.component.dependencies.get('flask')?.version ?? '';
  return /^(?:==|~=|<=?)\s*(?:[01]|2\.[01])(?![\d])/.test(pinned) ? `FLASK_APP=${application} flask` : `flask --app ${application}`;
}

const runsAtTopLevel = (module: Module): boolean => module.statements.some(({ scope }) => scope === -1);
