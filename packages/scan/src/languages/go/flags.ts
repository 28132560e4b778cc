import type { Call, Expression } from '../../syntax/expression.ts';

const plain = /^(String|Bool|Int|Int64|Uint|Uint64|Uint16|Int32|Float64|Duration|StringSlice|StringArray|IntSlice|IP)$/;
const short = /^(\w+)P$/;

/** The flag a call defines: `flag.String("addr", ":8080", …)`, pflag's `IntP("port", "p", 8080, …)`, `cmd.Flags().String(…)`. */
export interface Flag {
  readonly name: string;
  readonly fallback: Expression;
  /** The variable it is kept in: `flag.StringVar(&addr, …)`. */
  readonly target: Expression | null;
}

/** Reads a call as the definition of a flag, `null` when it is none. */
export function flagOf({ callee, args }: Call): Flag | null {
  if (callee.kind !== 'member' || args.length < 3 || !isFlagSet(callee.object)) return null;
  const shorthand = short.exec(callee.name)?.[1];
  const base = shorthand ?? callee.name;
  const kept = /^(\w+)Var$/.exec(base)?.[1];
  if (!plain.test(kept ?? base)) return null;
  const [target, ...rest] = kept ? args : [null, ...args];
  const [name, ...values] = rest;
  const fallback = shorthand ? values[1] : values[0];
  if (name?.kind !== 'literal' || typeof name.value !== 'string' || !fallback) return null;
  return { name: name.value, fallback, target: target ?? null };
}

/** `flag`, `pflag`, `cmd.Flags()`, and what people call a `flag.FlagSet`. */
function isFlagSet(object: Expression): boolean {
  if (object.kind === 'call') return object.callee.kind === 'member' && /^(Persistent|Local)?Flags$|^NewFlagSet$/.test(object.callee.name);
  return (object.kind === 'name' || object.kind === 'member') && /^(p?flags?|f|fs|flag_?set|(\w+)?(Flags?|FlagSet|FS))$/.test(object.name);
}
