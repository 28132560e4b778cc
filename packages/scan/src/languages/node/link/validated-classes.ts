import { indexOf } from '../../../evaluate/module-index.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { ClassFact, Field, Module } from '../../../syntax/module.ts';
import { resolveNodeImport } from '../imports.ts';

/**
 * Classes the environment is turned into: `plainToInstance(EnvironmentVariables, config)` in a `validate` function.
 * Each of their fields is a variable of its name.
 */
export function environmentClasses(module: Module, repository: Repository): Map<Module, Set<ClassFact>> {
  const found = new Map<Module, Set<ClassFact>>();
  const { calls } = indexOf(module);
  for (const { call, scope } of [...(calls.get('plainToInstance') ?? []), ...(calls.get('plainToClass') ?? [])]) {
    const [type, from] = call.args;
    if (type?.kind !== 'name' || !from || !isEnvironment(from, module, scope, repository)) continue;
    const holder = classIn(type.name, module, repository);
    if (holder) found.set(holder.module, (found.get(holder.module) ?? new Set()).add(holder.fact));
  }
  return found;
}

/** `process.env`, or what a validating function is handed: `validate(config: Record<string, unknown>)`. */
function isEnvironment(from: Module['statements'][number]['expression'], module: Module, scope: number, repository: Repository): boolean {
  if (repository.canonicalName(from, module, scope) === 'process.env') return true;
  if (from.kind !== 'name') return false;
  const fact = module.functions[scope];
  const parameter = fact?.parameters.find((each) => each.name === from.name);
  return parameter !== undefined && /^(config\w*|env\w*|configuration)$/i.test(parameter.name);
}

function classIn(name: string, module: Module, repository: Repository): { fact: ClassFact; module: Module } | null {
  const own = indexOf(module).classes.get(name);
  if (own) return { fact: own, module };
  const imported = indexOf(module).imports.get(name);
  for (const path of imported ? resolveNodeImport(imported.module, module.path, repository) : []) {
    const other = repository.modules.get(path);
    const fact = other && indexOf(other).classes.get(imported?.name && imported.name !== 'default' ? imported.name : name);
    if (other && fact) return { fact, module: other };
  }
  return null;
}

/** The module with the fields of these classes read from the environment. */
export const withReadings = (module: Module, classes: ReadonlySet<ClassFact>): Module => ({
  ...module,
  classes: module.classes.map((fact) => (classes.has(fact) ? { ...fact, fields: fact.fields.map(readField) } : fact)),
});

function readField(field: Field): Field {
  const mayMiss =
    field.optional ||
    field.value !== null ||
    field.decorators.some((each) => each.kind === 'call' && each.callee.kind === 'name' && each.callee.name === 'IsOptional');
  const { name, value, line } = field;
  return { ...field, value: { kind: 'environment', variable: name, fallback: value, required: !mayMiss, line } };
}
