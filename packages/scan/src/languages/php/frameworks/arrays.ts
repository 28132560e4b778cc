import { sqlDrivers } from '../../../catalog/php/databases.ts';
import { isAside } from '../../../repository/paths.ts';
import { visit, type Expression, type ObjectExpression } from '../../../syntax/expression.ts';
import type { Assignment, Module } from '../../../syntax/module.ts';

const driverKeys = ['driver', 'type', 'adapter', 'dbdriver', 'DBDriver', 'engine'];
const hostKeys = ['host', 'hostname', 'server', 'url', 'dsn'];
const accountKeys = ['username', 'user', 'password', 'dbname', 'database', 'name'];

/**
 * Settings that a container hands to whatever connects: an array that names a driver, a host and an account is a database's,
 * wherever it is kept. Where there are several drivers it is a list of examples, and says nothing.
 */
export function connectionArrays(modules: readonly Module[]): { readonly module: Module; readonly assignments: Assignment[] }[] {
  const found: { module: Module; object: ObjectExpression; driver: string }[] = [];
  for (const module of modules) {
    if (isAside(module.path)) continue;
    const seen = new Set<Expression>();
    const values = [...module.assignments.map((each) => each.value), ...module.functions.flatMap((each) => each.returns)];
    const told = module.statements.flatMap(({ expression }) => (expression.kind === 'call' ? expression.args : []));
    for (const value of [...values, ...told])
      visit(value, (each) => {
        if (each.kind !== 'object' || seen.has(each)) return;
        seen.add(each);
        const driver = driverOf(each);
        if (driver !== null) found.push({ module, object: each, driver });
      });
  }
  if (new Set(found.map(({ driver }) => driver)).size !== 1) return [];
  return found.map(({ module, object }, at) => ({
    module,
    assignments: [{ target: ['connection', String(at)], value: object, type: null, scope: -1, guards: [], line: object.line }],
  }));
}

function driverOf(object: ObjectExpression): string | null {
  const keys = new Set(object.entries.map((entry) => entry.key ?? ''));
  if (!hostKeys.some((key) => keys.has(key)) || accountKeys.filter((key) => keys.has(key)).length < 2) return null;
  const named = object.entries.find((entry) => driverKeys.includes(entry.key ?? ''))?.value;
  if (named?.kind !== 'literal' || typeof named.value !== 'string') return null;
  const text = named.value.toLowerCase();
  return Object.entries(sqlDrivers).find(([part]) => text.includes(part))?.[1] ?? null;
}
