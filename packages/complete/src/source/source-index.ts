import { languageOf } from '../language/language.ts';
import { folderOf, isTestFile } from './affinity.ts';
import { importsIn, type Import } from './imports.ts';
import { outlineOf, type Definition } from './outline.ts';
import { Passages } from './passages.ts';
import { isManifest, rootsIn, type Root } from './roots.ts';

interface Indexed {
  readonly version: string;
  readonly definitions: readonly Definition[];
  readonly names: ReadonlySet<string>;
  readonly imports: readonly Import[];
}

/** What the files of a repository declare and mention; each file is read again when its version is another. */
export class SourceIndex {
  readonly #files = new Map<string, Indexed>();
  readonly #byName = new Map<string, Definition[]>();
  readonly #byFolder = new Map<string, Set<string>>();
  /** Files that name a module in an import. */
  readonly #importers = new Map<string, Set<string>>();
  /** In how many files a name stands. */
  readonly #mentions = new Map<string, number>();
  readonly passages = new Passages();
  readonly #roots = new Map<string, readonly Root[]>();
  readonly #known = new Map<string, string>();
  #allRoots: readonly Root[] | null = null;

  get size(): number {
    return this.#files.size;
  }

  /** Whether a file is one whose content says something here. */
  static reads(path: string): boolean {
    return isManifest(path) || languageOf(path) !== null;
  }

  has(path: string, version: string): boolean {
    return this.#files.get(path)?.version === version;
  }

  put(path: string, version: string, text: string): void {
    if (this.has(path, version)) return;
    this.remove(path);
    const language = languageOf(path);
    const { definitions, names, passages } = outlineOf(path, text);
    const kept = new Set(names.map((name) => this.#intern(name)));
    const imports = importsIn(text, language?.name ?? '').map(({ local, module, name }) => ({
      local: this.#intern(local),
      module: this.#intern(module),
      name: name === null ? null : this.#intern(name),
    }));
    this.passages.put(
      path,
      passages.map((each) => ({ line: each.line, names: each.names.map((name) => this.#intern(name)) })),
    );
    this.#files.set(path, { version, definitions, names: kept, imports });
    for (const { module } of imports) add(this.#importers, module, path);
    for (const each of definitions) push(this.#byName, each.name, each);
    for (const name of kept) this.#mentions.set(name, (this.#mentions.get(name) ?? 0) + 1);
    add(this.#byFolder, folderOf(path), path);
    if (isManifest(path)) {
      this.#roots.set(path, rootsIn(path, text));
      this.#allRoots = null;
    }
  }

  remove(path: string): void {
    const before = this.#files.get(path);
    if (!before) return;
    this.#files.delete(path);
    this.passages.remove(path);
    this.#byFolder.get(folderOf(path))?.delete(path);
    for (const { module } of before.imports) this.#importers.get(module)?.delete(path);
    if (this.#roots.delete(path)) this.#allRoots = null;
    for (const { name } of before.definitions) {
      const left = (this.#byName.get(name) ?? []).filter((each) => each.path !== path);
      if (left.length > 0) this.#byName.set(name, left);
      else this.#byName.delete(name);
    }
    for (const name of before.names) {
      const left = (this.#mentions.get(name) ?? 1) - 1;
      if (left > 0) this.#mentions.set(name, left);
      else this.#mentions.delete(name);
    }
  }

  named(name: string): readonly Definition[] {
    return this.#byName.get(name) ?? [];
  }

  in(path: string): readonly Definition[] {
    return this.#files.get(path)?.definitions ?? [];
  }

  filesIn(folder: string): Iterable<string> {
    return this.#byFolder.get(folder) ?? [];
  }

  importsOf(path: string): readonly Import[] {
    return this.#files.get(path)?.imports ?? [];
  }

  mentions(name: string): number {
    return this.#mentions.get(name) ?? 0;
  }

  /** The names of up to `most` other files of the folder, one set a file. */
  namesBeside(path: string, most: number): readonly ReadonlySet<string>[] {
    return this.#namesOf(this.filesIn(folderOf(path)), path, most);
  }

  /** The names of up to `most` other files that import a module under the same name. */
  namesImporting(module: string, path: string, most: number): readonly ReadonlySet<string>[] {
    return this.#namesOf(this.#importers.get(module) ?? [], path, most);
  }

  #namesOf(paths: Iterable<string>, path: string, most: number): ReadonlySet<string>[] {
    const found: ReadonlySet<string>[] = [];
    const isTest = isTestFile(path);
    for (const each of paths) {
      // What tests use says little of what they test.
      if (!isTest && isTestFile(each)) continue;
      const names = each === path ? undefined : this.#files.get(each)?.names;
      if (names && found.push(names) >= most) break;
    }
    return found;
  }

  get paths(): Iterable<string> {
    return this.#files.keys();
  }

  get roots(): readonly Root[] {
    return (this.#allRoots ??= [...this.#roots.values()].flat());
  }

  /** One string for each name: a piece of a text would hold on to all of it. */
  #intern(name: string): string {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const own = Buffer.from(name).toString();
    this.#known.set(own, own);
    return own;
  }
}

function add<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
