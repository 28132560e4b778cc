import { environmentSchemas, type EnvironmentSchema } from '../../../catalog/node/schemas.ts';
import { readerNamed } from '../../../evaluate/environment-calls.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Call, Expression, ObjectEntry } from '../../../syntax/expression.ts';
import type { Module, Scope } from '../../../syntax/module.ts';
import { variableRead } from '../demands.ts';
import { follow } from './follow.ts';
import { schemaFields } from './fields.ts';

const byLastName = new Map<string, EnvironmentSchema[]>();
for (const schema of environmentSchemas)
  for (const name of schema.calls) {
    const last = name.slice(name.lastIndexOf('.') + 1);
    byLastName.set(last, [...(byLastName.get(last) ?? []), schema]);
  }

/** Calls of a module that check the environment, each with an expression that says what it then gives. */
export function checkedEnvironment(module: Module, repository: Repository): Map<Expression, Expression> {
  const found = new Map<Expression, Expression>();
  for (const [last, schemas] of byLastName) {
    for (const { call, scope } of callsNamed(last, module)) {
      const canonical = repository.canonicalName(call.callee, module, scope);
      for (const schema of schemas) {
        if (found.has(call) || !schema.calls.some((name) => name === canonical || (name.startsWith('*.') && call.callee.kind === 'member')))
          continue;
        const given = resultOf(schema, call, module, scope, repository);
        if (given) found.set(call, given);
      }
    }
  }
  return found;
}

/** A default import is called by a name of the file's own. */
const callsNamed = (last: string, module: Module): readonly { readonly call: Call; readonly scope: Scope }[] => {
  const { calls, imports } = indexOf(module);
  for (const { name, module: from, local } of imports.values())
    if (name === 'default' && from === last) return [...(calls.get(last) ?? []), ...(calls.get(local) ?? [])];
  return calls.get(last) ?? [];
};

function resultOf(schema: EnvironmentSchema, call: Call, module: Module, scope: Scope, repository: Repository): Expression | null {
  const { line } = call;
  if (schema.when) {
    const plugin = call.args[schema.when.argument];
    if (!plugin || !schema.when.oneOf.includes(repository.canonicalName(plugin, module, scope) ?? '')) return null;
  }
  const told = schema.environment === null ? null : call.args[schema.environment];
  if (schema.environment !== null && !(told && isEnvironment(told, module, scope, repository))) return null;
  const fields = schema.fields.flatMap((path) => {
    const expression = at(path, call, module, repository);
    return expression ? schemaFields(expression, module, repository, schema.optional ?? false) : [];
  });
  if (fields.length === 0) return null;
  const renamed = at('0.runtimeEnv', call, module, repository);
  const entries = fields.map(({ name, fallback, required, line: at }): ObjectEntry => {
    const other = renamed?.kind === 'object' ? renamed.entries.find((entry) => entry.key === name)?.value : undefined;
    const variable = (other && variableRead(other)) ?? name;
    return { key: name, value: { kind: 'environment', variable, fallback, required, line: at }, line: at };
  });
  const environment: ObjectEntry[] = told ? [{ key: null, value: told, line }] : [];
  const values: Expression = { kind: 'object', type: null, entries: [...environment, ...entries], line };
  if (schema.gives === null) return values;
  if (schema.gives === false) return { kind: 'unknown', children: [call, values], line };
  return { kind: 'object', type: null, entries: [{ key: schema.gives, value: values, line }], line };
}

/** `process.env`, or an object that it is spread into. */
function isEnvironment(expression: Expression, module: Module, scope: Scope, repository: Repository): boolean {
  const { expression: meant, module: where } = follow(expression, module, repository);
  if (meant.kind === 'object')
    return meant.entries.some((entry) => entry.key === null && isEnvironment(entry.value, where, scope, repository));
  return readerNamed(meant, where, where === module ? scope : -1) !== null;
}

function at(path: string, call: Call, module: Module, repository: Repository): Expression | null {
  if (path === 'this') return call.callee.kind === 'member' ? call.callee.object : null;
  const [position = '', key] = path.split('.');
  const argument = call.args[Number(position)];
  if (!argument || key === undefined) return argument ?? null;
  const { expression } = follow(argument, module, repository);
  return expression.kind === 'object' ? (expression.entries.find((entry) => entry.key === key)?.value ?? null) : null;
}
