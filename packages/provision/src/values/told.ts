import type { Blueprint, Language, Property, Service, Variable } from '@groundwork/blueprint';

/** What the services of a blueprint can be told about one resource. */
export interface Told {
  /** Some service reaches it at an address written in its code: only the conventional port will do. */
  readonly conventionalPort: boolean;
  /** Every service that uses it can be told a password. */
  readonly password: boolean;
  /** What some service has written down of it: the server is made to fit. Host names other than this machine's own. */
  readonly written: {
    readonly hosts: readonly string[];
    readonly port: number | null;
    readonly user: string | null;
    readonly database: string | null;
  };
  /** Languages of the services that use it, each once: their clients read the same address differently. */
  readonly languages: readonly Language[];
  /** Every variable that carries something of it: which queues, topics and buckets the code has names for. */
  readonly variables: readonly BoundVariable[];
}

export interface BoundVariable {
  readonly name: string;
  readonly property: Property;
  readonly form: string | null;
  /** What it holds without us: what a person gave, else what the code falls back to. */
  readonly value: string | null;
}

/** Whether a resource may have a port and a password of its own, by which variables its services have for it. */
export function toldAbout(resource: string, { services }: Blueprint, given: Readonly<Record<string, string>> = {}): Told {
  const told = services.flatMap((service) => {
    const properties = bound(service, resource);
    return properties.size > 0 || service.uses.some((use) => use.resource === resource) ? [{ service, properties }] : [];
  });
  const users = told.map(({ service }) => service);
  const all = (accept: (properties: ReadonlySet<Property>) => boolean): boolean =>
    told.length > 0 && told.every(({ properties }) => accept(properties));
  return {
    conventionalPort: !all(
      (properties) => properties.has('url') || properties.has('endpoint') || properties.has('port') || properties.has('path'),
    ),
    password: all((properties) => properties.has('url') || properties.has('password')),
    written: writtenAbout(resource, users),
    languages: [...new Set(users.map(({ language }) => language))],
    variables: users.flatMap(({ env }) => env.flatMap((variable) => variableOf(variable, resource, given))),
  };
}

function writtenAbout(resource: string, users: readonly Service[]): Told['written'] {
  const all = users.flatMap(({ uses }) => uses.flatMap((use) => (use.resource === resource && use.written ? [use.written] : [])));
  const hosts = all.flatMap(({ host }) => (host !== null && isName(host) ? [host] : []));
  const first = <K extends 'port' | 'user' | 'database'>(key: K) => all.find((each) => each[key] !== null)?.[key] ?? null;
  return { hosts: [...new Set(hosts)], port: first('port'), user: first('user'), database: first('database') };
}

/** A name of a network that a container engine makes, or of the machine around it: nothing that a name server knows. */
const isName = (host: string): boolean => (/^[a-z][\w-]*$/i.test(host) && host !== 'localhost') || host === 'host.docker.internal';

function bound({ env }: Service, resource: string): ReadonlySet<Property> {
  const properties = new Set<Property>();
  for (const { binding } of env) {
    if (!binding || !('resource' in binding) || binding.resource !== resource) continue;
    if (binding.form === 'host:port') properties.add('host').add('port');
    else properties.add(binding.property);
  }
  return properties;
}

function variableOf(
  { name, binding, default: fallback }: Variable,
  resource: string,
  given: Readonly<Record<string, string>>,
): BoundVariable[] {
  if (!binding || !('resource' in binding) || binding.resource !== resource) return [];
  const { property, form } = binding;
  return [{ name, property, form, value: given[name] ?? fallback }];
}
