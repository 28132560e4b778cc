import { canonicalName } from '../../../evaluate/canonical.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Import, Module } from '../../../syntax/module.ts';
import { resolvePythonImport } from '../imports.ts';
import { Remembered } from './remembered.ts';

const remembered = new Remembered();

/** Objects that a file of the repository makes of a library's class and others import: `from .extensions import env`. */
export class LibraryNames {
  readonly #modules: ReadonlyMap<string, Module>;
  readonly #repository: Repository;
  readonly #known = new Map<Module, ReadonlyMap<string, string>>();

  constructor(modules: ReadonlyMap<string, Module>, repository: Repository) {
    this.#modules = modules;
    this.#repository = repository;
  }

  /** The module with its imports saying what the library calls each. */
  linked(module: Module): Module {
    const told: Import[] = [];
    for (const fact of module.imports) {
      if (fact.name === null) continue;
      const passed = this.#passedBy(fact, module);
      if (fact.name !== '*') {
        const canonical = passed.get(fact.name);
        if (canonical !== undefined) told.push({ ...fact, canonical });
        continue;
      }
      for (const [name, canonical] of passed) told.push({ local: name, module: fact.module, name, canonical, line: fact.line });
    }
    if (told.length === 0) return module;
    const key = told.map((fact) => `${fact.local}=${fact.canonical ?? ''}`).join('\n');
    return remembered.of(module, key, () => {
      const replaced = new Set(told.map((fact) => fact.local));
      const own = new Set(module.assignments.flatMap((each) => (each.scope === -1 && each.target.length === 1 ? each.target : [])));
      return {
        ...module,
        imports: [...module.imports.filter((fact) => !replaced.has(fact.local)), ...told.filter((fact) => !own.has(fact.local))],
      };
    });
  }

  #passedBy(fact: Import, from: Module): ReadonlyMap<string, string> {
    for (const path of resolvePythonImport(fact.module, from.path, this.#repository)) {
      const module = this.#modules.get(path);
      const names = module && this.#namesOf(module);
      if (names && names.size > 0 && (fact.name === '*' || names.has(fact.name ?? ''))) return names;
    }
    return nothing;
  }

  #namesOf(module: Module): ReadonlyMap<string, string> {
    const known = this.#known.get(module);
    if (known) return known;
    const names = new Map<string, string>();
    this.#known.set(module, names);
    for (const fact of module.imports) {
      if (fact.name === null) continue;
      const passed = this.#passedBy(fact, module);
      if (fact.name === '*') for (const [name, canonical] of passed) names.set(name, canonical);
      else {
        const canonical = passed.get(fact.name);
        if (canonical !== undefined) names.set(fact.local, canonical);
      }
    }
    for (const { scope, target, value } of module.assignments) {
      const [name] = target;
      if (scope !== -1 || target.length !== 1 || name === undefined || value.kind !== 'call') continue;
      const canonical = canonicalName(value, module, -1);
      if (canonical !== null && this.#isOfLibrary(canonical, module)) names.set(name, canonical);
    }
    return names;
  }

  /** Whether a name begins with something that no file of the repository defines. */
  #isOfLibrary(canonical: string, module: Module): boolean {
    const [root = ''] = canonical.split(/[.(]/);
    return (
      root !== '' &&
      module.imports.some((fact) => fact.module.split('.')[0] === root) &&
      resolvePythonImport(root, module.path, this.#repository).length === 0
    );
  }
}

const nothing: ReadonlyMap<string, string> = new Map();
