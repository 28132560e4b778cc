import type { Repository } from '../../../repository/repository.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Import, Module } from '../../../syntax/module.ts';
import { dotnetBuild, type DotnetProject } from '../build/projects.ts';
import { namespaceImports } from '../syntax/file.ts';

/** Namespaces that SDKs use in every file: https://learn.microsoft.com/dotnet/core/project-sdk/overview#implicit-using-directives. */
const ofHosts = [
  'Microsoft.Extensions.Configuration',
  'Microsoft.Extensions.DependencyInjection',
  'Microsoft.Extensions.Hosting',
  'Microsoft.Extensions.Logging',
];
const implicit: Readonly<Record<string, readonly string[]>> = {
  'Microsoft.NET.Sdk.Web': [
    ...ofHosts,
    'Microsoft.AspNetCore.Builder',
    'Microsoft.AspNetCore.Hosting',
    'Microsoft.AspNetCore.Http',
    'Microsoft.AspNetCore.Routing',
  ],
  'Microsoft.NET.Sdk.Worker': ofHosts,
};

const linked = new WeakMap<Module, Map<string, Module>>();

/** Each file with what its project uses in every file. */
export function withGlobalUsings(modules: ReadonlyMap<string, Module>, repository: Repository): Map<string, Module> {
  const { projects } = dotnetBuild(repository);
  const written = new Map<string, string[]>();
  const projectOf = projectFinder(projects);
  for (const [path, module] of modules) {
    const project = projectOf(path);
    if (project === null || !/global\s*usings?|usings?\.cs$|imports?\.cs$/i.test(path)) continue;
    const names = module.imports.filter((each) => each.name === '*').map((each) => each.module);
    written.set(project.path, [...(written.get(project.path) ?? []), ...names]);
  }
  const found = new Map<string, Module>();
  for (const [path, module] of modules) {
    const project = projectOf(path);
    const names = project ? [...project.usings, ...(written.get(project.path) ?? []), ...implicitOf(project)] : [];
    found.set(path, names.length ? withNamespaces(module, names) : module);
  }
  return found;
}

const implicitOf = (project: DotnetProject): readonly string[] =>
  /^(enable|true)$/i.test(project.properties.get('ImplicitUsings') ?? '') ? (implicit[project.sdk ?? ''] ?? []) : [];

/** Remembered, so that what is known of a module stays known while neither it nor the usings change. */
function withNamespaces(module: Module, names: readonly string[]): Module {
  const key = names.join('|');
  const before = linked.get(module)?.get(key);
  if (before) return before;
  const have = new Set(module.imports.map((each) => `${each.local} ${each.module}`));
  const more = [...new Set(names)]
    .flatMap((name): Import[] => namespaceImports(name, 1))
    .filter((each) => !have.has(`${each.local} ${each.module}`));
  const made = more.length ? { ...module, imports: [...module.imports, ...more] } : module;
  linked.set(module, (linked.get(module) ?? new Map<string, Module>()).set(key, made));
  return made;
}

/** The project a file belongs to: the nearest above. */
export function projectFinder(projects: ReadonlyMap<string, DotnetProject>): (path: string) => DotnetProject | null {
  const byFolder = new Map<string, DotnetProject | null>();
  const find = (folder: string): DotnetProject | null => {
    const before = byFolder.get(folder);
    if (before !== undefined) return before;
    const found = projects.get(folder) ?? (folder === '.' ? null : find(folderOf(folder)));
    byFolder.set(folder, found);
    return found;
  };
  return (path) => find(folderOf(path));
}
