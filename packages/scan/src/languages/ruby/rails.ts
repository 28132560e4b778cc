import { baseName } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import { visit, type Expression, type ObjectExpression } from '../../syntax/expression.ts';
import type { Assignment, Module } from '../../syntax/module.ts';
import type { Component } from '../language.ts';

export const isRails = (component: Component): boolean => component.dependencies.has('rails') || component.dependencies.has('railties');

const drivers = ['pg', 'mysql2', 'trilogy', 'activerecord-postgis-adapter', 'activerecord-sqlserver-adapter'];

/** Rails' conventions between its files: the services of config/storage.yml, the cable, DATABASE_URL, the key of its secrets. */
export function linkRails(component: Component, own: readonly Module[], repository: Repository): Module[] {
  const has = (gem: string): boolean => component.dependencies.get(gem)?.development === false;
  const inside = (path: string): string => (component.path === '.' ? path : `${component.path}/${path}`);
  const named = (pattern: RegExp): Module | undefined =>
    own.find((module) => pattern.test(component.path === '.' ? module.path : module.path.slice(component.path.length + 1)));
  const changed = new Map<string, Module>();
  const extend = (module: Module, parts: Partial<Module>): void => {
    changed.set(module.path, { ...(changed.get(module.path) ?? module), ...parts });
  };
  const storage = named(/^config\/storage\.ya?ml/);
  if (storage) extend(storage, { assignments: storageChoices(storage, own) });
  const cable = named(/^config\/cable\.ya?ml/);
  const used = has('redis') && repository.filesUnder(inside('app/channels')).some((path) => !path.includes('application_cable'));
  if (cable && !has('redis')) extend(cable, { assignments: [] });
  else if (cable && !used) extend(cable, { assignments: cable.assignments.map((each) => ({ ...each, guards: [no(each.line)] })) });
  const database = named(/^config\/database\.ya?ml/);
  const gemfile = named(/^(Gemfile|gems\.rb)$/);
  const usesRecords = isRails(component) || ['sinatra-activerecord', 'standalone_migrations', 'otr-activerecord', 'activerecord'].some(has);
  const driver = drivers.find(has);
  if (database && driver !== undefined) extend(database, { assignments: database.assignments.map(toldByUrl) });
  const home = database ?? gemfile;
  if (usesRecords && driver !== undefined && home && !saysWhere(database)) {
    const { line } = component.dependencies.get(driver)?.evidence ?? { line: 1 };
    const value: Expression = {
      kind: 'environment',
      variable: 'DATABASE_URL',
      fallback: null,
      required: false,
      implicit: true,
      line: database ? 1 : line,
    };
    const assignment: Assignment = {
      target: ['yaml', 'database', 'production', 'url'],
      value,
      type: null,
      scope: -1,
      guards: [],
      line: value.line,
    };
    extend(home, { assignments: [...(changed.get(home.path) ?? home).assignments, assignment] });
  }
  const application = named(/^config\/application\.rb$/);
  if (application && isRails(component)) {
    const isEncrypted =
      repository.has(inside('config/credentials.yml.enc')) || repository.has(inside('config/credentials/production.yml.enc'));
    const variable = isEncrypted ? 'RAILS_MASTER_KEY' : 'SECRET_KEY_BASE';
    const read: Expression = { kind: 'environment', variable, fallback: null, required: true, line: 1 };
    extend(application, { statements: [...application.statements, { expression: read, scope: -1, guards: [] }] });
  }
  return [...changed.values()];
}

const no = (line: number): Expression => ({ kind: 'literal', value: false, line });

const entryOf = (object: Expression | undefined, key: string): Expression | undefined =>
  object?.kind === 'object' ? object.entries.findLast((entry) => entry.key === key)?.value : undefined;

/** Whether variables already say where production's database is. */
function saysWhere(database: Module | undefined): boolean {
  const production = entryOf(database?.assignments.find((each) => each.target[0] === 'yaml')?.value, 'production');
  const places = production?.kind === 'object' ? [production, ...production.entries.map((entry) => entry.value)] : [];
  return places.some((place) => ['url', 'host', 'hostname'].some((key) => readsVariable(entryOf(place, key))));
}

/** A file database as the default and a URL from a variable beside it: where a server's driver is installed, the URL names the server. */
function toldByUrl(assignment: Assignment): Assignment {
  const open = (value: Expression, depth: number): Expression => {
    if (value.kind !== 'object' || depth > 3) return value;
    const adapter = entryOf(value, 'adapter');
    const isFile = adapter?.kind === 'literal' && String(adapter.value).startsWith('sqlite') && readsVariable(entryOf(value, 'url'));
    const entries = value.entries.filter((entry) => !(isFile && /^(adapter|database)$/.test(entry.key ?? '')));
    return { ...value, entries: entries.map((entry) => ({ ...entry, value: open(entry.value, depth + 1) })) };
  };
  return { ...assignment, value: open(assignment.value, 0) };
}

function readsVariable(expression: Expression | undefined): boolean {
  let found = false;
  if (expression)
    visit(expression, (each) => {
      if (each.kind === 'environment' || (each.kind === 'name' && each.name === 'ENV')) found = true;
    });
  return found;
}

/** Each service of config/storage.yml under the condition that it is the one production is set to. */
function storageChoices(storage: Module, own: readonly Module[]): Assignment[] {
  const whole = storage.assignments.find((each) => each.target[0] === 'yaml');
  if (whole?.value.kind !== 'object') return [...storage.assignments];
  const services: ObjectExpression = whole.value;
  const chosen = own
    .filter((module) => /^(production|application|active_storage|storage)\.rb$/.test(baseName(module.path)))
    .flatMap((module) => module.assignments)
    .filter((each) => each.target.slice(-2).join('.') === 'active_storage.service');
  return services.entries.map(({ key, value, line }): Assignment => {
    const tests = chosen.map((each): Expression => ({
      kind: 'compare',
      operator: '==',
      left: each.value,
      right: { kind: 'literal', value: key, line },
      line,
    }));
    const guard = tests.reduce<Expression>((first, second) => ({ kind: 'fallback', first, second, line }), no(line));
    return { target: ['yaml', 'storage', key ?? ''], value, type: null, scope: -1, guards: [guard], line };
  });
}
