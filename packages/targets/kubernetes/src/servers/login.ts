import {
  accountOf,
  templateOf,
  tokenOf,
  type Connection,
  type DeployedResource,
  type Login,
  type Reach,
  type Template,
} from '@groundwork/provision';

/** Keys of a server's Secret. */
export const credentialKeys = { password: 'password', admin: 'admin-password' } as const;
export const credentialsOf = (id: string): string => `${id}-credentials`;

/** A server has an administrator's password beside that of its clients; no code is told it. */
export const administrator = (name: string): string => `${name}, administrator`;

/** What a server of ours is told, its passwords as tokens: they are in a Secret and nowhere else. */
export function loginOf({ name, id, told, resource }: DeployedResource, project: string, port: number): Login {
  return {
    host: id,
    port,
    ...accountOf(resource.type, { told, project }),
    password: tokenOf({ of: 'resource', name, property: 'password' }),
    adminPassword: tokenOf({ of: 'resource', name: administrator(name), property: 'password' }),
    told,
  };
}

/** What clients are told in turn. */
export function reachOf({ id }: DeployedResource, port: number, connection: Partial<Connection>): Reach {
  const { user = null, password = null, database = null, properties, query, variables, environment } = connection;
  const part = (text: string | null): Template | null => (text === null ? null : templateOf(text));
  return {
    host: [id],
    port,
    user: part(user),
    password: part(password),
    database: part(database),
    ...(properties ? { properties: templatesOf(properties) } : {}),
    ...(query === undefined ? {} : { query }),
    ...(variables ? { variables: templatesOf(variables) } : {}),
    ...(environment ? { environment: templatesOf(environment) } : {}),
  };
}

const templatesOf = (texts: Readonly<Record<string, string>>): Record<string, Template> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, templateOf(text)]));
