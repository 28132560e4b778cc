import type { ResourceType } from '@groundwork/blueprint';
import {
  fill,
  holdsSecret,
  accountOf,
  serverImageOf,
  tagged,
  templateOf,
  tokenOf,
  type Reach,
  type Reference,
  type Template,
} from '@groundwork/provision';
import { expression, joined, type Text } from '../arm/expression.ts';
import { nativeId } from '../arm/native.ts';
import { symbol } from '../arm/template.ts';
import { plainName } from '../names.ts';
import { quantity } from '../quantities.ts';
import { serverApp } from './container-app.ts';
import { part, type PartRenderer } from './part.ts';
import { passwordOf } from './password.ts';

/**
 * Servers whose files are safe on an NFS share: they append to files of their own and are one process. The others map files into
 * memory, count on a disk of their own or say themselves that they want none of NFS.
 */
const safeOnShare: ReadonlySet<ResourceType> = new Set(['nats', 'ollama', 'rabbitmq']);

/** A server of the shared table as a Container App that only the environment reaches, by its name. */
export const server: PartRenderer = (resource, { deployment }) => {
  const { id, name, told } = resource;
  const { type } = resource.resource;
  const image = serverImageOf(type);
  const wanted = image && tagged(image, resource.resource);
  if (image === null || wanted === null) return { unsupported: 'no image of it is known' };
  if (image.data !== null && !safeOnShare.has(type))
    return {
      unsupported: `its files want a disk of their own, and Container Apps have network shares only: deploy it to Kubernetes, or give one that is there already with \`serving: external\``,
    };
  const { parameters, password } = passwordOf(resource);
  const login = {
    host: id,
    port: image.port,
    ...accountOf(type, { told, project: deployment.name }),
    password: tokenOf({ of: 'resource', name, property: 'password' }),
    adminPassword: tokenOf({ of: 'resource', name, property: 'password' }),
    told,
  };
  const env = Object.entries(image.env?.(login) ?? {}).map(([key, text]): [string, Template] => [key, templateOf(text)]);
  const connection = image.connection?.(login) ?? {};
  const page = connection.properties?.url?.startsWith('http') === true;
  const text = (template: Template): Text[] => template.map((piece) => (typeof piece === 'string' ? piece : known(piece) ? password : ''));
  const cpu = Math.max(0.25, Math.ceil(image.memory / 512) * 0.25);
  const size = Math.min(4, cpu);
  const secret = env.some(([, template]) => holdsSecret(template));
  const args = image.arguments?.(login);
  return part({
    title: `${image.title} ${wanted.slice(wanted.lastIndexOf(':') + 1)}, a container`,
    resources: {
      [symbol(id)]: serverApp(
        {
          name: id,
          image: wanted,
          cpu: size,
          memory: size * 2,
          port: image.port,
          transport: page ? 'http' : 'tcp',
          env: Object.fromEntries(
            env.filter(([, template]) => !holdsSecret(template)).map(([key, template]) => [key, fill(template, () => '')]),
          ),
          secretEnv: Object.fromEntries(
            env.filter(([, template]) => holdsSecret(template)).map(([key, template]) => [key, joined(text(template))]),
          ),
          ...(args ? { args } : {}),
          ...(image.command ? { command: image.command } : {}),
          mounts: image.data === null ? [] : [{ folder: id, path: image.data }],
        },
        deployment,
      ),
    },
    parameters: secret ? parameters : {},
    native: [nativeId('Microsoft.App/containerApps', plainName(id))],
    reach: () => ({ host: [id], port: page ? 80 : image.port, ...reachOf(connection, { page, id }) }),
    values: { host: expression(`'${id}'`), password },
    quantities: quantity.consumption(size, size * 2, 1),
    share: image.data !== null,
  });

  function known(reference: Reference): boolean {
    return reference.of === 'resource' && reference.name === name && reference.property === 'password';
  }
};

type ServerConnection = ReturnType<NonNullable<NonNullable<ReturnType<typeof serverImageOf>>['connection']>>;

/** What clients are told; the ingress has a page at port 80, whatever the server itself listens on. */
function reachOf({ user, password, database, properties }: ServerConnection, { page, id }: { page: boolean; id: string }): Partial<Reach> {
  const template = (text: string | null | undefined): Template | null => (text === null || text === undefined ? null : templateOf(text));
  const own = Object.entries(properties ?? {}).map(([key, text]): [string, Template] => [
    key,
    page && (key === 'url' || key === 'endpoint') ? [`http://${id}`] : templateOf(text),
  ]);
  return {
    user: template(user),
    password: template(password),
    database: template(database),
    ...(own.length === 0 ? {} : { properties: Object.fromEntries(own) }),
  };
}
