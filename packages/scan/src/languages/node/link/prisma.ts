import type { Repository } from '../../../repository/repository.ts';
import { ModuleBuilder } from '../../../syntax/builder.ts';
import type { Module } from '../../../syntax/module.ts';
import { nodeManifests } from '../components.ts';

/** Prisma schemas as configuration: the provider, and the variables their URLs come from. */
export function prismaSchemas(repository: Repository): Map<string, Module> {
  const found = new Map<string, Module>();
  for (const [path, { datasource }] of nodeManifests(repository)) {
    if (!datasource) continue;
    const builder = new ModuleBuilder(path, 'config');
    const { provider, line, variables } = datasource;
    builder.assign(['prisma', 'datasource', 'provider'], { kind: 'literal', value: provider, line }, line);
    for (const [key, { name: variable, line: at }] of Object.entries(variables))
      builder.assign(
        ['prisma', 'datasource', key],
        { kind: 'environment', variable, fallback: null, required: key === 'url', line: at },
        at,
      );
    found.set(path, builder.build());
  }
  return found;
}
