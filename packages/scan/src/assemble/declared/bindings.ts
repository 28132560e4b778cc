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
  const variants = new Set(deployment.resources.flatMap(({ declaration, standing }) => (standing === 'variant' ? [declaration.file] : [])));
  const tallies = new Map<string, Binding[]>();
  const files = new Map<string, Targets>();
  for (const variable of variables) {
    const tally = tallies.get(variable.name);
    if (found.has(variable.name) && !(tally && variants.has(variable.evidence.file))) continue;
    const near = besideFile(variable.evidence.file, targets, files);
    const binding = variable.from
      ? bindingOfReference(variable.from, service, near)
      : variable.value === null
        ? null
        : bindingOfValue(variable.name, variable.value, service, near);
    if (!binding) continue;
    if (tally) tally.push(binding);
    else {
      found.set(variable.name, binding);
      if (variants.has(variable.evidence.file)) tallies.set(variable.name, [binding]);
    }
  }
  for (const [name, tally] of tallies) {
    const most = commonest(tally);
    if (most) found.set(name, most);
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

/** Where variants tell it different servers, what most of them do; the first of equals. */
function commonest(bindings: readonly Binding[]): Binding | undefined {
  const target = (binding: Binding): string => ('resource' in binding ? binding.resource : binding.service);
  const count = (binding: Binding): number => bindings.filter((each) => target(each) === target(binding)).length;
  return bindings.toSorted((a, b) => count(b) - count(a))[0];
}

/** Names mean first what the same file calls so. */
function besideFile(file: string, targets: Targets, known: Map<string, Targets>): Targets {
  const before = known.get(file);
  if (before) return before;
  const hosts = new Map(
    [...targets.hosts].map(
      ([name, all]) => [name, all.toSorted((a, b) => Number(b.evidence.file === file) - Number(a.evidence.file === file))] as const,
    ),
  );
  const near = { ...targets, hosts };
  known.set(file, near);
  return near;
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
