import { baseName, isAside, isTest, isUnder } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Module } from '../../../syntax/module.ts';
import type { Component, ServiceDraft } from '../../language.ts';
import { dotnetBuild, type DotnetBuild, type DotnetProject } from '../build/projects.ts';
import { healthOf } from './health.ts';
import { listeningOf } from './listening.ts';
import { isElsewhere, isShown, kindOfProject } from './project-kind.ts';
import { releaseOf } from './release.ts';

/** What a project runs as: nothing for a library, one service for a program. */
export function dotnetServices(component: Component, repository: Repository): ServiceDraft[] {
  const build = dotnetBuild(repository);
  const project = build.projects.get(component.path);
  if (!project || isElsewhere(project)) return [];
  const modules = sourcesOf(project, build, repository);
  const packages = [...component.dependencies.values()].flatMap((each) => (each.development ? [] : [each.name]));
  const others = [...build.projects.values()].filter((each) => each !== project && !isElsewhere(each));
  // Beside what is shown something is meant to run.
  if (
    isShown(project) &&
    others.some((each) => !isShown(each) && (each.sdk === 'Microsoft.NET.Sdk.Web' || each.sdk === 'Microsoft.NET.Sdk.Worker'))
  )
    return [];
  const only = others.length === 0;
  const found = kindOfProject(project, modules, packages, only);
  if (!found || (found.kind === 'static' && isHosted(project, build))) return [];
  const whole = [...modules, ...component.includes.flatMap((path) => included(path, build, repository))];
  const listening = found.kind === 'web' ? listeningOf(project, modules, component.runtime.version, repository) : null;
  const program = project.properties.get('AssemblyName') ?? project.name;
  const runs = found.framework === 'aspnet' || found.kind === 'static' || found.kind === 'function' ? null : `dotnet ${program}.dll`;
  return [
    {
      name: project.path === '.' || /^(src|source|app)$/i.test(baseName(project.path)) ? project.name : baseName(project.path),
      path: project.path,
      kind: found.kind,
      language: 'dotnet',
      framework: found.framework,
      component,
      build: [`dotnet publish ${project.shared ? `${baseName(project.file)} ` : ''}-c Release -o out`],
      release: releaseOf(project, whole, repository),
      start: runs === null ? null : `cd out && ${listening ? addressed(listening.variable) : ''}${runs}`,
      port: listening?.port ?? null,
      health: found.kind === 'web' ? healthOf(whole, repository) : null,
      schedule: null,
      gpu: 'none',
      systemPackages: [],
      entries: [],
      evidence: [
        { file: project.file, line: 1, why: `${project.name} ${found.why}`, confidence: found.confidence },
        ...(listening?.evidence ?? []),
      ],
    },
  ];
}

/** How a web server is told its port when it starts. */
function addressed(variable: string | null): string {
  if (variable === null || variable === 'PORT') return '';
  return /url/i.test(variable) ? `${variable}=http://0.0.0.0:$PORT ` : `${variable}=$PORT `;
}

/** A browser application that a server project hands out. */
const isHosted = (project: DotnetProject, build: DotnetBuild): boolean =>
  [...build.projects.values()].some(
    (each) => each.sdk === 'Microsoft.NET.Sdk.Web' && build.includes.get(each.path)?.includes(project.path),
  );

const included = (path: string, build: DotnetBuild, repository: Repository): Module[] => {
  const project = build.projects.get(path);
  if (project) return sourcesOf(project, build, repository);
  return repository.filesIn(path).flatMap((each) => repository.modules.get(each) ?? []);
};

/** Source of one project, without that of projects below it. */
function sourcesOf(project: DotnetProject, build: DotnetBuild, repository: Repository): Module[] {
  const below = [...build.projects.keys()].filter((path) => path !== project.path && isUnder(path, project.path));
  return repository.filesUnder(project.path).flatMap((path) => {
    const module = repository.modules.get(path);
    const relative = project.path === '.' ? path : path.slice(project.path.length + 1);
    if (module?.language !== 'dotnet' || isTest(relative) || isAside(relative)) return [];
    return below.some((other) => isUnder(path, other)) ? [] : [module];
  });
}
