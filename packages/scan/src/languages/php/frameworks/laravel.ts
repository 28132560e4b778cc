import { baseName, isUnder } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Expression, ObjectExpression } from '../../../syntax/expression.ts';
import type { Assignment, Module } from '../../../syntax/module.ts';
import type { Component } from '../../language.ts';
import { shippedValues } from './dotenv.ts';
import { laravelDefaults } from './laravel-defaults.ts';

/** What Laravel's configuration says, with the choices it is shipped with. */
export interface LaravelConfiguration {
  readonly files: ReadonlyMap<string, ConfigurationFile>;
  readonly modules: readonly Module[];
  /** Names that code asks for: `Storage::disk('s3')`, `onConnection('redis')`. */
  readonly asked: ReadonlySet<string>;
  readonly shipped: ReadonlyMap<string, string>;
  readonly component: Component;
}

export interface ConfigurationFile {
  readonly module: Module | null;
  readonly entries: ObjectExpression;
}

export const isLaravel = (component: Component): boolean =>
  component.dependencies.has('laravel/framework') || component.dependencies.has('laravel/lumen-framework');

export function laravelConfiguration(component: Component, modules: readonly Module[], repository: Repository): LaravelConfiguration {
  const files = new Map<string, ConfigurationFile>();
  const relative = (path: string): string => (component.path === '.' ? path : path.slice(component.path.length + 1));
  for (const module of modules) {
    if (!isUnder(module.path, component.path) || !/^(app\/)?config\/[^/]+\.php$/i.test(relative(module.path))) continue;
    const exported = module.assignments.find((each) => each.scope === -1 && each.target.length === 1 && each.target[0] === 'exports');
    if (exported?.value.kind === 'object') files.set(baseName(module.path).replace(/\.php$/, ''), { module, entries: exported.value });
  }
  for (const [name, entries] of laravelDefaults(component)) if (!files.has(name)) files.set(name, { module: null, entries });
  return {
    component,
    files,
    modules,
    asked: askedFor(modules),
    shipped: shippedValues(component.path, ['.env', '.env.production', '.env.example', '.env.dist'], repository),
  };
}

const asking = ['disk', 'store', 'connection', 'onConnection', 'mailer', 'cloud'];

function askedFor(modules: readonly Module[]): Set<string> {
  const asked = new Set<string>();
  for (const module of modules) {
    const index = indexOf(module);
    for (const name of asking)
      for (const { call } of index.calls.get(name) ?? []) {
        const [first] = call.args;
        if (first?.kind === 'literal' && typeof first.value === 'string') asked.add(first.value);
      }
    if ([...index.imports.values()].some((fact) => fact.module === 'Illuminate\\Support\\Facades\\Redis')) asked.add('redis');
  }
  return asked;
}

export const entryOf = (object: Expression | null | undefined, key: string): Expression | null =>
  object?.kind === 'object' ? (object.entries.findLast((entry) => entry.key === key)?.value ?? null) : null;

const textOf = (expression: Expression | null): string | null =>
  expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : null;

/** A reading of a variable with the value it is shipped with, where the authors say one. */
export function asShipped(expression: Expression, shipped: ReadonlyMap<string, string>): Expression {
  if (expression.kind === 'fallback') return { ...expression, first: asShipped(expression.first, shipped) };
  const variable =
    expression.kind === 'environment'
      ? expression.variable
      : expression.kind === 'call' && expression.callee.kind === 'name' && /env/i.test(expression.callee.name)
        ? nameAsked(expression.args[0])
        : null;
  const value = variable === null ? undefined : shipped.get(variable);
  if (variable === null || value === undefined || value === '') return expression;
  const fallback: Expression = { kind: 'literal', value, line: expression.line };
  return { kind: 'environment', variable, fallback, required: false, line: expression.line };
}

/** `env('X')`, and helpers around it: `env_default_when_empty(env('X'), 'y')`. */
const nameAsked = (first: Expression | undefined): string | null =>
  first?.kind === 'call' ? nameAsked(first.args[0]) : textOf(first ?? null);

