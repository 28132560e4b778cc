import type { Operation, Resource, Service } from '@groundwork/blueprint';
import { calledWith } from '../catalog/operations/frameworks.ts';
import type { ServiceDraft } from '../languages/language.ts';
import type { Repository } from '../repository/repository.ts';
import { accessFor, operation, operationsOf } from './operations/operations.ts';
import { best } from './resources.ts';
import type { ComponentNeeds } from './service-needs.ts';
import { writtenIn } from './written.ts';

/** What the code of a component does with resources, by their names; those of which it cannot be told are not there. */
export type Done = ReadonlyMap<string, readonly Operation[]>;

export const operationsIn = (
  needs: ComponentNeeds,
  resources: readonly Resource[],
  repository: Repository,
  owns: (path: string) => boolean,
): Done =>
  new Map(
    resources.flatMap(({ name, type }) => {
      const operations = operationsOf(type, needs, repository, owns);
      return operations ? [[name, operations] as const] : [];
    }),
  );

/** What a service reaches: by its code, or by a variable it is told through. */
export function usesOf(
  draft: ServiceDraft,
  needs: ComponentNeeds | undefined,
  done: Done | undefined,
  env: Service['env'],
  resources: readonly Resource[],
): Service['uses'] {
  return resources.flatMap((resource) => {
    const reaches = (type: string): boolean => type === resource.type || (type === 'pgvector' && resource.type === 'postgres');
    const told = env.filter(({ binding }) => binding && 'resource' in binding && binding.resource === resource.name);
    const inCode = [
      ...(needs?.connections ?? []).filter(({ type }) => reaches(type)).map(({ connection }) => connection.evidence),
      ...(needs?.alone ?? []).filter(({ type }) => reaches(type)).map((each) => each.evidence),
    ];
    const evidence = inCode.length ? inCode : told.flatMap((variable) => variable.evidence.slice(0, 1));
    const written = writtenIn((needs?.connections ?? []).filter(({ type }) => reaches(type)));
    if (evidence.length === 0) return [];
    const seen = done?.get(resource.name);
    const operations = seen && [...seen, ...askedByCloud(draft, resource)];
    return [
      {
        resource: resource.name,
        access: operations ? accessFor(resource.type, operations) : ['read', 'write'],
        ...(operations ? { operations } : {}),
        ...(written ? { written } : {}),
        evidence: best(evidence),
      },
    ];
  });
}

/** What a cloud does in the name of a function that it calls for each message. */
function askedByCloud({ kind, start, evidence }: ServiceDraft, { type }: Resource): Operation[] {
  if (kind !== 'worker' || start !== null) return [];
  const words = calledWith[type] ?? [];
  return words.map((word) => operation(type, word, 'event', evidence));
}
