import { isTest, isUnder } from '../../../repository/paths.ts';
import type { Module } from '../../../syntax/module.ts';
import { resolvePythonImport } from '../imports.ts';
import type { Project } from './context.ts';

/** The modules of a project that run when one of them starts: itself and what it imports, directly or not. */
export function reachedFrom(project: Project, start: Module): ReadonlySet<Module> {
  const reached = new Set<Module>([start]);
  for (const module of reached) {
    for (const fact of module.imports) {
      const separator = fact.module.endsWith('.') ? '' : '.';
      const names = fact.name === null || fact.name === '*' ? [fact.module] : [fact.module, `${fact.module}${separator}${fact.name}`];
      for (const name of names) {
        for (const path of resolvePythonImport(name, module.path, project.repository)) {
          const found = project.repository.modules.get(path);
          if (found && isUnder(path, project.component.path) && !isTest(path)) reached.add(found);
        }
      }
    }
  }
  return reached;
}