const line = 1;
const always: Expression = { kind: 'literal', value: true, line };
const is = (left: Expression, right: string): Expression => ({
  kind: 'compare',
  operator: '==',
  left,
  right: { kind: 'literal', value: right, line: left.line },
  line: left.line,
});
const anyOf = (tests: readonly Expression[]): Expression =>
  tests.reduce<Expression>((first, second) => ({ kind: 'fallback', first, second, line }), { kind: 'literal', value: false, line });

/** A file's connections of one driver, each with the condition under which it is the one that is used. */
export function choices(
  configuration: LaravelConfiguration,
  file: string,
  group: string | null,
  isMeant: (entry: Expression, name: string) => boolean,
): { readonly name: string; readonly entry: Expression; readonly chosen: Expression }[] {
  const found = configuration.files.get(file)?.entries;
  const chosenBy = ['default', 'driver'].flatMap((key) => entryOf(found, key) ?? []);
  const all = group === null ? found : entryOf(found, group);
  if (all?.kind !== 'object') return [];
  const shippedChoices = chosenBy.map((by) => shippedText(asShipped(by, configuration.shipped)));
  return all.entries.flatMap(({ key, value }) => {
    if (key === null || !isMeant(value, key)) return [];
    if (!configuration.asked.has(key) && !shippedChoices.includes(key) && !isSupported(value, configuration)) return [];
    const tests =
      file !== 'filesystems' && configuration.asked.has(key)
        ? [always]
        : chosenBy.map((by) => is(asShipped(by, configuration.shipped), key));
    return [{ name: key, entry: value, chosen: anyOf(tests) }];
  });
}

/** What each driver needs installed. Every application carries Laravel's whole list of connections, used or not. */
const driverPackages: Readonly<Record<string, readonly string[]>> = {
  sqs: ['aws/aws-sdk-php'],
  dynamodb: ['aws/aws-sdk-php'],
  s3: ['league/flysystem-aws-s3-v3', 'league/flysystem-aws-s3', 'aws/aws-sdk-php'],
  gcs: ['spatie/laravel-google-cloud-storage', 'superbalist/laravel-google-cloud-storage', 'google/cloud-storage'],
  rabbitmq: ['vladimir-yuldashev/laravel-queue-rabbitmq'],
  sqlsrv: ['ext-pdo_sqlsrv', 'ext-sqlsrv'],
  memcached: ['ext-memcached'],
};

/** Whether a connection could be chosen: its library is there, or the file people copy to `.env` speaks of it. */
function isSupported(entry: Expression, { component, shipped }: LaravelConfiguration): boolean {
  const driver = textOf(entryOf(entry, 'driver')) ?? '';
  const needed = Object.hasOwn(driverPackages, driver) ? driverPackages[driver] : undefined;
  if (!needed || needed.some((name) => component.dependencies.get(name)?.development === false)) return true;
  const own = driver === 'memcached' ? /^MEMCACHED_/ : driver === 'sqs' ? /^SQS_/ : driver === 'dynamodb' ? /^DYNAMODB_/ : null;
  return own !== null && [...shipped.keys()].some((name) => own.test(name));
}

/** The text a choice has when nobody sets it. */
function shippedText(expression: Expression): string | null {
  if (expression.kind === 'environment') return expression.fallback && shippedText(expression.fallback);
  if (expression.kind === 'fallback') return shippedText(expression.second);
  if (expression.kind === 'call') return textOf(expression.args[1] ?? null);
  return textOf(expression);
}

export const hasDriver =
  (...drivers: readonly string[]) =>
  (entry: Expression): boolean => {
    const driver = textOf(entryOf(entry, 'driver') ?? entryOf(entry, 'transport'));
    return driver !== null && drivers.includes(driver);
  };

