import type { Module } from '../../../syntax/module.ts';
import { resolvePythonImport } from '../imports.ts';
import type { Project } from './context.ts';

const known = new WeakMap<Project, ReadonlySet<Module>>();

/** Modules of a project that others of it import: parts of a program rather than programs. */
export function importedModules(project: Project): ReadonlySet<Module> {
  const remembered = known.get(project);
  if (remembered) return remembered;
  const found = new Set<Module>();
  const { repository } = project;
  for (const module of project.modules) {
    for (const fact of module.imports) {
      const names =
        fact.name === null || fact.name === '*' ? [fact.module] : [fact.module, `${fact.module}.${fact.name}`.replace(/^(\.+)\./, '$1')];
      for (const path of names.flatMap((name) => resolvePythonImport(name, module.path, repository))) {
        const imported = repository.modules.known(path);
        if (imported && imported !== module) found.add(imported);
      }
    }
  }
  known.set(project, found);
  return found;
}
