import type { Service, Variable } from '@groundwork/blueprint';
import type { Connection, ServiceAddress } from './connection.ts';
import { secretFileForm, valueOfProperty, valueOfService } from './form.ts';

/** Everything the variables of a service can be filled from. */
export interface ValueSources {
  readonly connections: Readonly<Record<string, Connection>>;
  readonly services: Readonly<Record<string, ServiceAddress>>;
  /** Values kept for this environment: generated ones, and what a person gave. By variable name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The port this service was given, `null` for one that does not listen. */
  readonly port: number | null;
  /** Where the value of a variable is kept that names a file. */
  readonly secretFile: (variable: string) => string;
}

export interface ServiceEnvironment {
  readonly values: Readonly<Record<string, string>>;
  /** Files that values name, by path, with what has to be in them. */
  readonly files: Readonly<Record<string, string>>;
  /** Variables the service asks for that nobody gave a value: a key of an outside service. */
  readonly missing: readonly Variable[];
}

/** The environment variables of one service. What the code has a default for is left to the code. */
export function environmentOf(service: Service, sources: ValueSources): ServiceEnvironment {
  const values: Record<string, string> = {};
  const files: Record<string, string> = {};
  const missing: Variable[] = [];
  const known = readByLibraries(service, sources);
  if (sources.port !== null) values['PORT'] = String(sources.port);
  for (const variable of service.env) {
    // What a person gave for such a variable is the file already.
    const given = sources.secrets[variable.name];
    const value = given ?? valueOf(variable, service, sources) ?? known[variable.name] ?? null;
    if (value !== null && given === undefined && variable.binding?.form === secretFileForm) {
      const file = sources.secretFile(variable.name);
      files[file] = value;
      values[variable.name] = file;
    } else if (value !== null) values[variable.name] = value;
    else if (variable.required && variable.default === null && variable.source === 'ask') missing.push(variable);
  }
  return { values: { ...known, ...values }, files, missing };
}

/** Variables that the libraries of its resources look at, named by the code or not. */
function readByLibraries({ env, uses }: Service, { connections, secrets }: ValueSources): Record<string, string> {
  const bound = env.flatMap(({ binding }) => (binding && 'resource' in binding ? [binding.resource] : []));
  const used = new Set([...bound, ...uses.map(({ resource }) => resource)]);
  const known = [...used].flatMap((name) => Object.entries(connections[name]?.environment ?? {}));
  return Object.fromEntries(known.map(([name, value]) => [name, secrets[name] ?? value]));
}

/** Whether a variable carries the port a service listens on itself: it is told by that name, or by what it falls back to. */
export function carriesPort({ name, source, default: fallback }: Variable, { port }: Pick<Service, 'port'>): boolean {
  return /(^|_)PORT$/i.test(name) && (source === 'fixed' || (source === 'default' && port !== null && fallback === String(port)));
}

function valueOf(variable: Variable, service: Service, { connections, services, port }: ValueSources): string | null {
  const { name, source, binding, required, default: fallback } = variable;
  if (binding && 'service' in binding) {
    const address = services[binding.service];
    return address ? valueOfService(address, binding.property, binding.form) : null;
  }
  if (binding) {
    const connection = connections[binding.resource];
    const value = connection ? (connection.variables?.[name] ?? valueOfProperty(connection, binding.property, binding.form)) : null;
    return typeof value === 'string' ? value : null;
  }
  if (port !== null && carriesPort(variable, service)) return String(port);
  if (source === 'fixed') return name === 'PORT' ? null : fallback;
  // Code that does not start without it has no default of its own: this one stands in an example of its settings.
  return source === 'default' && required ? fallback : null;
}