/** Laravel's configuration brought to one form, whatever the version: `laravel.<file>.<driver>.<name>`. */
export function linkLaravel(configuration: LaravelConfiguration): Map<string, Assignment[]> {
  const added = new Map<string, Assignment[]>();
  const tell = (file: string, target: readonly string[], value: Expression | null, chosen: Expression): void => {
    const module =
      configuration.files.get(file)?.module ?? configuration.modules.find((each) => /(^|\/)(artisan|index\.php)$/.test(each.path));
    if (!module || !value) return;
    const assignment = { target: ['laravel', ...target], value, type: null, scope: -1, guards: [chosen], line: value.line };
    added.set(module.path, [...(added.get(module.path) ?? []), assignment]);
  };
  const each = (file: string, group: string | null, drivers: readonly string[], path: readonly string[]): void => {
    for (const { name, entry, chosen } of choices(configuration, file, group, hasDriver(...drivers)))
      tell(file, [...path, name], entry, chosen);
  };
  for (const { name, entry, chosen } of choices(configuration, 'database', 'connections', () => true))
    tell('database', ['database', 'connections', name], entry, chosen);
  const redis = redisChosen(configuration);
  const clients = entryOf(configuration.files.get('database')?.entries, 'redis');
  for (const entry of clients?.kind === 'object' ? clients.entries : [])
    if (entry.value.kind === 'object' && entry.key !== 'options') tell('database', ['redis', entry.key ?? ''], entry.value, redis);
  each('queue', 'connections', ['sqs', 'sqs-plain', 'sqs-sns', 'sqs-fifo'], ['queue', 'sqs']);
  for (const { name, entry, chosen } of choices(configuration, 'queue', 'connections', hasDriver('rabbitmq'))) {
    tell('queue', ['queue', 'rabbitmq', name], entry, chosen);
    for (const host of itemsOf(entryOf(entry, 'hosts'))) tell('queue', ['queue', 'rabbitmq', name], host, chosen);
  }
  for (const { name, entry, chosen } of choices(configuration, 'cache', 'stores', hasDriver('memcached')))
    for (const server of itemsOf(entryOf(entry, 'servers'))) tell('cache', ['cache', 'memcached', name], server, chosen);
  each('cache', 'stores', ['dynamodb'], ['cache', 'dynamodb']);
  each('filesystems', 'disks', ['s3'], ['filesystems', 's3']);
  each('filesystems', 'disks', ['gcs'], ['filesystems', 'gcs']);
  each('mail', 'mailers', ['smtp'], ['mail']);
  // Before version 7 there was one mailer, at the top of the file.
  const mail = configuration.files.get('mail')?.entries;
  if (mail && entryOf(mail, 'host')) tell('mail', ['mail', 'smtp'], mail, always);
  const scout = configuration.files.get('scout')?.entries;
  const searching = entryOf(scout, 'driver');
  for (const name of ['meilisearch', 'typesense']) {
    const chosen = searching ? is(asShipped(searching, configuration.shipped), name) : always;
    const settings = entryOf(scout, name);
    const client = entryOf(settings, 'client-settings');
    tell('scout', ['scout', name], client ?? settings, chosen);
    for (const node of itemsOf(entryOf(client, 'nodes'))) tell('scout', ['scout', name], node, chosen);
  }
  tell('openai', ['openai'], configuration.files.get('openai')?.entries ?? null, always);
  return added;
}

const itemsOf = (expression: Expression | null): readonly Expression[] => (expression?.kind === 'list' ? expression.items : []);

/** Redis is one server for queue, cache, sessions and broadcasts: any of them that is kept in it needs it. */
function redisChosen(configuration: LaravelConfiguration): Expression {
  // Horizon runs no other queues than Redis's.
  const horizon = configuration.component.dependencies.get('laravel/horizon');
  if (configuration.asked.has('redis') || horizon?.development === false) return always;
  const session = entryOf(configuration.files.get('session')?.entries, 'driver');
  return anyOf([
    ...choices(configuration, 'queue', 'connections', hasDriver('redis')).map(({ chosen }) => chosen),
    ...choices(configuration, 'cache', 'stores', hasDriver('redis')).map(({ chosen }) => chosen),
    ...choices(configuration, 'broadcasting', 'connections', hasDriver('redis')).map(({ chosen }) => chosen),
    ...(session ? [is(asShipped(session, configuration.shipped), 'redis')] : []),
  ]);
}
