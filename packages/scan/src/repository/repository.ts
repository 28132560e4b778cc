import type { Language } from '@groundwork/blueprint';
import type { Value } from '../evaluate/value.ts';
import type { Declaration } from '../manifests/declaration.ts';
import type { Expression } from '../syntax/expression.ts';
import type { ClassFact, Module, PlacedCall, Scope } from '../syntax/module.ts';
import type { Modules } from './modules.ts';

/** Everything read from a tree, before it is put together: what language readers and the assembly look at. */
export interface Repository {
  readonly name: string;
  /** The same object for as long as no path and no manifest changes: what was worked out from those is remembered under it. */
  readonly layout: object;
  /** Every file, sorted. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** Files directly in a folder. */
  filesIn(folder: string): readonly string[];
  /** Files in a folder and below it. */
  filesUnder(folder: string): readonly string[];
  readonly modules: Modules;
  /** What `readManifest` of this language's reader gave, by path; `Manifest` is the type that reader gives. */
  manifests<Manifest>(language: Language): ReadonlyMap<string, Manifest>;
  /** Deployment manifests, by path. */
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Text of a small file that is neither (a README, a script, a template); `null` when there is none. */
  text(path: string): string | null;
  /** What an expression of a module is worth, followed through constants, parameters, settings classes, imports and config files. */
  valueOf(expression: Expression, module: Module, scope: Scope): Value;
  /** The class of the repository that a type's name means from where it is written; `null` when it is no class of its. */
  classNamed(name: string, module: Module): { readonly fact: ClassFact; readonly module: Module } | null;
  /** Every call of a language whose callee ends in this name. */
  callsOf(name: string, language: Language): readonly (PlacedCall & { readonly module: Module })[];
  /** Calls that may be of a function of this module, by its position; with their conditions. */
  callersOf(module: Module, position: Scope): readonly (PlacedCall & { readonly module: Module })[];
  /** The library name of what is called or read (`fastapi.FastAPI`, `pg.Pool`, `boto3.client().put_object`); `null` when it is no import. */
  canonicalName(expression: Expression, module: Module, scope: Scope): string | null;
  /** Everything that may have made a value, by the names libraries know it by, followed through files: `boto3.client(s3)`. */
  originsOf(expression: Expression, module: Module, scope: Scope): readonly string[];
}
