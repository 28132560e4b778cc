import { indexOf } from '../../../evaluate/module-index.ts';
import { baseName, folderOf } from '../../../repository/paths.ts';
import type { ServiceDraft } from '../../language.ts';
import { moduleName } from '../imports.ts';
import { draft, isScript, projectName, scriptOf, type Project } from './context.ts';
import { healthOf } from './health.ts';
import { servesModel } from './inference.ts';
import { startedBy } from './instructions.ts';
import { listenedPort, portOf, writtenPort } from './ports.ts';
import { reachedFrom } from './reach.ts';
import { migrationsOf } from './release.ts';
import { equallyLikely, separateApplications, serveCommand, webApplications, type WebApplication } from './web.ts';

/** The web application of a project, and others beside it that are programs of their own and that the instructions start. */
export function webServices(project: Project, pages: readonly ServiceDraft[]): ServiceDraft[] {
  const all = webApplications(project);
  const [first, ...separate] = separateApplications(project);
  if (!first) return [];
  const programs = [...startedBy(project)].flatMap((module): WebApplication[] => {
    if (!isScript(module) || !runsItself(module)) return [];
    const reached = reachedFrom(project, module);
    const application = reached.has(first.module) ? undefined : all.find((each) => reached.has(each.module));
    return application ? [{ ...application, module }] : [];
  });
  const own = separate.filter(({ module }) => !programs.some((each) => reachedFrom(project, each.module).has(module)));
  return [
    webService(project, first, pages, programs.length > 0),
    ...programs.map((each) => besideIt(project, each)),
    ...own.map((each) => inItsFolder(project, each)),
  ];
}

/** A second application with a folder of its own. */
function inItsFolder(project: Project, application: WebApplication): ServiceDraft {
  const { framework, module, evidence } = application;
  const port = listenedPort(project, [module]) ?? framework.port;
  return draft(project, {
    name: baseName(folderOf(module.path)),
    kind: servesModel(project, module) ? 'inference' : 'web',
    framework: framework.name,
    start: serveCommand(project, application, port),
    port,
    entries: [module.path],
    evidence: [evidence],
  });
}

const runsItself = (module: WebApplication['module']): boolean =>
  ['run', 'serve', 'run_app', 'serve_forever', 'run_server'].some((name) => indexOf(module).calls.has(name));

function webService(project: Project, likeliest: WebApplication, pages: readonly ServiceDraft[], several: boolean): ServiceDraft {
  const alike = several || pages.length ? [] : equallyLikely(project, likeliest);
  const instructed = [likeliest, ...alike].find((each) => startedBy(project).has(each.module));
  const application = instructed ?? likeliest;
  const others = instructed ? [] : alike;
  const { framework, module, evidence } = application;
  const near = [module, ...project.modules.filter((each) => each !== module)];
  const file = baseName(module.path);
  const written = (): number | null => writtenPort(project, [file, file.replace(/\.py$/, '')]);
  const port =
    (several
      ? (listenedPort(project, [module]) ?? written())
      : pages.length
        ? (listenedPort(project, near) ?? written())
        : portOf(project, near)) ?? (framework.name === 'Flask' && project.has('gunicorn') ? 8000 : framework.port);
  return draft(project, {
    name: several ? file.replace(/\.py$/, '') : pages.length ? 'api' : projectName(project, 'web'),
    kind: servesModel(project, module) ? 'inference' : 'web',
    framework: framework.name,
    release: migrationsOf(project),
    start: serveCommand(project, application, port),
    otherStarts: others.flatMap((each) => serveCommand(project, each, port) ?? []),
    port,
    health: healthOf(project),
    evidence: [evidence],
  });
}

/** A second application: it is started by its own file, on the port that file says. */
function besideIt(project: Project, { framework, module, evidence }: WebApplication): ServiceDraft {
  return draft(project, {
    name: baseName(module.path).replace(/\.py$/, ''),
    kind: servesModel(project, module) ? 'inference' : 'web',
    framework: framework.name,
    start: project.repository.has(`${folderOf(module.path)}/__init__.py`)
      ? `python -m ${moduleName(module.path, project.component.path)}`
      : `python ${scriptOf(project, module)}`,
    port: listenedPort(project, [module]) ?? framework.port,
    entries: [module.path],
    evidence: [evidence],
  });
}
