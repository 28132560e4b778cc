import type { DefinedKind, LanguageReader } from '../languages/language.ts';
import type { Repository } from '../repository/repository.ts';
import type { Expression } from '../syntax/expression.ts';
import type { ClassFact, FunctionFact, Module, PlacedCall, Scope } from '../syntax/module.ts';
import { folderOf } from '../repository/paths.ts';
import { givesMembers } from './gives-members.ts';
import { indexOf } from './module-index.ts';
import { NameIndex } from './name-index.ts';

export interface FoundClass {
  readonly fact: ClassFact;
  readonly module: Module;
}

export interface FoundFunction {
  readonly fact: FunctionFact;
  readonly position: Scope;
  readonly module: Module;
}

/** A call somewhere in the repository. */
export interface FoundCall extends PlacedCall {
  readonly module: Module;
}

/** Finds the classes, functions and modules that names mean: in their file, their package, and through imports. */
export class Declarations {
  readonly #repository: Repository;
  readonly #readers: ReadonlyMap<string, LanguageReader>;
  /** Classes and calls of a language by name, made when first asked for. */
  readonly #classesOf: NameIndex<FoundClass>;
  readonly #fieldsOf: NameIndex<FoundClass>;
  readonly #callsOf: NameIndex<FoundCall>;
  /** Modules of a package that may define a name. */
  readonly #siblings = new Map<string, readonly Module[]>();

