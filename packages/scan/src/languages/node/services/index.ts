import type { Repository } from '../../../repository/repository.ts';
import { isAside, isTest } from '../../../repository/paths.ts';
import type { Component, ServiceDraft } from '../../language.ts';
import { inComponent, isWorkspaceRoot, nodeComponents, ownFiles, packageOf } from '../components.ts';
import { functionServices } from './functions.ts';
import { metaFrameworks, type NodeFramework } from './frameworks.ts';
import { healthOf } from './health.ts';
import { listenedPort, scriptPort } from './ports.ts';
import { draft, nameOf, relative, type NodeProject } from './project.ts';
import { migrationsOf } from './release.ts';
import { serverEntry } from './server.ts';
import { runScript, startCommand } from './scripts.ts';
import { workerServices } from './workers.ts';

/** What of a Node package runs. */
export function nodeServices(component: Component, repository: Repository): ServiceDraft[] {
  const manifest = packageOf(component, repository);
  if (!manifest || (isAside(`${component.path}/`) && !isSite(component))) return [];
  if (isTest(`${component.path}/x`)) return [];
  const files = ownFiles(component, nodeComponents(repository), repository);
  const modules = files
    .flatMap((path) => repository.modules.get(path) ?? [])
    .filter((module) => module.language === 'node' && !isTest(relative(component, module.path)));
  const project: NodeProject = {
    component,
    manifest,
    repository,
    files,
    modules,
    dependency: (name) => component.dependencies.get(name) ?? null,
  };
  const framework = metaFrameworks.find((each) => each.packages.some((name) => project.dependency(name) !== null));
  const entry = serverEntry(project);
  const web =
    framework?.kind === 'web'
      ? frameworkService(project, framework)
      : entry
        ? serverService(project, entry)
        : framework && isFrontend(project, framework)
          ? frameworkService(project, framework)
          : null;
  const workers = workerServices(project);
  const functions = web ? [] : functionServices(project);
  return unique([...(web ? [web] : []), ...workers, ...functions]).map((each) => ({ ...each, systemPackages: packagesOf(project) }));
}

const isSite = (component: Component): boolean =>
  metaFrameworks.some(
    (each) => /Docusaurus|VitePress|VuePress|Eleventy/.test(each.name) && each.packages.some((name) => component.dependencies.has(name)),
  );

/** A bundler alone is no frontend: it may build assets for a server of another language, or a library. */
function isFrontend(project: NodeProject, framework: NodeFramework): boolean {
  if (isWorkspaceRoot(project.component.path, project.repository)) return false;
  if (!['Vite', 'webpack', 'Parcel'].includes(framework.name)) return true;
  if (
    project.dependency('laravel-vite-plugin') ||
    project.dependency('laravel-mix') ||
    project.dependency('vite-plugin-ruby') ||
    project.dependency('@symfony/webpack-encore') ||
    project.dependency('django-vite')
  )
    return false;
  const hasPage = project.files.some((path) =>
    /^(index\.html|public\/index\.html|src\/index\.html|app\/index\.html)$/.test(relative(project.component, path)),
  );
  return hasPage && Object.keys(project.manifest.scripts).some((name) => /^(dev|start|serve|preview|build)$/.test(name));
}

function frameworkService(project: NodeProject, framework: NodeFramework): ServiceDraft {
  const { component, manifest } = project;
  const version = Number(/\d+/.exec(project.dependency('nuxt')?.version ?? '')?.[0] ?? 3);
  const name = framework.packages.find((each) => project.dependency(each));
  const scripts = [manifest.scripts['start'], manifest.scripts['dev'], manifest.scripts['serve'], manifest.scripts['preview']].filter(
    (each) => each !== undefined,
  );
  const port = configuredPort(project, framework) ?? scriptPort(scripts) ?? framework.port;
  const build = manifest.scripts['build'] ? [runScript(component, 'build')] : framework.build ? [`npx ${framework.build}`] : [];
  const start =
    framework.kind === 'static'
      ? null
      : (startCommand(project) ??
        (framework.name === 'Nuxt' && version < 3 ? 'npx nuxt start' : framework.start && `npx ${framework.start}`));
  return draft(project, {
    name: nameOf(component, 'web'),
    kind: framework.kind,
    framework: framework.name,
    build,
    release: framework.kind === 'web' ? migrationsOf(project) : [],
    start,
    port,
    health: framework.kind === 'web' ? healthOf(project) : '/',
    evidence: [
      {
        file: inComponent(component, 'package.json'),
        line: manifest.lines[name ?? ''] ?? 1,
        why: `${framework.name} application`,
        confidence: 0.95,
      },
    ],
  });
}

/** `port` in a framework's configuration file, from its syntax or, for JSON, its text. */
function configuredPort(project: NodeProject, framework: NodeFramework): number | null {
  for (const name of framework.configs) {
    const path = inComponent(project.component, name);
    const module = project.repository.modules.get(path);
    const port = module ? listenedPort(project, module, true) : null;
    if (port !== null) return port;
  }
  return null;
}

function serverService(project: NodeProject, entry: NonNullable<ReturnType<typeof serverEntry>>): ServiceDraft {
  const { manifest, component } = project;
  return draft(project, {
    name: nameOf(component, 'web'),
    kind: 'web',
    framework: entry.framework,
    build: manifest.scripts['build'] ? [runScript(component, 'build')] : [],
    release: migrationsOf(project),
    start: startCommand(project) ?? `node ${relative(component, entry.module.path)}`,
    port: entry.port ?? scriptPort(Object.values(manifest.scripts)) ?? 3000,
    health: healthOf(project),
    evidence: [{ file: entry.module.path, line: entry.line, why: `${entry.framework} server listens`, confidence: 0.95 }],
  });
}

/** Native modules that need shared libraries at run time. */
const systemPackages: Readonly<Record<string, readonly string[]>> = {
  canvas: ['libcairo2', 'libpango-1.0-0'],
  puppeteer: ['chromium'],
  'fluent-ffmpeg': ['ffmpeg'],
  playwright: ['chromium'],
  gm: ['graphicsmagick'],
  imagemagick: ['imagemagick'],
};

const packagesOf = (project: NodeProject): string[] =>
  Object.entries(systemPackages).flatMap(([name, packages]) => {
    const found = project.dependency(name);
    return found && !found.development ? packages : [];
  });

function unique(services: readonly ServiceDraft[]): ServiceDraft[] {
  const seen = new Map<string, number>();
  return services.map((service) => {
    const count = seen.get(service.name) ?? 0;
    seen.set(service.name, count + 1);
    return count === 0 ? service : { ...service, name: `${service.name}-${count + 1}` };
  });
}
