import type { ResourceType } from '@groundwork/blueprint';
import type { Library } from '../catalog/library.ts';
import type { Module } from '../syntax/module.ts';
import type { TypedConnection } from './connection.ts';
import type { Installed } from './drivers.ts';

/**
 * Python's extras are installed only when asked for: what is reached through their libraries alone is merely supported. So is
 * what a function imports when it runs, from a package that no manifest lists.
 */
export function onRequestOnly(installed: readonly Installed[]): (connection: TypedConnection) => boolean {
  const always = new Set<Library>();
  const asked = new Set<Library>();
  const drivers = new Map<ResourceType, boolean>();
  for (const { library, dependency } of installed) {
    if (library.language !== 'python' || !dependency) continue;
    (dependency.optional ? asked : always).add(library);
    if (library.drives) drivers.set(library.drives, (drivers.get(library.drives) ?? true) && dependency.optional);
  }
  const listed = always.size > 0;
  return ({ connection: { library, module }, type }) =>
    (asked.has(library) && !always.has(library)) ||
    drivers.get(type) === true ||
    (listed && !always.has(library) && !library.standard && importsWhenAsked(module, library));
}

function importsWhenAsked(module: Module, library: Library): boolean {
  const names = library.modules ?? library.packages;
  const imports = module.imports.filter((fact) => names.some((name) => fact.module === name || fact.module.startsWith(`${name}.`)));
  return imports.length > 0 && imports.every((fact) => fact.lazy === true);
}