  constructor(repository: Repository, readers: ReadonlyMap<string, LanguageReader>) {
    this.#repository = repository;
    this.#readers = readers;
    const { modules } = repository;
    this.#classesOf = new NameIndex(modules, (module, name) => {
      const fact = indexOf(module).classes.get(name);
      return fact ? [{ fact, module }] : [];
    });
    this.#fieldsOf = new NameIndex(modules, (module, name) =>
      indexOf(module).fields.has(name)
        ? module.classes.filter((fact) => fact.fields.some((field) => field.name === name)).map((fact) => ({ fact, module }))
        : [],
    );
    this.#callsOf = new NameIndex(modules, (module, name) => (indexOf(module).calls.get(name) ?? []).map((each) => ({ ...each, module })));
  }

  /** Drops what was indexed: the modules changed. */
  forget(): void {
    this.#classesOf.forget();
    this.#fieldsOf.forget();
    this.#callsOf.forget();
    this.#siblings.clear();
  }

  /** The modules that an imported name means; of a package, those of its files that may define what is asked of it. */
  modulesOf(name: string, from: Module, wanted?: string, kind: DefinedKind = 'function'): Module[] {
    const { modules } = this.#repository;
    return this.pathsOf(name, from).flatMap((path) =>
      wanted === undefined || from.language !== 'go' || modules.defines(path, wanted, kind) ? (modules.get(path) ?? []) : [],
    );
  }

  pathsOf(name: string, from: Module): readonly string[] {
    return this.#readers.get(from.language)?.resolveImport(name, from.path, this.#repository) ?? [];
  }

  /** The class a type or constructor name means, from where it is written. */
  classNamed(name: string, from: Module): FoundClass | null {
    const last = name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
    const own = indexOf(from).classes.get(last);
    // Of a package that was imported, not the file's own type of the same name.
    const elsewhere = from.language === 'go' && name.includes('.');
    if (own && !elsewhere) return { fact: own, module: from };
    const imported = indexOf(from).imports.get(name.split(/[.:]/)[0] ?? '');
    if (imported) {
      for (const module of this.modulesOf(imported.module, from, last, 'type')) {
        const fact = indexOf(module).classes.get(
          imported.name === null || imported.name === 'default' ? last : name.includes('.') ? last : imported.name,
        );
        if (fact) return { fact, module };
      }
    }
    // Packages see their own names and what they import, nothing else.
    if (from.language === 'go') {
      if (imported || name.includes('.')) return null;
      const sibling = this.siblingsOf(from, last, 'type').find((module) => indexOf(module).classes.has(last));
      const fact = sibling && indexOf(sibling).classes.get(last);
      return sibling && fact ? { fact, module: sibling } : null;
    }
    // A class of a library is none of ours that happens to have its name.
    if (imported && this.modulesOf(imported.module, from).length === 0 && this.#readers.get(from.language)?.importsIn) return null;
    if (this.#classesOf.named(last, from.language).length === 0) this.#repository.modules.demand(`class ${last}`, from.language, last);
    const all = this.#classesOf.named(last, from.language);
    return all.length === 1 ? (all[0] ?? null) : null;
  }

  /** The function a callee means. */
  functionNamed(callee: Expression, { module, scope }: { readonly module: Module; readonly scope: Scope }): FoundFunction | null {
    if (callee.kind === 'name') {
      const own = this.#functionIn(module, callee.name, null);
      if (own) return own;
      const imported = indexOf(module).imports.get(callee.name);
      if (imported?.name)
        return this.#functionAmong(this.modulesOf(imported.module, module), imported.name === 'default' ? callee.name : imported.name);
      if (imported) return this.#functionAmong(this.modulesOf(imported.module, module, callee.name), callee.name);
      // Methods are named bare only inside their class.
      if (module.language === 'dotnet') return null;
      return this.#functionAmong(this.siblingsOf(module, callee.name, 'function'), callee.name);
    }
    if (callee.kind !== 'member') return null;
    const { object } = callee;
    if (object.kind !== 'name') return null;
    if (object.name === 'self' || object.name === 'this')
      return this.#functionIn(module, callee.name, module.functions[scope]?.className ?? null);
    const imported = indexOf(module).imports.get(object.name);
    if (imported) {
      const modules =
        imported.name === null
          ? this.modulesOf(imported.module, module, callee.name)
          : [...this.modulesOf(`${imported.module}.${imported.name}`, module), ...this.modulesOf(imported.module, module)];
      return this.#methodAmong(modules, callee.name, imported.name) ?? this.#functionAmong(modules, callee.name);
    }
    if (indexOf(module).classes.has(object.name)) return this.#functionIn(module, callee.name, object.name);
    if (module.language !== 'dotnet' || !/^[A-Z]/.test(object.name)) return null;
    const type = this.classNamed(object.name, module);
    return type ? this.#functionIn(type.module, callee.name, object.name) : null;
  }

  /** Where packages keep names apart, a call means the function only from inside its package or through an import of it. */
  mayMean(callee: Expression, fact: FunctionFact, from: Module, home: Module): boolean {
    if (from.language === 'rust') {
      const found = this.functionNamed(callee, { module: from, scope: -1 });
      return found ? found.fact === fact : fact.parameters[0]?.name === 'self' && callee.kind === 'member';
    }
    if (from.language !== 'go') return true;
    if (callee.kind === 'name') return fact.className === null && folderOf(from.path) === folderOf(home.path);
    if (callee.kind !== 'member') return false;
    const imported = callee.object.kind === 'name' ? indexOf(from).imports.get(callee.object.name) : undefined;
    if (!imported) return fact.className !== null;
    return fact.className === null && this.pathsOf(imported.module, from).includes(home.path);
  }

  /** Languages whose files share a namespace see each other's names without an import. */
  siblingsOf(module: Module, name: string, kind: DefinedKind): Module[] {
    if (module.namespace === null) return [];
    const folder = folderOf(module.path);
    const key = [folder, module.namespace, kind, name].join('\0');
    let all = this.#siblings.get(key);
    if (!all) {
      const { filesIn, modules } = this.#repository;
      all = filesIn(folder)
        .filter((path) => modules.defines(path, name, kind))
        .flatMap((path) => modules.get(path) ?? [])
        .filter((other) => other.namespace === module.namespace);
      this.#siblings.set(key, all);
    }
    return all.filter((other) => other !== module);
  }

  /** Every call of the language whose callee ends in this name. */
  callsOf(name: string, language: Module['language']): readonly FoundCall[] {
    return this.#callsOf.named(name, language);
  }

  /** Calls of a name that `definer` defines; a name that only it has is looked for in files not parsed yet. */
  callSitesOf(name: string, definer: Module, distinct: boolean): readonly FoundCall[] {
    if (name === '') return [];
    const home = this.#importedAs(definer);
    const following = this.#readers.get(definer.language)?.following;
    if (following)
      this.#repository.modules.demand(home, definer.language, `${name}(`, distinct ? following.calling(name, home) : undefined);
    else if (distinct && name.length > 2)
      for (const imported of [home, name]) this.#repository.modules.demand(imported, definer.language, `${name}(`);
    return this.callsOf(name, definer.language);
  }

  /** Has the files looked at that may set a member of a type: those that can name both. */
  demandMember(type: string, member: string, home: Module): void {
    const setting = this.#readers.get(home.language)?.following?.setting(type, member);
    if (setting && /^[A-Za-z_]\w*$/.test(member)) this.#repository.modules.demand(this.#importedAs(home), home.language, type, setting);
  }

  #importedAs({ path, language }: Module): string {
    return this.#readers.get(language)?.following?.importedAs(path) ?? stemOf(path);
  }

  /** Calls that may be of the function at this position of a module. */
  callersOf(module: Module, position: Scope): readonly FoundCall[] {
    const fact = module.functions[position];
    if (!fact || fact.name === '') return [];
    const calls = this.callSitesOf(fact.name, module, fact.className === null);
    return calls.filter((each) => this.mayMean(each.call.callee, fact, each.module, module));
  }

  /** Every class of the language that has a field of this name. */
  classesWithField(name: string, language: Module['language']): readonly FoundClass[] {
    return this.#fieldsOf.named(name, language);
  }

  #functionIn(module: Module, name: string, className: string | null): FoundFunction | null {
    if (className === null && givesMembers(module.language)) {
      const position = (indexOf(module).functions.get(name) ?? []).find((each) => module.functions[each]?.className === null);
      const fact = position === undefined ? undefined : module.functions[position];
      return fact && position !== undefined ? { fact, position, module } : null;
    }
    for (const position of indexOf(module).functions.get(name) ?? []) {
      const fact = module.functions[position];
      if (fact && (className === null || fact.className === className)) return { fact, position, module };
    }
    return null;
  }

  /** `Config::load()` for an imported `Config`: what its `impl` holds. */
  #methodAmong(modules: readonly Module[], name: string, className: string | null): FoundFunction | null {
    if (className === null || modules[0]?.language !== 'rust') return null;
    for (const module of modules) {
      const found = this.#functionIn(module, name, className);
      if (found) return found;
    }
    return null;
  }

  #functionAmong(modules: readonly Module[], name: string): FoundFunction | null {
    for (const module of modules) {
      const found = this.#functionIn(module, name, null);
      if (found) return found;
    }
    return null;
  }
}

/** What importers name a file by: its name without the ending, its folder's for an index file. */
export function stemOf(path: string): string {
  const segments = path.replace(/\.\w+$/, '').split('/');
  const last = segments.pop() ?? '';
  return /^(index|__init__|mod|main)$/.test(last) ? (segments.pop() ?? last) : last;
}
