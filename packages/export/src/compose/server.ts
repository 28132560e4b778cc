import type { DeployedResource, Deployment, Login, Reach } from '@groundwork/provision';
import { accountOf, serverImageOf, tagged, templateOf, tokenOf, type Connection, type Template } from '@groundwork/provision';
import { serverHealth, type Healthcheck } from './health.ts';
import { variableName } from './names.ts';
import { standIns } from './stand-ins.ts';

/** What a resource comes to in compose: a container, and how services reach it. */
export interface ComposeServer {
  readonly resource: DeployedResource;
  readonly title: string;
  readonly image: string;
  readonly command: readonly string[] | null;
  readonly entrypoint: readonly string[] | null;
  readonly user: string | null;
  readonly environment: Readonly<Record<string, Template>>;
  /** Folder that is kept in a volume. */
  readonly data: string | null;
  /** Port a person opens in a browser. */
  readonly page: number | null;
  readonly health: Healthcheck;
  /** Files of its container, by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly reach: Reach;
}

/** Types whose clients share one pair of keys, since Amazon's SDKs read one. */
const shared = new Set(['object_storage', 'sqs', 'dynamodb']);

/** Reference to what its clients log in with. */
export const passwordOf = ({ name, resource }: DeployedResource): string =>
  shared.has(resource.type)
    ? tokenOf({ of: 'secret', name: 'LOCAL_AWS_SECRET_KEY' })
    : tokenOf({ of: 'resource', name, property: 'password' });

/** The container of a resource; `null` for what no container serves: a file, or a service only its owner runs. */
export function serverOf(deployed: DeployedResource, { title: project }: Deployment): ComposeServer | null {
  const { resource, id, told, name } = deployed;
  const standIn = standIns[resource.type]?.(deployed, { project, password: passwordOf(deployed) });
  if (standIn) {
    const { connection, health, environment = {}, ...rest } = standIn;
    return {
      resource: deployed,
      command: null,
      entrypoint: null,
      user: null,
      page: null,
      files: {},
      ...rest,
      environment: templatesOf(environment),
      health,
      reach: reachOf(connection, id),
    };
  }
  const image = serverImageOf(resource.type);
  const wanted = image && tagged(image, resource);
  if (image === null || wanted === null) return null;
  const login: Login = {
    host: id,
    port: image.port,
    ...accountOf(resource.type, { told, project }),
    password: passwordOf(deployed),
    adminPassword: tokenOf({ of: 'secret', name: `${variableName(name)}_ADMIN_PASSWORD`.toUpperCase() }),
    told,
  };
  const open = resource.type === 'postgres' && !told.password;
  return {
    resource: deployed,
    title: image.title,
    image: wanted,
    command: image.arguments ? [...image.arguments(login)] : null,
    entrypoint: image.command ? [...image.command] : null,
    user: image.user ?? null,
    environment: templatesOf({ ...image.env?.(login), ...(open ? { POSTGRES_HOST_AUTH_METHOD: 'trust' } : {}) }),
    data: image.data,
    page: null,
    health: serverHealth(resource.type, image),
    files: { ...image.files?.(login), ...extensionsOf(deployed) },
    reach: reachOf({ port: image.port, ...image.connection?.(login) }, id),
  };
}

const templatesOf = (texts: Readonly<Record<string, string>>): Record<string, Template> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, templateOf(text)]));

/** What is only told apart by a server's own tables: what was not said is not there. */
function reachOf(connection: Partial<Connection>, host: string): Reach {
  const { port = 0, user = null, password = null, database = null, query, properties, variables, environment } = connection;
  const optional = (text: string | null): Template | null => (text === null ? null : templateOf(text));
  return {
    host: [host],
    port,
    user: optional(user),
    password: optional(password),
    database: optional(database),
    ...(query === undefined ? {} : { query }),
    ...(properties ? { properties: templatesOf(properties) } : {}),
    ...(variables ? { variables: templatesOf(variables) } : {}),
    ...(environment ? { environment: templatesOf(environment) } : {}),
  };
}

/** The image has the extensions; the database has to be asked for them once. */
function extensionsOf({ resource: { type, extensions } }: DeployedResource): Record<string, string> {
  const names = [...extensions, ...(type === 'pgvector' && !extensions.includes('vector') ? ['vector'] : [])];
  const known = names.filter((name) => /^[\w-]+$/.test(name)).sort();
  if ((type !== 'postgres' && type !== 'pgvector') || known.length === 0) return {};
  return { '/docker-entrypoint-initdb.d/extensions.sql': known.map((name) => `CREATE EXTENSION IF NOT EXISTS "${name}";\n`).join('') };
}
