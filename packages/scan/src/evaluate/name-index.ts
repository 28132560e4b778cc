import type { Modules } from '../repository/modules.ts';
import type { Module } from '../syntax/module.ts';

interface OfLanguage<T> {
  readonly byName: Map<string, T[]>;
  /** How many of the late modules are in it. */
  late: number;
}

/** What the modules of a language have by name, made when first asked for and kept up with modules parsed since. */
export class NameIndex<T> {
  readonly #modules: Modules;
  readonly #entries: (module: Module) => readonly (readonly [string, readonly T[]])[];
  readonly #known = new Map<Module['language'], OfLanguage<T>>();

  constructor(modules: Modules, entries: (module: Module) => readonly (readonly [string, readonly T[]])[]) {
    this.#modules = modules;
    this.#entries = entries;
  }

  named(name: string, language: Module['language']): readonly T[] {
    const index = this.#known.get(language) ?? this.#build(language);
    for (; index.late < this.#modules.late.length; index.late++) this.#add(index, language, this.#modules.late[index.late]);
    return index.byName.get(name) ?? [];
  }

  forget(): void {
    this.#known.clear();
  }

  #build(language: Module['language']): OfLanguage<T> {
    const made: OfLanguage<T> = { byName: new Map(), late: 0 };
    for (const module of this.#modules.values()) this.#add(made, language, module);
    this.#known.set(language, made);
    return made;
  }

  #add(index: OfLanguage<T>, language: Module['language'], module: Module | undefined): void {
    if (module?.language !== language) return;
    for (const [name, found] of this.#entries(module)) {
      const all = index.byName.get(name);
      if (all) all.push(...found);
      else index.byName.set(name, [...found]);
    }
  }
}
