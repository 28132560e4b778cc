import { childrenOf, type Expression } from './expression.ts';
import type { Assignment, ClassFact, FunctionFact, Import, Module, Scope, Statement } from './module.ts';

type Growing<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** Collects one file's facts while its reader walks it, keeping track of the function and the conditions it is in. */
export class ModuleBuilder {
  readonly #path: string;
  readonly #language: Module['language'];
  readonly #imports: Import[] = [];
  readonly #assignments: Assignment[] = [];
  readonly #classes: ClassFact[] = [];
  readonly #functions: Growing<FunctionFact>[] = [];
  readonly #statements: Statement[] = [];
  readonly #endless: Scope[] = [];
  #scope: Scope = -1;
  #guards: readonly Expression[] = [];
  #namespace: string | null = null;

  constructor(path: string, language: Module['language']) {
    this.#path = path;
    this.#language = language;
  }

  set namespace(name: string) {
    this.#namespace = name;
  }

  import(fact: Import): void {
    this.#imports.push(fact);
  }

  /** Records the assignment and whatever its value calls. */
  assign(target: readonly string[], value: Expression, line: number, type: string | null = null, home: Scope = this.#scope): void {
    const elsewhere = home === this.#scope ? {} : { home };
    this.#assignments.push({ target, value, type, scope: this.#scope, ...elsewhere, guards: this.#guards, line });
    this.expression(value);
  }

  class(fact: ClassFact): void {
    this.#classes.push(fact);
    for (const field of fact.fields) {
      if (field.value) this.expression(field.value);
      for (const decorator of field.decorators) this.expression(decorator);
    }
    for (const decorator of fact.decorators) this.expression(decorator);
  }

  /** Records a function and runs `body` inside it; what `returned` is told meanwhile becomes its returns. A block stays under the conditions around it. */
  function(fact: Omit<FunctionFact, 'returns' | 'enclosing'>, body: () => void, isBlock = false): void {
    for (const decorator of fact.decorators) this.expression(decorator);
    const outer = this.#scope;
    const outerGuards = this.#guards;
    this.#functions.push({ ...fact, parameters: [...fact.parameters], decorators: [...fact.decorators], returns: [], enclosing: outer });
    this.#scope = this.#functions.length - 1;
    if (!isBlock) this.#guards = [];
    for (const parameter of fact.parameters) if (parameter.fallback) this.expression(parameter.fallback);
    body();
    this.#scope = outer;
    this.#guards = outerGuards;
  }

  returned(value: Expression): void {
    this.#functions[this.#scope]?.returns.push(value);
    this.expression(value);
  }

  /** Runs `body` under a condition. */
  guarded(test: Expression, body: () => void): void {
    const outer = this.#guards;
    this.#guards = [...outer, test];
    body();
    this.#guards = outer;
  }

  /** From here to the end of the enclosing `function` or `guarded` body this holds: `if (!url) return` before it. */
  holdsFromHere(test: Expression): void {
    this.#guards = [...this.#guards, test];
  }

  /** Notes a loop without an end at this place. */
  runsForever(): void {
    if (this.#endless.at(-1) !== this.#scope) this.#endless.push(this.#scope);
  }

  /** Records an expression in statement position, a condition, an argument default. */
  expression(expression: Expression): void {
    if (speaks(expression)) this.#statements.push({ expression, scope: this.#scope, guards: this.#guards });
  }

  build(): Module {
    return {
      path: this.#path,
      language: this.#language,
      namespace: this.#namespace,
      imports: this.#imports,
      assignments: this.#assignments,
      classes: this.#classes,
      functions: this.#functions,
      statements: this.#statements,
      endless: this.#endless,
    };
  }
}

/** Whether it calls, constructs or reads anything at all. */
function speaks(expression: Expression): boolean {
  switch (expression.kind) {
    case 'call':
    case 'member':
    case 'index':
    case 'environment':
      return true;
    case 'compare':
      return /^(not )?in$/.test(expression.operator) || childrenOf(expression).some(speaks);
    case 'object':
      return expression.type !== null || childrenOf(expression).some(speaks);
    default:
      return childrenOf(expression).some(speaks);
  }
}
