import { environmentReaders } from '../catalog/index.ts';
import type { EnvironmentReader } from '../catalog/library.ts';
import type { Call, Expression } from '../syntax/expression.ts';
import type { Module } from '../syntax/module.ts';

interface ReadersOfLanguage {
  readonly exact: ReadonlyMap<string, EnvironmentReader>;
  /** `*.env.str` by its last segment, with the whole suffix to compare. */
  readonly suffixes: ReadonlyMap<string, readonly { readonly suffix: string; readonly reader: EnvironmentReader }[]>;
  readonly objects: ReadonlyMap<string, EnvironmentReader>;
}

const byLanguage = new Map<Module['language'], ReadersOfLanguage>();

function readersOf(language: Module['language']): ReadersOfLanguage {
  const known = byLanguage.get(language);
  if (known) return known;
  const exact = new Map<string, EnvironmentReader>();
  const suffixes = new Map<string, { suffix: string; reader: EnvironmentReader }[]>();
  const objects = new Map<string, EnvironmentReader>();
  for (const reader of environmentReaders) {
    if (reader.language !== language) continue;
    for (const name of reader.objects ?? []) objects.set(name, reader);
    for (const name of reader.calls ?? []) {
      if (!name.startsWith('*.')) {
        exact.set(name, reader);
        continue;
      }
      const last = name.slice(name.lastIndexOf('.') + 1);
      suffixes.set(last, [...(suffixes.get(last) ?? []), { suffix: name.slice(1), reader }]);
    }
  }
  const made = { exact, suffixes, objects };
  byLanguage.set(language, made);
  return made;
}

/** The reader whose call this canonical name is. */
export function readerOfCall(canonical: string, language: Module['language']): EnvironmentReader | null {
  const readers = readersOf(language);
  const exact = readers.exact.get(canonical);
  if (exact) return exact;
  const candidates = readers.suffixes.get(canonical.slice(canonical.lastIndexOf('.') + 1));
  return candidates?.find(({ suffix }) => canonical.endsWith(suffix) || `.${canonical}` === suffix)?.reader ?? null;
}

/** The reader whose members are variables, for the canonical name of an object. */
export const readerOfObject = (canonical: string, language: Module['language']): EnvironmentReader | null =>
  readersOf(language).objects.get(canonical) ?? null;

/** What names the variable of a reading; where the call names none, the one its reader then means. */
export function namedBy(reader: EnvironmentReader, call: Call): Expression | null {
  const named = firstOf(call, reader.name ?? '0');
  return named ?? (reader.unnamed === undefined ? null : { kind: 'literal', value: reader.unnamed, line: call.line });
}

/** What a reading gives when the variable is unset, `null` where the call does not say. */
export const fallbackOf = (reader: EnvironmentReader, call: Call): Expression | null => firstOf(call, reader.fallback ?? []);

function firstOf(call: Call, paths: string | readonly string[]): Expression | null {
  for (const path of typeof paths === 'string' ? [paths] : paths) {
    const found = argumentOf(call, path);
    if (found) return found;
  }
  return null;
}

/** A plain argument by position or keyword. */
function argumentOf(call: Call, path: string): Expression | null {
  return /^\d+$/.test(path) ? (call.args[Number(path)] ?? null) : (call.named[path] ?? null);
}

export const isVariableName = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_.-]{0,120}$/.test(name);
