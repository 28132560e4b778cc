import { indexOf } from '../../../evaluate/module-index.ts';
import { folderOf, isUnder } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Module } from '../../../syntax/module.ts';
import { dotnetBuild, type DotnetProject } from '../build/projects.ts';
import { ofKind, type DotnetManifest } from '../manifest.ts';
import { onlyInDevelopment } from './listening.ts';

const migration = /(^|\/)\d{14}_\w+\.cs$/;
const atStart = [
  'Migrate',
  'MigrateAsync',
  'EnsureCreated',
  'EnsureCreatedAsync',
  'MigrateDbContext',
  'MigrateDatabase',
  'MigrateUp',
  'PerformUpgrade',
];

/** Entity Framework's migrations, where the program does not apply them itself when it starts. */
export function releaseOf(project: DotnetProject, modules: readonly Module[], repository: Repository): string[] {
  const build = dotnetBuild(repository);
  if (![...project.packages.keys()].some((name) => /^Microsoft\.EntityFrameworkCore\.(Design|Tools)$/.test(name))) return [];
  const folders = [project.path, ...(build.includes.get(project.path) ?? [])];
  const holder = folders.find((folder) =>
    repository.paths.some((path) => isUnder(path, folder) && migration.test(path) && nearest(path, build.projects) === folder),
  );
  if (holder === undefined) return [];
  const applied = modules.some((module) =>
    atStart.some((name) => (indexOf(module).calls.get(name) ?? []).some(({ guards }) => !guards.some(onlyInDevelopment))),
  );
  if (applied) return [];
  const manifest = toolManifest(project, repository);
  const version = [...(build.dependencies.get(project.path) ?? [])].find(([name]) => /^Microsoft\.EntityFrameworkCore/.test(name))?.[1]
    .version;
  const major = /^\d+/.exec(version ?? '')?.[0];
  const tool = manifest
    ? 'dotnet tool restore && dotnet ef'
    : `dotnet tool update --tool-path .tools dotnet-ef${major ? ` --version "${major}.*"` : ''} && .tools/dotnet-ef`;
  const target = holder === project.path ? '' : ` --project ${relativeTo(project.path, build.projects.get(holder)?.file ?? holder)}`;
  return [`${tool} database update${target}`];
}

function nearest(path: string, projects: ReadonlyMap<string, DotnetProject>): string {
  let folder = folderOf(path);
  while (!projects.has(folder) && folder !== '.') folder = folderOf(folder);
  return folder;
}

/** A tool manifest beside the project or above it that lists Entity Framework's tool. */
function toolManifest(project: DotnetProject, repository: Repository): boolean {
  for (const [path, file] of ofKind(repository.manifests<DotnetManifest>('dotnet'), 'tools')) {
    const folder = folderOf(path.replace(/(^|\/)\.config\//, '$1'));
    if (isUnder(project.path, folder) && file.entries().some((each) => each.key.startsWith('tools:dotnet-ef:'))) return true;
  }
  return false;
}

function relativeTo(from: string, to: string): string {
  const a = from === '.' ? [] : from.split('/');
  const b = to.split('/');
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return [...a.slice(shared).map(() => '..'), ...b.slice(shared)].join('/');
}
