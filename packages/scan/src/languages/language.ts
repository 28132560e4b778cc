import type { Evidence, Language, ServiceKind } from '@groundwork/blueprint';
import type { Repository } from '../repository/repository.ts';
import type { Module } from '../syntax/module.ts';
import type { Source } from '../syntax/node.ts';
import type { GrammarName } from '../syntax/parser.ts';

/** A folder with a manifest of its own: what is installed together. */
export interface Component {
  /** Folder relative to the root, `.` for the root. */
  readonly path: string;
  readonly language: Language;
  /** What the manifest calls it, `null` when it does not say. */
  readonly name: string | null;
  /** Registry name to what was asked for. Development-only dependencies are left out, or marked. */
  readonly dependencies: ReadonlyMap<string, Dependency>;
  readonly runtime: { readonly version: string | null; readonly packageManager: string | null };
  readonly install: readonly string[];
  /** Other components whose code is part of this one (workspace packages, project references). */
  readonly includes: readonly string[];
  readonly evidence: readonly Evidence[];
}

export interface Dependency {
  readonly name: string;
  /** The range or exact version as written, `null` when none is. */
  readonly version: string | null;
  readonly development: boolean;
  readonly optional: boolean;
  readonly evidence: Evidence;
}

/** A service as a language's conventions tell it, before variables, resources and deployment manifests are joined to it. */
export interface ServiceDraft {
  readonly name: string;
  readonly path: string;
  readonly kind: ServiceKind;
  readonly language: Language;
  readonly framework: string | null;
  readonly component: Component;
  readonly build: readonly string[];
  readonly release: readonly string[];
  readonly start: string | null;
  /** Other commands that fit the code as well as `start` does. */
  readonly otherStarts?: readonly string[];
  /** A platform calls it for each event: there is nothing to start. */
  readonly isCalled?: boolean;
  readonly port: number | null;
  readonly health: string | null;
  readonly schedule: string | null;
  readonly gpu: 'none' | 'optional' | 'required';
  readonly systemPackages: readonly string[];
  /** Files it starts from; its variables and clients are those of what they reach. Empty: everything in its component. */
  readonly entries: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** A module of which only some names matter. */
export interface Framework {
  readonly module: string;
  readonly names: readonly string[];
}

export type DefinedKind = 'function' | 'type' | 'value';

/** What stands in the files of a package that a value may lead to. */
export interface Following {
  /** What importers call a file by, the last segment of its package's name; its own package's files find each other by it. */
  importedAs(path: string): string;
  /** Where a name is defined at the top of a file; a type is a value too, that of its instances. */
  defining(name: string, kind: DefinedKind): RegExp;
  /** Where a function of a package known as `home` is called. */
  calling(name: string, home: string): RegExp;
  /** Where a member of a type is set. */
  setting(type: string, member: string): RegExp;
}

/** One language: a folder here. Everything is pure; reading is per file and cached, the rest is per repository. */
export interface LanguageReader<Manifest = unknown> {
  readonly language: Language;
  /** The grammar that reads this path, `null` when it is no source file of this language. */
  grammar(path: string): GrammarName | null;
  /** A source file is parsed up front when it contains one of these, a setting of the catalogue, or imports one of its modules. */
  readonly words: readonly (string | RegExp)[];
  /** Names of the modules that a text imports, found without parsing; `atStart` leaves out what is only loaded on demand. Absent: any mention of a module counts. */
  importsIn?(text: string, atStart?: boolean): Iterable<string>;
  /** Modules beside the catalogue's whose importers are parsed up front: frameworks that services are recognised by. */
  readonly frameworks?: readonly (string | Framework)[];
  /** Texts one of which stands where a name of a library is used, the module's own name aside; what most languages write when absent. */
  usesOf?(name: string): readonly string[];
  /** How files that were not parsed are found when a value leads there, where a file's name and what it imports do not tell. */
  readonly following?: Following;
  /** Source files parsed whatever they contain, because their name says what they are: settings, a worker, an entry. */
  isTelling?(path: string): boolean;
  /** Source to facts. Never throws on broken syntax. */
  readModule(source: Source): Module;
  /** Text that must be changed to source first (a notebook, a single-file component); `null` leaves it as it is. */
  sourceOf?(path: string, text: string): string | null;
  /** Manifests, lockfiles, version files and configuration of this language's own tools. */
  isManifest(path: string): boolean;
  /** Parsed by a real parser; broken content gives `null` (a note is made). */
  readManifest(path: string, text: string): Manifest | null;
  /** Files of the repository a module name may mean, best first. */
  resolveImport(module: string, from: string, repository: Repository): readonly string[];
  /** Facts that need more than one file, such as which classes are settings classes. Returns modules to use instead. */
  link?(modules: ReadonlyMap<string, Module>, repository: Repository): ReadonlyMap<string, Module>;
  components(repository: Repository): readonly Component[];
  services(component: Component, repository: Repository): readonly ServiceDraft[];
}
