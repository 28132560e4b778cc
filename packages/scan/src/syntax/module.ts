import type { Language } from '@groundwork/blueprint';
import type { Call, Expression } from './expression.ts';

/** What one source file says, in a form that is the same for every language. Plain data, made from that file alone. */
export interface Module {
  readonly path: string;
  readonly language: Language | 'config';
  /** The package or namespace the file declares (`com.acme.orders`, Go's package name), `null` where files name themselves. */
  readonly namespace: string | null;
  readonly imports: readonly Import[];
  readonly assignments: readonly Assignment[];
  readonly classes: readonly ClassFact[];
  readonly functions: readonly FunctionFact[];
  /** Every expression in statement position, and every condition and returned value: calls and reads are found in them. */
  readonly statements: readonly Statement[];
  /**
   * Folders of the components that read this file, where they are not simply the one it stands in: a configuration
   * server's file for another service. Absent: the component around it.
   */
  readonly readers?: readonly string[];
  /** Where something runs until it is stopped: `while True`, `for {}`, `loop {}`. */
  readonly endless: readonly Scope[];
}

export interface Import {
  /** The name it has in this file. */
  readonly local: string;
  /** As written: `app.config`, `./db`, `github.com/redis/go-redis/v9`. */
  readonly module: string;
  /** The member taken from it, `null` when the whole module (or its default export) is meant, `*` for all. */
  readonly name: string | null;
  /** What a library calls it, where the file it is imported from only passes on what a library made: `environ.Env()`. */
  readonly canonical?: string;
  /** Only where a function needs it, or where it happens to be installed. */
  readonly lazy?: boolean;
  readonly line: number;
}

/** Where something stands: -1 for the file's top level, else an index into `functions`. */
export type Scope = number;

export interface Assignment {
  /** `app.config["REDIS_URL"] = x` is `['app', 'config', 'REDIS_URL']`; `self.pool = x` is `['self', 'pool']`. */
  readonly target: readonly string[];
  readonly value: Expression;
  /** The declared type as written, without generics, pointers or nullability; `null` when there is none. */
  readonly type: string | null;
  readonly scope: Scope;
  /** Where the name belongs when that is not the function the value is worked out in: a package's variable set in `init`. */
  readonly home?: Scope;
  readonly guards: readonly Expression[];
  readonly line: number;
}

export interface ClassFact {
  readonly name: string;
  readonly bases: readonly Expression[];
  readonly decorators: readonly Expression[];
  readonly fields: readonly Field[];
  readonly line: number;
}

export interface Field {
  readonly name: string;
  /** The declared type as written, without generics, pointers or nullability; `null` when there is none. */
  readonly type: string | null;
  /** Whether the type admits absence (`str | None`, `Option<T>`, `?string`). */
  readonly optional: boolean;
  readonly value: Expression | null;
  readonly decorators: readonly Expression[];
  /** Go's struct tag, as written. */
  readonly tag: string | null;
  /** False for what nobody outside can set: constants, private fields, computed properties. Absent where it does not matter. */
  readonly settable?: boolean;
  readonly line: number;
}

export interface FunctionFact {
  readonly name: string;
  /** The class or receiver it is a method of. */
  readonly className: string | null;
  /** The function it is defined in, -1 for the top level. */
  readonly enclosing: Scope;
  readonly parameters: readonly Parameter[];
  readonly decorators: readonly Expression[];
  readonly returns: readonly Expression[];
  readonly returnType: string | null;
  readonly line: number;
  readonly endLine: number;
}

export interface Parameter {
  readonly name: string;
  readonly type: string | null;
  readonly fallback: Expression | null;
  readonly decorators: readonly Expression[];
}

export interface Statement {
  readonly expression: Expression;
  readonly scope: Scope;
  /** Conditions that must hold for it to run, outermost first. */
  readonly guards: readonly Expression[];
}

/** A call somewhere in a module, with where it stands. */
export interface PlacedCall {
  readonly call: Call;
  readonly scope: Scope;
  readonly guards: readonly Expression[];
}
