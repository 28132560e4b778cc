import type { Modules } from '../repository/modules.ts';
import type { Module } from '../syntax/module.ts';

interface Found<T> {
  readonly all: T[];
  /** How many of the late modules were looked at. */
  late: number;
}

/** What the modules of a language have by name, looked up once a name and kept up with modules parsed since. */
export class NameIndex<T> {
  readonly #modules: Modules;
  readonly #named: (module: Module, name: string) => readonly T[];
  readonly #known = new Map<string, Found<T>>();
  readonly #ofLanguage = new Map<Module['language'], readonly Module[]>();

  constructor(modules: Modules, named: (module: Module, name: string) => readonly T[]) {
    this.#modules = modules;
    this.#named = named;
  }

  named(name: string, language: Module['language']): readonly T[] {
    const key = `${language}\0${name}`;
    let found = this.#known.get(key);
    if (!found) {
      found = { all: this.#parsed(language).flatMap((module) => this.#named(module, name)), late: 0 };
      this.#known.set(key, found);
    }
    const { late } = this.#modules;
    for (; found.late < late.length; found.late++) {
      const module = late[found.late];
      if (module?.language === language) found.all.push(...this.#named(module, name));
    }
    return found.all;
  }

  forget(): void {
    this.#known.clear();
    this.#ofLanguage.clear();
  }

  #parsed(language: Module['language']): readonly Module[] {
    const known = this.#ofLanguage.get(language);
    if (known) return known;
    const parsed = [...this.#modules.values()].filter((module) => module.language === language);
    this.#ofLanguage.set(language, parsed);
    return parsed;
  }
}
