import type { Evidence } from '@groundwork/blueprint';

/** What an expression is worth, as far as the code alone tells. */
export type Value =
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null; readonly file: string; readonly line: number }
  | { readonly kind: 'variable'; readonly read: VariableRead }
  | { readonly kind: 'template'; readonly parts: readonly Value[] }
  /** One of these: the sides of a fallback or condition, or several assignments. The first is what holds when nothing is set. */
  | { readonly kind: 'either'; readonly options: readonly Value[] }
  /** `environment`: the environment itself, every key of which is a variable. */
  | { readonly kind: 'object'; readonly keys: readonly string[]; get(key: string): Value; readonly environment?: boolean }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'unknown' };

/** One reading of an environment variable. */
export interface VariableRead {
  readonly name: string;
  readonly fallback: Value | null;
  /** It fails when the variable is unset and there is no fallback. */
  readonly required: boolean;
  /** What a condition made of it is when it is unset: `os.getenv("DEBUG", "0") == "1"` does not hold. */
  readonly holds?: boolean;
  /** It is a URL of which the code itself takes a part. */
  readonly part?: boolean;
  /** It names a file, and what is in that file is the value. */
  readonly file?: boolean;
  /** A framework lets it override a configuration key; nobody wrote it down. */
  readonly implicit?: boolean;
  readonly evidence: Evidence;
}

export const unknown: Value = { kind: 'unknown' };

/** Every constant the value may be, fallbacks of variables included, in order of likelihood. */
export function constantsOf(value: Value): (string | number | boolean | null)[] {
  switch (value.kind) {
    case 'constant':
      return [value.value];
    case 'variable':
      return value.read.fallback ? constantsOf(value.read.fallback) : [];
    case 'either':
      return value.options.flatMap(constantsOf);
    default:
      return [];
  }
}

/** Every variable that has a part in the value, in order. */
export function variablesOf(value: Value): VariableRead[] {
  switch (value.kind) {
    case 'variable':
      return [value.read, ...(value.read.fallback ? variablesOf(value.read.fallback) : [])];
    case 'template':
      return value.parts.flatMap(variablesOf);
    case 'either':
      return value.options.flatMap(variablesOf);
    case 'list':
      return value.items.flatMap(variablesOf);
    default:
      return [];
  }
}

/** The text of the value with each variable replaced by its fallback, `null` where a part is not known. */
export function textOf(value: Value): string | null {
  switch (value.kind) {
    case 'constant':
      return value.value === null ? null : String(value.value);
    case 'variable':
      return value.read.fallback ? textOf(value.read.fallback) : null;
    case 'template': {
      const parts = value.parts.map(textOf);
      return parts.includes(null) ? null : parts.join('');
    }
    case 'either':
      return value.options.map(textOf).find((text) => text !== null) ?? null;
    default:
      return null;
  }
}
