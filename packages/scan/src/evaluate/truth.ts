import type { Value } from './value.ts';

/** Whether a value is true when no variable is set. */
export function truth(value: Value): boolean | null {
  switch (value.kind) {
    case 'constant':
      return truthOfConstant(value.value);
    case 'variable':
      if (value.read.holds !== undefined) return value.read.holds;
      return value.read.fallback ? truth(value.read.fallback) : value.read.required ? null : false;
    case 'either': {
      const all = value.options.map(truth);
      return all.every((each) => each === all[0]) ? (all[0] ?? null) : null;
    }
    default:
      return null;
  }
}

const truthOfConstant = (value: string | number | boolean | null): boolean =>
  typeof value === 'string' ? !/^(|0|false|no|off|none|null|disabled?)$/i.test(value) : Boolean(value);
