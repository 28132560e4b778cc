import type { DefinedKind } from '../languages/language.ts';
import type { Module } from '../syntax/module.ts';
import type { DeferredModule } from './deferred.ts';

/** Texts in more files than this say too little to follow. */
const tooCommon = 40;

/**
 * Modules by path. Iterating gives those that say something about infrastructure by themselves; asking for a path also
 * parses the others, one at a time, so that a value can be followed wherever it leads.
 */
export class Modules implements ReadonlyMap<string, Module> {
  readonly #parsed: Map<string, Module>;
  readonly #deferred: ReadonlyMap<string, DeferredModule>;
  readonly #asked = new Map<string, Module | null>();
  readonly #demanded = new Set<string>();
  #byName: Map<string, DeferredModule[]> | undefined;
  /** Those parsed since, in order. */
  readonly late: Module[] = [];

  constructor(parsed: Map<string, Module>, deferred: ReadonlyMap<string, DeferredModule>) {
    this.#parsed = parsed;
    this.#deferred = deferred;
  }

  get(path: string): Module | undefined {
    const known = this.#parsed.get(path) ?? this.#asked.get(path);
    if (known || this.#asked.has(path)) return known ?? undefined;
    const deferred = this.#deferred.get(path);
    if (!deferred) return undefined;
    const module = deferred.module();
    this.#asked.set(path, module);
    if (module) this.late.push(module);
    return module ?? undefined;
  }

  /** Names of the modules that a file imports, without parsing it for that. */
  importsOf(path: string): readonly string[] {
    const known = this.#parsed.get(path) ?? this.#asked.get(path);
    return known ? namesOf(known) : (this.#deferred.get(path)?.imports ?? []);
  }

  /** The module at a path, if it says something by itself. */
  known(path: string): Module | undefined {
    return this.#parsed.get(path);
  }

  /** Replaces a module by what linking made of it. */
  set(path: string, module: Module): void {
    this.#parsed.set(path, module);
    const late = this.late.findIndex((each) => each.path === path);
    if (late >= 0) this.late.splice(late, 1);
  }

  /**
   * Parses the files of a language that import or define this name (`class X`) and in which the text stands, unless there are
   * too many of them to mean one thing.
   */
  demand(name: string, language: Module['language'], text: string, also?: RegExp): void {
    const key = [language, name, text, also?.source].join('\0');
    if (this.#demanded.has(key)) return;
    this.#demanded.add(key);
    const found = this.#naming(name).filter(
      (each) => each.reader.language === language && !this.#asked.has(each.path) && each.mentions(text) && (!also || each.matches(also)),
    );
    if (found.length <= tooCommon) for (const { path } of found) this.get(path);
  }

  /** Every file of a language that was not parsed up front and is asked for, parsed, of those paths. */
  matching(language: Module['language'], isAsked: (file: DeferredModule) => boolean, isOwn: (path: string) => boolean): Module[] {
    const found: Module[] = [];
    for (const deferred of this.#deferred.values()) {
      if (deferred.reader.language !== language || this.#parsed.has(deferred.path) || !isOwn(deferred.path)) continue;
      const module = isAsked(deferred) ? this.get(deferred.path) : undefined;
      if (module) found.push(module);
    }
    return found;
  }

  #naming(name: string): readonly DeferredModule[] {
    if (!this.#byName) {
      this.#byName = new Map();
      for (const deferred of this.#deferred.values()) {
        for (const each of deferred.names) {
          const all = this.#byName.get(each);
          if (all) all.push(deferred);
          else this.#byName.set(each, [deferred]);
        }
      }
    }
    return this.#byName.get(name) ?? [];
  }

  /** Counts the files of a language that call this name with a text among those that say something by themselves. */
  promote(name: string, language: Module['language']): void {
    const found = [...this.#deferred.values()].filter(
      (deferred) => !this.#parsed.has(deferred.path) && deferred.reader.language === language && deferred.callsWithText(name),
    );
    for (const { path } of found) {
      const module = this.#asked.get(path) ?? this.#deferred.get(path)?.module();
      if (module) this.#parsed.set(path, module);
    }
  }

  /** Modules of a language that import this name and mention the text, once they are parsed. */
  importing(name: string, text: string, language: Module['language']): Module[] {
    this.demand(name, language, text);
    return this.late.filter((module) => module.language === language && this.mentions(module.path, text));
  }

  /** Whether the file at this path may define a name at its top level; known modules always may. */
  defines(path: string, name: string, kind: DefinedKind): boolean {
    const deferred = this.#parsed.has(path) ? undefined : this.#deferred.get(path);
    if (!deferred?.mentions(name)) return deferred === undefined;
    const { following } = deferred.reader;
    return !following || deferred.matches(following.defining(name, kind));
  }

  /** Whether the file at this path mentions a name; known modules always may. */
  mentions(path: string, name: string): boolean {
    return this.#deferred.get(path)?.mentions(name) ?? true;
  }

  has(path: string): boolean {
    return this.#parsed.has(path) || this.#deferred.has(path);
  }

  get size(): number {
    return this.#parsed.size;
  }

  forEach(each: (module: Module, path: string, map: ReadonlyMap<string, Module>) => void): void {
    for (const [path, module] of this.#parsed) each(module, path, this);
  }

  entries(): MapIterator<[string, Module]> {
    return this.#parsed.entries();
  }

  keys(): MapIterator<string> {
    return this.#parsed.keys();
  }

  values(): MapIterator<Module> {
    return this.#parsed.values();
  }

  [Symbol.iterator](): MapIterator<[string, Module]> {
    return this.#parsed.entries();
  }
}

const imported = new WeakMap<Module, readonly string[]>();

function namesOf(module: Module): readonly string[] {
  const known = imported.get(module);
  if (known) return known;
  const names = module.imports.map((fact) => fact.module);
  imported.set(module, names);
  return names;
}
