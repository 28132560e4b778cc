import { folderOf, isUnder } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import { ModuleBuilder } from '../../../syntax/builder.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import type { Component } from '../../language.ts';
import { phpManifests } from '../components.ts';
import { qualified } from '../forms.ts';
import { literalText } from '../text.ts';
import { shippedValues } from './dotenv.ts';

export const isSymfony = (component: Component): boolean =>
  ['symfony/framework-bundle', 'symfony/symfony', 'symfony/flex', 'shopware/core'].some((name) => component.dependencies.has(name));

/** Transports and stores that need no server of their own. */
const serverless = /^(doctrine|sync|in-memory|null|native|sendmail|flock|semaphore|failover|roundrobin|file|filesystem):/;

/** Symfony's configuration files as modules: bundles' settings, and services as the objects they construct. */
export function symfonyModules(component: Component, repository: Repository): Module[] {
  const values = shippedValues(component.path, ['.env.prod', '.env', '.env.dist', '.env.example'], repository);
  const files = [...phpManifests(repository)].flatMap(([path, manifest]) =>
    manifest.kind === 'symfony' && isUnder(folderOf(path), component.path) ? [{ path, ...manifest }] : [],
  );
  const parameters = new Map<string, unknown>();
  for (const { content } of files)
    for (const [name, value] of entriesOf(at(content, 'parameters'))) if (!parameters.has(name)) parameters.set(name, value);
  const context: Context = { values, parameters };
  return files.map(({ path, content, text }) => new ConfigurationReader(path, text, context).read(content));
}

interface Context {
  /** Values the application's own `.env` gives. */
  readonly values: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, unknown>;
}

class ConfigurationReader {
  readonly #builder: ModuleBuilder;
  readonly #text: string;
  readonly #context: Context;

  constructor(path: string, text: string, context: Context) {
    this.#builder = new ModuleBuilder(path, 'php');
    this.#text = text;
    this.#context = context;
  }

  read(content: unknown): Module {
    this.#builder.import({ local: 'symfony:config', module: 'symfony:config', name: null, line: 1 });
    for (const [key, value] of entriesOf(content)) {
      if (key === 'services') this.#services(value);
      else if (key === 'parameters') this.#builder.expression(this.#value(value));
      else if (key === 'when@prod') for (const [inner, each] of entriesOf(value)) this.#settings([inner], each);
      else if (!key.startsWith('when@')) this.#settings([key], value);
    }
    return this.#builder.build();
  }

  #settings(path: readonly string[], value: unknown): void {
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const [key, each] of entriesOf(value)) this.#settings([...path, key], each);
      return;
    }
    const read = this.#value(value);
    if (serverless.test(shownText(read) ?? '') && path[1] !== 'mailer') return this.#builder.expression(read);
    this.#builder.assign(['symfony', ...plainPath(path)], read, read.line);
  }

  /** `Predis\Client: { arguments: [...] }` constructs one; `calls` and `factory` call what they name. */
  #services(services: unknown): void {
    for (const [id, service] of entriesOf(services)) {
      if (service === null || typeof service !== 'object') continue;
      const line = this.#lineOf(`${id}:`);
      const named = at(service, 'class');
      const name = typeof named === 'string' ? named : id;
      const factory = at(service, 'factory');
      const [maker, method] = Array.isArray(factory) ? factory.map(String) : [];
      const callee =
        maker !== undefined && method !== undefined
          ? ({ kind: 'member', object: qualified(maker.replace(/^@/, ''), line), name: method, line } as const)
          : qualified(name, line);
      const made = this.#call(callee, at(service, 'arguments'), line);
      this.#builder.expression(made);
      for (const call of listOf(at(service, 'calls'))) {
        const [called, args] = Array.isArray(call) ? call : (entriesOf(call)[0] ?? []);
        if (typeof called === 'string')
          this.#builder.expression(this.#call({ kind: 'member', object: made, name: called, line }, args, line));
      }
      for (const key of ['bind', 'properties', 'tags']) {
        const rest = at(service, key);
        if (rest !== undefined) this.#builder.expression(this.#value(rest));
      }
    }
  }

  #call(callee: Expression, args: unknown, line: number): Expression {
    const named: Record<string, Expression> = {};
    if (!Array.isArray(args)) for (const [key, value] of entriesOf(args)) named[key] = this.#value(value);
    return { kind: 'call', callee, args: Array.isArray(args) ? args.map((each) => this.#value(each)) : [], named, line };
  }

  #value(value: unknown, depth = 0): Expression {
    if (depth > 20) return { kind: 'unknown', children: [], line: 1 };
    if (Array.isArray(value)) return { kind: 'list', items: value.map((each) => this.#value(each, depth + 1)), line: 1 };
    if (value !== null && typeof value === 'object')
      return {
        kind: 'object',
        type: null,
        line: 1,
        entries: entriesOf(value).map(([key, each]) => ({ key, value: this.#value(each, depth + 1), line: 1 })),
      };
    if (typeof value !== 'string')
      return { kind: 'literal', value: typeof value === 'number' || typeof value === 'boolean' ? value : null, line: 1 };
    const parameter = /^%([\w.-]+)%$/.exec(value)?.[1];
    if (parameter !== undefined && this.#context.parameters.has(parameter))
      return this.#value(this.#context.parameters.get(parameter), depth + 1);
    return this.#shipped(literalText(value, this.#lineOf(value)));
  }

  /** A variable with the value that the committed `.env`, or a parameter `env(NAME)`, gives it. */
  #shipped(expression: Expression): Expression {
    if (expression.kind === 'template') return { ...expression, parts: expression.parts.map((part) => this.#shipped(part)) };
    if (expression.kind !== 'environment') return expression;
    const known = this.#context.values.get(expression.variable) ?? this.#context.parameters.get(`env(${expression.variable})`);
    if (typeof known !== 'string') return expression;
    return { ...expression, required: false, fallback: { kind: 'literal', value: known, line: expression.line } };
  }

  #lineOf(text: string): number {
    const found = this.#text.indexOf(text);
    return found < 0 ? 1 : this.#text.slice(0, found).split('\n').length;
  }
}

/** Transports are told as text or as a `dsn` key. */
function plainPath(path: readonly string[]): readonly string[] {
  const [first, second, third, name, key] = path;
  if (
    first === 'framework' &&
    second === 'messenger' &&
    third === 'transports' &&
    name !== undefined &&
    (key === undefined || key === 'dsn')
  )
    return ['messenger', name];
  return path;
}

const shownText = (expression: Expression): string | null =>
  expression.kind === 'environment' && expression.fallback
    ? shownText(expression.fallback)
    : expression.kind === 'literal'
      ? String(expression.value)
      : null;

const entriesOf = (value: unknown): [string, unknown][] =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : [];

const at = (value: unknown, key: string): unknown => entriesOf(value).find(([name]) => name === key)?.[1];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
