import type { Blueprint, Property, Service } from '@groundwork/blueprint';

/** What the services of a blueprint can be told about one resource. */
export interface Told {
  /** Some service reaches it at an address written in its code: only the conventional port will do. */
  readonly conventionalPort: boolean;
  /** Every service that uses it can be told a password. */
  readonly password: boolean;
}

/** Whether a resource may have a port and a password of its own, by which variables its services have for it. */
export function toldAbout(resource: string, { services }: Blueprint): Told {
  const users = services.filter((service) => service.uses.some((use) => use.resource === resource) || bound(service, resource).size > 0);
  const all = (accept: (properties: ReadonlySet<Property>) => boolean): boolean =>
    users.length > 0 && users.every((service) => accept(bound(service, resource)));
  return {
    conventionalPort: !all((told) => told.has('url') || told.has('port') || told.has('path')),
    password: all((told) => told.has('url') || told.has('password')),
  };
}

function bound({ env }: Service, resource: string): ReadonlySet<Property> {
  const properties = new Set<Property>();
  for (const { binding } of env) {
    if (!binding || !('resource' in binding) || binding.resource !== resource) continue;
    if (binding.form === 'host:port') properties.add('host').add('port');
    else properties.add(binding.property);
  }
  return properties;
}
