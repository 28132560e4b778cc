import type { DeclaredResource } from '../../manifests/declaration.ts';
import { folderOf } from '../../repository/paths.ts';
import type { Declared } from './apply.ts';
import type { Deployment, ResourceUnit } from './units.ts';

/** A declared resource with how much its declaration says. */
export interface DeclaredNeed {
  readonly resource: DeclaredResource;
  /** `hint`: it only tells more about a resource that is known from elsewhere, such as its version. */
  readonly weight: 'required' | 'optional' | 'hint';
}

/** What declared resources mean for the services: those beside them in production, one of several variants, or only for tests. */
export function declaredNeeds(deployment: Deployment, joined: readonly Declared[]): DeclaredNeed[] {
  const matched = new Set(joined.flatMap(({ units }) => units.map(({ declaration, service }) => `${declaration.file}\0${service.name}`)));
  const speaks = new Set(deployment.resources.filter(({ standing }) => standing === 'production').map(({ resource }) => resource.type));
  const groups = variantGroups(deployment.resources);
  return deployment.resources.map((unit): DeclaredNeed => {
    const { resource, standing, declaration } = unit;
    const weight = (): DeclaredNeed['weight'] => {
      if (standing === 'test' || standing === 'aside' || declaration.format === 'devcontainer') return 'hint';
      if (ofOthers(unit, matched)) return 'hint';
      if (resource.optional) return 'optional';
      if (standing === 'development') return speaks.size > 0 && !speaks.has(resource.type) ? 'optional' : 'required';
      if (standing === 'variant') {
        if (declaration.format !== 'compose') return 'optional';
        const all = groups.get(folderOf(declaration.file)) ?? [];
        return all.length < 2 || all.every((types) => types.has(resource.type)) ? 'required' : 'optional';
      }
      return 'required';
    };
    return { resource, weight: weight() };
  });
}

/** Files of one folder that are variants of each other, each with the types it declares. */
function variantGroups(units: readonly ResourceUnit[]): ReadonlyMap<string, readonly ReadonlySet<string>[]> {
  const files = new Map<string, Set<string>>();
  for (const { declaration, resource, standing } of units) {
    if (standing !== 'variant') continue;
    const types = files.get(declaration.file) ?? new Set();
    types.add(resource.type);
    files.set(declaration.file, types);
  }
  const groups = new Map<string, Set<string>[]>();
  for (const [file, types] of files) groups.set(folderOf(file), [...(groups.get(folderOf(file)) ?? []), types]);
  return groups;
}

/** Beside somebody else's program, told only to that. */
function ofOthers({ declaration, resource }: ResourceUnit, matched: ReadonlySet<string>): boolean {
  const names = [resource.name, ...resource.aliases];
  const tellers = declaration.services.filter(
    ({ dependsOn, variables }) =>
      dependsOn.some((name) => names.includes(name)) ||
      variables.some(({ value }) => value !== null && value.length < 2000 && names.some((name) => mentions(value, name))),
  );
  return (
    tellers.length > 0 &&
    !tellers.some(
      ({ name, dockerfile }) => dockerfile !== null || matched.has(`${declaration.file}\0${name}`) || isPrefix(name, declaration.file),
    )
  );
}

/** Poolers and proxies stand between a service and its database. */
const isPrefix = (name: string, _file: string): boolean => /bouncer|pool|proxy|sentinel|migrat/i.test(name);

function mentions(value: string, name: string): boolean {
  const at = value.indexOf(name);
  if (at < 0) return false;
  return !/[\w.-]/.test(value[at - 1] ?? ' ') && !/[\w-]/.test(value[at + name.length] ?? ' ');
}
