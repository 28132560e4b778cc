import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import { mapExpressions } from '../../../syntax/map.ts';
import type { ClassFact, Module } from '../../../syntax/module.ts';
import { resolveNodeImport } from '../imports.ts';
import { convictSettings } from './convict.ts';
import { chainedReadings } from './env-var.ts';
import { configReadings, nestConfiguration } from './nest.ts';
import { prismaSchemas } from './prisma.ts';
import { checkedEnvironment } from './schemas.ts';
import { environmentClasses, withReadings } from './validated-classes.ts';

/** Modules in which the environment is told by a schema, a class or a configuration file, with the readings that those mean in their place. */
export function linkNode(modules: ReadonlyMap<string, Module>, repository: Repository): ReadonlyMap<string, Module> {
  const changed = prismaSchemas(repository);
  const classes = new Map<Module, Set<ClassFact>>();
  const nest = nestConfiguration(modules.values(), (fact, from) => {
    for (const file of resolveNodeImport(fact.module, from.path, repository)) {
      const found = repository.modules.get(file);
      if (found) return found;
    }
    return null;
  });
  for (const [path, module] of modules) {
    const { readings, imports } = configReadings(module, nest);
    const given = new Map<Expression, Expression>([
      ...checkedEnvironment(module, repository),
      ...convictSettings(module, repository),
      ...chainedReadings(module, repository),
      ...readings,
    ]);
    if (given.size > 0) {
      const mapped = mapExpressions(module, (expression) => given.get(expression) ?? expression);
      changed.set(path, imports.length ? { ...mapped, imports: [...mapped.imports, ...imports] } : mapped);
    }
    for (const [holder, facts] of environmentClasses(module, repository))
      classes.set(holder, new Set([...(classes.get(holder) ?? []), ...facts]));
  }
  for (const [module, facts] of classes) {
    const { classes: read } = withReadings(module, facts);
    changed.set(module.path, { ...(changed.get(module.path) ?? module), classes: read });
  }
  return changed;
}
