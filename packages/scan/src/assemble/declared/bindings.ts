import type { Binding, Property } from '@groundwork/blueprint';
import type { DeclaredResource, DeclaredVariable } from '../../manifests/declaration.ts';
import type { Deployment } from './units.ts';
import { bindingTo, type Targets } from './targets.ts';
import { bindingOfValue } from './values.ts';

/** What the variables of one service are bound to by what manifests set them to. */
export function declaredBindings(
  service: string,
  variables: readonly DeclaredVariable[],
  deployment: Deployment,
  targets: Targets,
): ReadonlyMap<string, Binding> {
  const found = new Map<string, Binding>();
  const told = new Map<string, DeclaredResource>();
  for (const variable of variables) {
    if (found.has(variable.name)) continue;
    const binding = variable.from
      ? bindingOfReference(variable.from, service, targets)
      : variable.value === null
        ? null
        : bindingOfValue(variable.name, variable.value, service, targets);
    if (binding) found.set(variable.name, binding);
  }
  for (const [name, binding] of found) {
    if (!('resource' in binding)) continue;
    const type = targets.resources.find((each) => each.name === binding.resource)?.type;
    const declared = deployment.resources.find(({ resource }) => resource.type === type)?.resource;
    if (declared) told.set(name, declared);
  }
  besides(variables, found, told, targets);
  return found;
}

function bindingOfReference(from: { readonly name: string; readonly property: Property }, self: string, targets: Targets): Binding | null {
  const [resource] = targets.hosts.get(from.name) ?? [];
  if (resource) return bindingTo(resource.type, from.property, null, targets);
  const service = targets.services.get(from.name);
  if (!service || service === self) return null;
  const property = from.property === 'host' || from.property === 'port' ? from.property : 'url';
  return { service, property, form: null };
}

const endings: readonly { readonly pattern: RegExp; readonly property: Property }[] = [
  { pattern: /_?(PASSWORD|PASSWD|PASS|PWD)$/i, property: 'password' },
  { pattern: /_?(USERNAME|USER|USR|LOGIN)$/i, property: 'user' },
  { pattern: /_?(DATABASE_NAME|DATABASE|DBNAME|DB_NAME|NAME|DB|SCHEMA)$/i, property: 'database' },
  { pattern: /_?PORT$/i, property: 'port' },
  { pattern: /_?(HOSTNAME|HOST|SERVER|ADDRESS|ADDR|URL|URI)$/i, property: 'host' },
];

/** Variables beside one that names a server, under the same prefix, are about that server: `DB_HOST` and `DB_USER`. */
function besides(
  variables: readonly DeclaredVariable[],
  found: Map<string, Binding>,
  told: ReadonlyMap<string, DeclaredResource>,
  targets: Targets,
): void {
  const prefixes = new Map<string, DeclaredResource>();
  for (const [name, resource] of told) {
    const binding = found.get(name);
    const ending = endings.find(({ pattern }) => pattern.test(name));
    const prefix = ending ? name.replace(ending.pattern, '') : null;
    if (prefix && binding && binding.property !== 'url' && !prefixes.has(prefix)) prefixes.set(prefix, resource);
  }
  for (const { name } of variables) {
    if (found.has(name)) continue;
    const ending = endings.find(({ pattern }) => pattern.test(name));
    const resource = ending ? prefixes.get(name.replace(ending.pattern, '')) : undefined;
    if (!ending || ending.property === 'host' || !resource) continue;
    const binding = bindingTo(resource.type, ending.property, null, targets);
    if (binding) found.set(name, binding);
  }
}
