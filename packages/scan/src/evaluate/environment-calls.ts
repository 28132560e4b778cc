import { environmentReaders } from '../catalog/index.ts';
import type { EnvironmentReader } from '../catalog/library.ts';
import type { Call, Expression } from '../syntax/expression.ts';
import type { Module, Scope } from '../syntax/module.ts';
import { canonicalName } from './canonical.ts';

interface ReadersOfLanguage {
  readonly exact: ReadonlyMap<string, EnvironmentReader>;
  /** `*.env.str` by its last segment, with the whole suffix to compare. */
  readonly suffixes: ReadonlyMap<string, readonly { readonly suffix: string; readonly reader: EnvironmentReader }[]>;
  readonly objects: ReadonlyMap<string, EnvironmentReader>;
  /** Last segments of the calls and of the objects: most of a program's calls and members end in none of them. */
  readonly lastOfCalls: ReadonlySet<string>;
  readonly lastOfObjects: ReadonlySet<string>;
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
      const last = lastSegment(name);
      suffixes.set(last, [...(suffixes.get(last) ?? []), { suffix: name.slice(1), reader }]);
    }
  }
  const made = {
    exact,
    suffixes,
    objects,
    lastOfCalls: new Set([...[...exact.keys()].map(lastSegment), ...suffixes.keys()]),
    lastOfObjects: new Set([...objects.keys()].map(lastSegment)),
  };
  byLanguage.set(language, made);
  return made;
}

/** The reader that a call of this is, in the file alone. */
export function readerCalled(callee: Expression, module: Module, scope: Scope): EnvironmentReader | null {
  const { exact, suffixes, lastOfCalls } = readersOf(module.language);
  if (!mayEndIn(callee, lastOfCalls)) return null;
  const canonical = canonicalName(callee, module, scope);
  if (canonical === null) return null;
  const known = exact.get(canonical);
  if (known) return known;
  const candidates = suffixes.get(lastSegment(canonical));
  return candidates?.find(({ suffix }) => canonical.endsWith(suffix) || `.${canonical}` === suffix)?.reader ?? null;
}

/** The reader whose members are variables, where this is such an object. */
export function readerNamed(object: Expression, module: Module, scope: Scope): EnvironmentReader | null {
  const { objects, lastOfObjects } = readersOf(module.language);
  if (!mayEndIn(object, lastOfObjects)) return null;
  const canonical = canonicalName(object, module, scope);
  return canonical === null ? null : (objects.get(canonical) ?? null);
}

/** Whether a canonical name can end in one of these, as far as the expression itself shows. */
function mayEndIn(expression: Expression, last: ReadonlySet<string>): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'index':
    case 'template':
    case 'list':
      return false;
    case 'member':
      return isSelf(expression.object) || last.has(lastSegment(expression.name));
    case 'call':
      return (
        expression.callee.kind !== 'member' || isSelf(expression.callee.object) || last.has(`${lastSegment(expression.callee.name)}()`)
      );
    default:
      return true;
  }
}

/** What its members are called is told where the class sets them. */
const isSelf = (expression: Expression): boolean =>
  expression.kind === 'name' && (expression.name === 'self' || expression.name === 'this');

const lastSegment = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

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
