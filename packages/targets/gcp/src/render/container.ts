import type { Evidence } from '@groundwork/blueprint';
import { referencesIn, variablesOf, type DeployedService, type Reach, type Template } from '@groundwork/provision';
import { labelOf } from '../terraform/block.ts';
import { expression, joined, type Body, type Value } from '../terraform/value.ts';
import type { Context, Made, Text } from './context.ts';
import type { Secret } from './secrets.ts';
import { secretLocal } from './secrets.ts';
import { valueOfService } from './service-address.ts';

/** Variables of one service with where each value is from, and the secrets they take. */
export interface Wired {
  readonly env: readonly Body[];
  readonly volumes: readonly Body[];
  readonly mounts: readonly Body[];
  readonly secrets: readonly Secret[];
  /** Keys of the secrets that its own variables and files are read from; the others are what these are made of. */
  readonly reads: ReadonlySet<string>;
  /** By secret, where the code reads it. */
  readonly evidence: Readonly<Record<string, readonly Evidence[]>>;
  /** Variables that have a value only when a person gives one. */
  readonly required: readonly string[];
  /** Names of resources in the network, and whether it calls services that only the network reaches. */
  readonly calls: readonly string[];
}

/** Addresses of emulators: in the cloud they are unset, and the libraries find the real thing. */
const emulator = /_EMULATOR_HOST$/;

export function wire(service: DeployedService, context: Context, made: ReadonlyMap<string, Made>): Wired {
  const { deployment, given } = context;
  const reach: Record<string, Reach> = Object.fromEntries([...made].map(([name, each]) => [name, each.reach]));
  const { variables, files, required } = variablesOf(service, deployment, { reach, given });
  const secrets: Secret[] = [];
  const evidence: Record<string, readonly Evidence[]> = {};
  const secretOf = (name: string, template: Template): string => {
    const found = secretFor(service, name, template, context, made);
    secrets.push(...found);
    const key = found[0]?.key ?? name;
    evidence[key] = [...(evidence[key] ?? []), ...(service.service.env.find((each) => each.name === name)?.evidence ?? [])];
    return key;
  };
  const mounted = Object.entries(files).map(([path, template], at) => ({
    path,
    volume: `secret-${at}`,
    key: secretOf(nameFrom(path), template),
  }));
  const moved = new Map(mounted.map(({ path }) => [path, `${path}/value`]));
  const env = variables
    .filter(({ name }) => name !== 'PORT' && !emulator.test(name))
    .map(({ name, value, secret }): Body => {
      if (secret) return { name, value_source: { secret_key_ref: secretReference(secretOf(name, value)) } };
      const text = textOf(value, context, made);
      return { name, value: typeof text === 'string' ? (moved.get(text) ?? text) : text };
    });
  return {
    env,
    secrets,
    reads: new Set(Object.keys(evidence)),
    evidence,
    required,
    volumes: mounted.map(({ volume, key }) => ({
      name: volume,
      secret: {
        secret: expression(secretLocal(key, 'name')),
        default_mode: 292,
        items: { path: 'value', version: expression(secretLocal(key, 'version')) },
      },
    })),
    mounts: mounted.map(({ path, volume }) => ({ name: volume, mount_path: path })),
    calls: variables.flatMap(({ value }) => referencesIn(value).flatMap((each) => (each.of === 'service' ? [each.name] : []))),
  };
}

const secretReference = (key: string): Body => ({
  secret: expression(secretLocal(key, 'name')),
  version: expression(secretLocal(key, 'version')),
});

const nameFrom = (path: string): string => path.split('/').at(-1) ?? path;

/** A text with its references in Terraform's words. Secrets never get here. */
export function textOf(template: Template, { deployment }: Context, made: ReadonlyMap<string, Made>): Text {
  return joined(
    ...template.map((part): Text => {
      if (typeof part === 'string') return part;
      if (part.of === 'service') return valueOfService(deployment, part.name, part.property);
      return part.of === 'resource' ? valueOfResource(part.name, part.property, made) : '';
    }),
  );
}

export function valueOfResource(name: string, property: keyof Made['values'], made: ReadonlyMap<string, Made>): Text {
  const [resource = '', thing] = name.split(/\/(.*)/);
  const found = made.get(resource);
  return (thing === undefined ? found?.values[property] : found?.named?.[thing]) ?? '';
}

/** The secret a variable is read from: one that is there anyway, or a text made around such ones. The first is the variable's own. */
function secretFor(
  { id, name: service }: DeployedService,
  name: string,
  template: Template,
  context: Context,
  made: ReadonlyMap<string, Made>,
): Secret[] {
  const parts = referencesIn(template).flatMap((part): Secret[] => {
    if (part.of === 'secret') return [{ key: part.name, of: 'given', name: part.name }];
    if (part.of !== 'resource') return [];
    const resource = context.deployment.resources.find((each) => each.name === part.name.split('/')[0]);
    if (!resource) return [];
    const hmac = made.get(resource.name)?.hmac === true;
    if (hmac && part.property === 'accessKey') return [{ key: `${id}-${resource.id}-access-key`, of: 'hmac', service, part: 'access' }];
    if (hmac && part.property === 'secretKey') return [{ key: `${id}-${resource.id}-secret-key`, of: 'hmac', service, part: 'secret' }];
    return part.property === 'password' || part.property === 'apiKey' || part.property === 'secretKey'
      ? [{ key: keyOf(resource.id, part.property), of: 'made' }]
      : [];
  });
  const [only] = parts;
  if (template.length === 1 && only) return [only];
  return [{ key: `${id}-${name}`, of: 'composed', template, service }, ...parts];
}

/** The block that lets a service read a secret. */
export const readerOf = ({ id }: Pick<DeployedService, 'id'>, key: string): string => labelOf(`${id}-reads-${key}`);

/** What a secret of a resource is called: `db-password`. */
export const keyOf = (id: string, property: 'password' | 'apiKey' | 'secretKey'): string =>
  `${id}-${{ password: 'password', apiKey: 'api-key', secretKey: 'admin-password' }[property]}`;

/** What starts: the command goes to a shell of the image as one argument, or the image starts by itself. */
export function containerOf({
  service,
  image,
  command,
  limits,
  wired,
  more,
}: {
  readonly service: DeployedService;
  readonly image: Value;
  readonly command: string | null;
  readonly limits: Body;
  readonly wired: Wired;
  readonly more?: Body;
}): Body {
  return {
    name: service.id,
    image,
    ...(command === null ? {} : { command: ['/bin/sh', '-c'], args: [command] }),
    env: wired.env,
    resources: limits,
    ...(wired.mounts.length > 0 ? { volume_mounts: wired.mounts } : {}),
    ...more,
  };
}
