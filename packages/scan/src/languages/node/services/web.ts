import type { NodeFramework } from '../../../catalog/node/framework.ts';
import { metaFrameworks } from '../../../catalog/node/frameworks.ts';
import { assetPlugins, commandServers, desktopPackages } from '../../../catalog/node/servers.ts';
import type { ServiceDraft } from '../../language.ts';
import { isUnder } from '../../../repository/paths.ts';
import { inComponent, isWorkspaceRoot, nodeComponents } from '../components.ts';
import { buildCommands } from './build.ts';
import { healthOf } from './health.ts';
import { configuredPort, configures, scriptPort } from './ports.ts';
import { draft, nameOf, relative, stemOf, type NodeProject } from './project.ts';
import { migrationsOf } from './release.ts';
import { runBinary, runFile, runScript, startCommand, startScript } from './scripts.ts';
import { defaultPort, type ServerEntry } from './server.ts';

/** The one service of a package that answers requests: a framework's, a server of its own code, one started by a command, or a site. */
export function webService(project: NodeProject, entry: ServerEntry | null): ServiceDraft | null {
  const isDesktop = desktopPackages.some((name) => project.dependency(name) !== null);
  const framework = frameworkOf(project);
  if (framework?.kind === 'web' && !isDesktop) return frameworkService(project, framework, entry);
  if (entry && !isLibrary(project)) return serverService(project, entry, framework);
  if (isDesktop) return null;
  return commandService(project) ?? (framework && isFrontend(project, framework) ? frameworkService(project, framework, null) : null);
}

/** A package that others build their programs from, and that nobody starts: what listens in it does so in theirs. */
const isLibrary = ({ component, manifest, repository }: NodeProject): boolean =>
  manifest.main !== null &&
  !Object.keys(manifest.scripts).some((name) => /^(start|serve|dev|prod|develop)\b/.test(name)) &&
  nodeComponents(repository).some((other) => other.path !== component.path && other.includes.includes(component.path));

/** The framework a package is an application of, as its adapter has it built. */
function frameworkOf(project: NodeProject): NodeFramework | null {
  const framework = metaFrameworks.find((each) => each.packages.some((name) => project.dependency(name)) && isUsed(project, each));
  if (!framework) return null;
  const adapter = framework.adapters?.find((each) => each.packages.some((name) => project.dependency(name)));
  const adapted = adapter ? { ...framework, ...adapter, packages: framework.packages } : framework;
  const { build = '' } = project.manifest.scripts;
  const isExported =
    (framework.name === 'Next.js' && (configures(project, framework, 'output', 'export') || /\bnext export\b/.test(build))) ||
    (framework.name === 'Nuxt' && /\bnuxt generate\b/.test(build));
  return isExported ? { ...adapted, kind: 'static', start: null } : adapted;
}

const scriptsRunning = (project: NodeProject, command: string): string[] =>
  Object.entries(project.manifest.scripts).flatMap(([name, script]) =>
    new RegExp(`(^|[\\s/&;])(${command})(\\s|$)`).test(script) ? [name] : [],
  );

/** A library may have a framework among its dependencies; an application runs it. */
function isUsed(project: NodeProject, framework: NodeFramework): boolean {
  const running = scriptsRunning(project, framework.command);
  if (framework.documents) return running.some((name) => /^(build|start|dev|serve)$/.test(name));
  return (
    running.length > 0 ||
    framework.configs.some((name) => project.has(name)) ||
    ['pages', 'app', 'src/pages', 'src/app', 'src/routes'].some((folder) =>
      project.files.some((path) => relative(project.component, path).startsWith(`${folder}/`)),
    )
  );
}

/** A bundler alone is no frontend: it may build assets for a server of another language, or a library. */
function isFrontend(project: NodeProject, framework: NodeFramework): boolean {
  if (assetPlugins.some((name) => project.dependency(name)) || isPartOfAnother(project)) return false;
  if (!framework.needsPage)
    return !isWorkspaceRoot(project.component.path, project.repository) || scriptsRunning(project, framework.command).length > 0;
  if (isWorkspaceRoot(project.component.path, project.repository)) return false;
  const hasPage = project.files.some((path) =>
    /^((public|src|app|client|static|source)\/)?index\.(html|ejs|pug|hbs)$/.test(relative(project.component, path)),
  );
  return hasPage && Object.keys(project.manifest.scripts).some((name) => /^(dev|start|serve|preview|build)$/.test(name));
}

