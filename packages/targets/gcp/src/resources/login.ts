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

/** What a server of ours is told; host and passwords are references, filled where they may be. */
export function loginOf({ name, told, resource }: DeployedResource, project: string, port: number): Login {
  return {
    host: tokenOf({ of: 'resource', name, property: 'host' }),
    port,
    ...accountOf(resource.type, { told, project }),
    password: tokenOf({ of: 'resource', name, property: 'password' }),
    adminPassword: tokenOf({ of: 'resource', name, property: 'secretKey' }),
    told,
  };
}

/** What its clients are told in turn. */
export function reachOf(port: number, connection: Partial<Connection>): Reach {
  const { user = null, password = null, database = null, properties, query, variables, environment } = connection;
  const part = (text: string | null): Template | null => (text === null ? null : templateOf(text));
  return {
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
