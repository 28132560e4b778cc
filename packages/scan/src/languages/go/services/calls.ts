import { canonicalModule } from '../../../evaluate/canonical.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Module, PlacedCall } from '../../../syntax/module.ts';

/** A call that was looked for, with where it stands. */
export interface FoundCall extends PlacedCall {
  readonly module: Module;
  readonly canonical: string;
}

/** Calls by their canonical names. */
export function callsNamed(names: ReadonlySet<string>, modules: readonly Module[], repository: Repository): FoundCall[] {
  const last = new Set([...names].map((name) => name.slice(name.lastIndexOf('.') + 1)));
  return modules.flatMap((module) => {
    const found: FoundCall[] = [];
    for (const [name, calls] of indexOf(module).calls) {
      if (!last.has(name)) continue;
      for (const placed of calls) {
        const canonical = repository.canonicalName(placed.call.callee, module, placed.scope);
        if (canonical !== null && names.has(canonical)) found.push({ ...placed, module, canonical });
      }
    }
    return found;
  });
}

/** Calls by their last name alone, in files that import a library. */
export function callsIn(library: string, names: readonly string[], modules: readonly Module[]): FoundCall[] {
  return modules.flatMap((module) =>
    imports(module, library)
      ? names.flatMap((name) =>
          (indexOf(module).calls.get(name) ?? []).map((placed) => ({ ...placed, module, canonical: `${library}.${name}` })),
        )
      : [],
  );
}

/** Whether a file imports a package or one below it. */
export const imports = (module: Module, library: string): boolean =>
  module.imports.some((fact) => {
    const name = canonicalModule(fact.module);
    return name === library || name.startsWith(`${library}/`);
  });
