import { indexOf } from '../../../evaluate/module-index.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { ClassFact, Module } from '../../../syntax/module.ts';
import { resolvePythonImport } from '../imports.ts';

export interface PlacedClass {
  readonly fact: ClassFact;
  readonly module: Module;
}

/** Classes of the repository by the names they have where they are used. */
export class ClassFinder {
  readonly #modules: ReadonlyMap<string, Module>;
  readonly #repository: Repository;

  constructor(modules: ReadonlyMap<string, Module>, repository: Repository) {
    this.#modules = modules;
    this.#repository = repository;
  }

  /** The class a base, type or callee means; `null` when it is none of the repository's. */
  named(expression: Expression | string, from: Module): PlacedClass | null {
    if (typeof expression === 'string') return this.#find(expression.split('.'), from, 0);
    if (expression.kind === 'name') return this.#find([expression.name], from, 0);
    if (expression.kind === 'member' && expression.object.kind === 'name')
      return this.#find([expression.object.name, expression.name], from, 0);
    return null;
  }

  #find([first = '', second]: readonly string[], from: Module, depth: number): PlacedClass | null {
    const index = indexOf(from);
    const own = second === undefined ? index.classes.get(first) : undefined;
    if (own) return { fact: own, module: from };
    if (depth > 5) return null;
    const imported = index.imports.get(first);
    const through = imported ? [imported] : index.starImports;
    for (const fact of through) {
      const name = second ?? (fact.name === '*' ? first : fact.name);
      if (name === null) continue;
      const dotted = second !== undefined && fact.name !== null ? `${fact.module}.${fact.name}` : fact.module;
      for (const path of resolvePythonImport(dotted.replace(/^(\.+)\./, '$1'), from.path, this.#repository)) {
        const module = this.#modules.get(path);
        const found = module && module !== from ? this.#find([name], module, depth + 1) : null;
        if (found) return found;
      }
    }
    return null;
  }
}
