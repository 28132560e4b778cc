import type { Property } from '@groundwork/blueprint';
import { identifierOf, namesIn, type DeployedResource, type Template } from '@groundwork/provision';
import { logical } from '../names.ts';
import { partOf } from './served.ts';

/** One of the queues, topics, tables or streams of a resource. */
export interface Part {
  /** As the code calls it. */
  readonly name: string;
  readonly logicalId: string;
}

/** What the code has names for, and what each variable that carries one is told: the real name, whatever the code would fall back to. */
export function partsOf(resource: DeployedResource, property: Property): { parts: readonly Part[]; variables: Record<string, Template> } {
  const { told, id, name } = resource;
  const { all, variables } = namesIn(told, property, id);
  const names = all.length === 0 ? [id] : all;
  const single = names.length === 1;
  return {
    parts: names.map((part) => ({ name: part, logicalId: single ? logical(id) : `${logical(id)}${logical(identifierOf(part))}` })),
    variables: Object.fromEntries(
      told.variables
        .filter((variable) => variable.property === property)
        .map((variable): [string, Template] => {
          const part = variables[variable.name] ?? variable.value ?? names[0] ?? id;
          return [variable.name, toPart(name, part, property)];
        }),
    ),
  };
}

export const toPart = (resource: string, part: string, property: Property): Template => [
  { of: 'resource', name: `${resource}${partOf}${part}`, property },
];

/** Reaches a service of AWS by its API: under its usual address, with the role of the task. */
export const byItsApi = {
  port: 443,
  user: null,
  password: null,
  database: null,
} as const;
