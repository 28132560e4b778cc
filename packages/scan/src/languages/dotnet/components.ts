import type { Evidence } from '@groundwork/blueprint';
import { baseName, folderOf, within } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Component } from '../language.ts';
import { dotnetBuild, type DotnetProject } from './build/projects.ts';
import { ofKind, type DotnetManifest, type JsonFile } from './manifest.ts';

/** Every project of the repository. */
export function dotnetComponents(repository: Repository): Component[] {
  const build = dotnetBuild(repository);
  const globals = new Map(
    [...ofKind(repository.manifests<DotnetManifest>('dotnet'), 'global')].map(([path, file]) => [folderOf(path), file]),
  );
  const solutions = listed(repository);
  return [...build.projects.values()].map((project) => ({
    path: project.path,
    language: 'dotnet',
    name: project.name,
    dependencies: build.dependencies.get(project.path) ?? new Map(),
    runtime: { version: runtimeVersion(project, globals), packageManager: 'nuget' },
    install: [restore(project, repository)],
    includes: build.includes.get(project.path) ?? [],
    evidence: [
      { file: project.file, line: 1, why: `.NET project ${project.name}`, confidence: 0.99 },
      ...(solutions.get(project.file) ?? []),
    ],
  }));
}

/** Where solutions list each project. */
function listed(repository: Repository): Map<string, Evidence[]> {
  const found = new Map<string, Evidence[]>();
  for (const [path, solution] of ofKind(repository.manifests<DotnetManifest>('dotnet'), 'solution'))
    for (const each of solution.projects) {
      const file = within(folderOf(path), each.path);
      if (file !== null)
        found.set(file, [
          ...(found.get(file) ?? []),
          { file: path, line: each.line, why: `built with ${baseName(path)}`, confidence: 0.9 },
        ]);
    }
  return found;
}

/** With a lock file exactly what it says is installed. */
const restore = (project: DotnetProject, repository: Repository): string => {
  const lock = project.path === '.' ? 'packages.lock.json' : `${project.path}/packages.lock.json`;
  return `dotnet restore${project.shared ? ` ${project.name}${/\.\w+proj$/.exec(project.file)?.[0] ?? ''}` : ''}${repository.has(lock) ? ' --locked-mode' : ''}`;
};

/** The newest framework a project is built for, as `8.0`; else that of the SDK the repository is pinned to. */
export function runtimeVersion(project: DotnetProject, globals: ReadonlyMap<string, JsonFile>): string | null {
  const said = `${project.properties.get('TargetFramework') ?? ''};${project.properties.get('TargetFrameworks') ?? ''};${project.properties.get('TargetFrameworkVersion') ?? ''}`;
  const versions = [...said.matchAll(/\b(?:net|netcoreapp)(\d+\.\d+)/g)].map((match) => match[1] ?? '');
  const newest = versions.toSorted((a, b) => Number.parseFloat(b) - Number.parseFloat(a))[0];
  if (newest !== undefined) return newest;
  for (let folder = project.path; ; folder = folderOf(folder)) {
    const sdk = globals
      .get(folder)
      ?.entries()
      .find((each) => each.key === 'sdk:version')?.value;
    const version = typeof sdk === 'string' ? /^\d+\.\d+/.exec(sdk)?.[0] : undefined;
    if (version !== undefined) return version;
    if (folder === '.') return /v(4\.\d+)/.exec(said)?.[1] ?? null;
  }
}
