import type { Evidence, Property } from '@groundwork/blueprint';
import type { Connection } from '../values/connection.ts';
import { environmentOf } from '../values/environment.ts';
import type { DeployedService, Deployment } from './deployment.ts';
import { holdsSecret, templateOf, textOf, tokenOf, type Template } from './template.ts';

/**
 * How a target's resource is reached, with references where only the engine knows. What is left out is what the engine is asked
 * for: `host` is the reference to the resource's host, `password` that to its password.
 */
export interface Reach {
  readonly host?: Template;
  readonly port: number;
  /** `null` for a server that knows no accounts. */
  readonly user?: Template | null;
  readonly password?: Template | null;
  readonly database?: Template | null;
  /** Absolute path of a file database inside the container. */
  readonly path?: string;
  /** Further properties; `url` where it is no `scheme://user:password@host:port/database`. */
  readonly properties?: Readonly<Partial<Record<Property, Template>>>;
  /** What its URL has after the `?`. */
  readonly query?: string;
  /** Values of single variables by name, where several carry the same property of different things. */
  readonly variables?: Readonly<Record<string, Template>>;
  /** What libraries look for by themselves without the code naming it. */
  readonly environment?: Readonly<Record<string, Template>>;
}

export interface DeployedVariable {
  readonly name: string;
  readonly value: Template;
  readonly secret: boolean;
  readonly evidence: readonly Evidence[];
}

export interface ServiceVariables {
  readonly variables: readonly DeployedVariable[];
  /** Files a variable names, by path, with what has to be in them. */
  readonly files: Readonly<Record<string, Template>>;
  /** Names of asked variables that the code does not work without and that have a value only when a person gives it. */
  readonly required: readonly string[];
}

/** Folder in a container where secrets lie as files. */
const secretFolder = '/run/secrets';

/**
 * The variables of a service, as templates: the forms are those of every other target, what fills them is the target's own.
 * `reach` is by resource name; resources that are not in it have no value. Names in `given` are secrets the environment has.
 */
export function variablesOf(
  deployed: DeployedService,
  deployment: Deployment,
  { reach, given }: { readonly reach: Readonly<Record<string, Reach>>; readonly given: ReadonlySet<string> },
): ServiceVariables {
  const { service, port, settings } = deployed;
  const generated = new Set(deployment.generated);
  const secret = (name: string): string => tokenOf({ of: 'secret', name });
  // Only what the service is told counts: in a large deployment everything else is most of it.
  const used = new Set(service.uses.map(({ resource }) => resource));
  const told = new Set<string>();
  for (const { binding } of service.env) {
    if (binding && 'service' in binding) told.add(binding.service);
    else if (binding) used.add(binding.resource);
  }
  const names = service.env.map(({ name }) => name).filter((name) => generated.has(name) || given.has(name));
  const { values, files, missing } = environmentOf(service, {
    connections: Object.fromEntries(
      deployment.resources.flatMap(({ name, resource }) => {
        const known = used.has(name) ? reach[name] : undefined;
        return known ? [[name, connectionOf(name, resource.type, known)]] : [];
      }),
    ),
    services: Object.fromEntries(
      deployment.services
        .filter(({ name }) => told.has(name))
        .map(({ name }) => [name, { host: tokenOf({ of: 'service', name, property: 'host' }), port: 0 }]),
    ),
    secrets: Object.fromEntries(names.map((name) => [name, secret(name)])),
    port,
    secretFile: (name) => `${secretFolder}/${name}`,
  });
  const all = { ...values, ...settings.env };
  // A service's own URL is asked for as a whole: with or without TLS, and at which port, is the target's to say.
  for (const { name, binding } of service.env) {
    if (!binding || !('service' in binding) || all[name] === undefined || settings.env?.[name] !== undefined) continue;
    if (!deployment.services.some((each) => each.name === binding.service)) continue;
    all[name] =
      binding.form === 'host:port' || binding.form === 'authority'
        ? `${tokenOf({ of: 'service', name: binding.service, property: 'host' })}:${tokenOf({ of: 'service', name: binding.service, property: 'port' })}`
        : tokenOf({ of: 'service', name: binding.service, property: binding.property });
  }
  return {
    variables: Object.entries(all)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, text]) => {
        const value = templateOf(text);
        const declared = service.env.find((each) => each.name === name);
        return { name, value, secret: holdsSecret(value), evidence: declared?.evidence ?? [] };
      }),
    files: Object.fromEntries(Object.entries(files).map(([file, text]) => [file, templateOf(text)])),
    required: missing.map(({ name }) => name),
  };
}

function connectionOf(name: string, type: Connection['type'], reach: Reach): Connection {
  const asked = (property: Property): string => tokenOf({ of: 'resource', name, property });
  const part = (template: Template | null | undefined, property: Property): string | null =>
    template === null ? null : template === undefined ? asked(property) : textOf(template);
  return {
    type,
    host: part(reach.host, 'host') ?? '',
    port: reach.port,
    user: part(reach.user, 'user'),
    password: part(reach.password, 'password'),
    database: part(reach.database, 'database'),
    path: reach.path ?? null,
    ...(reach.properties ? { properties: textsOf(reach.properties) } : {}),
    ...(reach.query === undefined ? {} : { query: reach.query }),
    ...(reach.variables ? { variables: textsOf(reach.variables) } : {}),
    ...(reach.environment ? { environment: textsOf(reach.environment) } : {}),
  };
}

const textsOf = (templates: Readonly<Record<string, Template>>): Record<string, string> =>
  Object.fromEntries(Object.entries(templates).map(([name, template]) => [name, textOf(template)]));