/** A page kept inside another frontend's folder is built into that one. */
function isPartOfAnother({ component, repository }: NodeProject): boolean {
  return nodeComponents(repository).some(
    (other) =>
      other.path !== '.' &&
      other.path !== component.path &&
      isUnder(component.path, other.path) &&
      metaFrameworks.some((each) => each.packages.some((name) => other.dependencies.has(name))),
  );
}

function frameworkService(project: NodeProject, framework: NodeFramework, entry: ServerEntry | null): ServiceDraft {
  const { component, manifest } = project;
  const { start, dev, serve, preview } = manifest.scripts;
  const own =
    framework.name === 'Nuxt' && Number(/\d+/.exec(project.dependency('nuxt')?.version ?? '')?.[0] ?? 3) < 3
      ? 'nuxt start'
      : framework.start;
  const isWeb = framework.kind === 'web';
  const isOwnServer = entry !== null && start !== undefined && runs(start, relative(component, entry.module.path));
  const scripts = (isWeb ? [start ?? dev] : [start, dev, serve, preview]).filter((each) => each !== undefined);
  const port = scriptPort(scripts) ?? (isOwnServer ? entry.port : null) ?? configuredPort(project, framework) ?? framework.port;
  const name = framework.packages.find((each) => project.dependency(each)) ?? '';
  return draft(project, {
    name: nameOf(component, 'web'),
    kind: framework.kind,
    framework: framework.name,
    build: buildCommands(project, framework.build),
    release: isWeb ? migrationsOf(project) : [],
    start: isWeb ? (startCommand(project) ?? (own?.startsWith('node ') ? own : own && runBinary(component, own))) : null,
    port,
    health: isWeb ? healthOf(project) : '/',
    evidence: [
      {
        file: inComponent(component, 'package.json'),
        line: manifest.lines[name] ?? 1,
        why: `${framework.name} application`,
        confidence: 0.95,
      },
    ],
  });
}

function serverService(project: NodeProject, entry: ServerEntry, framework: NodeFramework | null): ServiceDraft {
  const { manifest, component } = project;
  const script = startScript(project);
  // Beside a frontend in one package, `start` may be the frontend's.
  const isFrontends = script !== null && framework !== null && scriptsRunning(project, framework.command).includes(script);
  const path = relative(component, entry.module.path);
  const serving = Object.keys(manifest.scripts).find((name) => !/dev|watch|test/.test(name) && runs(manifest.scripts[name] ?? '', path));
  const start = isFrontends
    ? serving
      ? runScript(component, serving)
      : runFile(component, path)
    : (startCommand(project) ?? runFile(component, path));
  const told = isFrontends ? [] : script === null ? [] : [manifest.scripts[script] ?? ''];
  return draft(project, {
    name: nameOf(component, 'web'),
    kind: 'web',
    framework: entry.framework,
    build: buildCommands(project, null),
    release: migrationsOf(project),
    start,
    port: entry.port ?? scriptPort(told) ?? scriptPort(Object.values(manifest.scripts)) ?? defaultPort(entry.framework),
    health: healthOf(project),
    evidence: [{ file: entry.module.path, line: entry.line, why: `${entry.framework} server listens`, confidence: 0.95 }],
  });
}

/** Whether a script runs a file, as it is or as what it is compiled to. */
const runs = (script: string, path: string): boolean => new RegExp(`(^|[\\s/.])${stemOf(path)}(\\.[cm]?[jt]s)?(\\s|$|")`).test(script);

function commandService(project: NodeProject): ServiceDraft | null {
  const { component, manifest } = project;
  const server = commandServers.find((each) => {
    const dependency = project.dependency(each.package);
    const [command = ''] = each.start.split(' ');
    return (
      dependency !== null &&
      (!dependency.development || scriptsRunning(project, command).includes('start')) &&
      manifest.scripts['start'] !== undefined
    );
  });
  if (!server) return null;
  return draft(project, {
    name: nameOf(component, 'web'),
    kind: 'web',
    framework: server.name,
    build: buildCommands(project, server.build),
    release: migrationsOf(project),
    start: startCommand(project) ?? runBinary(component, server.start),
    port: scriptPort([manifest.scripts['start'] ?? '']) ?? server.port,
    health: healthOf(project),
    evidence: [
      {
        file: inComponent(component, 'package.json'),
        line: manifest.lines[server.package] ?? 1,
        why: `${server.name} is started`,
        confidence: 0.9,
      },
    ],
  });
}
