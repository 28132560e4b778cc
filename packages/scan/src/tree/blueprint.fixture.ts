import type { Blueprint } from '@groundwork/blueprint';
import { scan } from '../scan.ts';
import { memoryTree } from './memory.ts';

/** What a scan says of a repository held in memory. */
export const blueprintOf = (name: string, files: Readonly<Record<string, string>>): Promise<Blueprint> => scan(memoryTree(name, files));

/** `NAME -> type.property`, for what is bound to a resource. */
export const bound = (blueprint: Blueprint): string[] =>
  blueprint.services.flatMap((service) =>
    service.env.flatMap(({ name, binding }) => {
      const resource = binding && 'resource' in binding ? binding.resource : null;
      const type = blueprint.resources.find((each) => each.name === resource)?.type;
      return type && binding ? [`${name} -> ${type}.${binding.property}`] : [];
    }),
  );
