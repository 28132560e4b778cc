import { resourceDefinitions, type Binding, type Property, type Resource, type ResourceType } from '@groundwork/blueprint';
import type { DeclaredResource } from '../../manifests/declaration.ts';
import { baseName } from '../../repository/paths.ts';
import type { Declared } from './apply.ts';
import type { Deployment } from './units.ts';

/** What names in values may mean: resources and services under every name they answer to. */
export interface Targets {
  readonly resources: readonly Resource[];
  /** Types by the name of a host. */
  readonly hosts: ReadonlyMap<string, readonly DeclaredResource[]>;
  /** Services by the name of a host. */
  readonly services: ReadonlyMap<string, string>;
  /** Services by the port they listen on, where only one does. */
  readonly ports: ReadonlyMap<number, string>;
}

export function targetsIn(deployment: Deployment, joined: readonly Declared[], resources: readonly Resource[]): Targets {
  const hosts = new Map<string, DeclaredResource[]>();
  for (const { resource, standing } of deployment.resources) {
    if (standing === 'test' || standing === 'aside') continue;
    for (const name of [resource.name, ...resource.aliases]) {
      const known = hosts.get(name);
      if (known) known.push(resource);
      else hosts.set(name, [resource]);
    }
  }
  poolers(deployment, hosts);
  const services = new Map<string, string>();
  const ports = new Map<number, string | null>();
  for (const { draft, units } of joined) {
    const names = [
      draft.name,
      ...(draft.path === '.' ? [] : [baseName(draft.path)]),
      ...units.flatMap(({ service }) => [service.name, ...service.aliases]),
    ];
    for (const name of names) if (!hosts.has(name) && !services.has(name)) services.set(name, draft.name);
    if (draft.port !== null) ports.set(draft.port, ports.has(draft.port) ? null : draft.name);
  }
  return {
    resources,
    hosts,
    services,
    ports: new Map([...ports].flatMap(([port, name]) => (name === null ? [] : [[port, name] as const]))),
  };
}

/** A connection pooler is told the database behind it and answers for it. */
function poolers(deployment: Deployment, hosts: Map<string, DeclaredResource[]>): void {
  for (const { pooler, behind } of deployment.poolers) {
    const found = behind.flatMap((name) => hosts.get(name) ?? []);
    if (found.length && !hosts.has(pooler)) hosts.set(pooler, found);
  }
}

/** The blueprint's resource of a type. */
export function resourceOf(type: ResourceType, { resources }: Targets): Resource | null {
  const wanted = type === 'pgvector' ? 'postgres' : type;
  return resources.find((each) => each.type === wanted) ?? null;
}

/** A binding to a resource, where its type has that property. */
export function bindingTo(type: ResourceType, property: Property, form: string | null, targets: Targets): Binding | null {
  const resource = resourceOf(type, targets);
  if (!resource) return null;
  const properties: readonly string[] = resourceDefinitions[resource.type].properties;
  return properties.includes(property) ? { resource: resource.name, property, form } : null;
}
