import { resourceDefinitions, resourceTypeOfScheme, type Property } from '@groundwork/blueprint';
import type { Connection, ServiceAddress } from './connection.ts';

/** Why a value could not be made, for the person. */
export interface NoValue {
  readonly missing: string;
}

/** The variable names a file, and the code reads the value from there. */
export const secretFileForm = 'secret-file';

/**
 * The text a variable gets so that the library reading it finds the resource: one property in the form it wants, which is a
 * URL scheme with or without a driver (`postgresql+psycopg`, `jdbc:postgresql`), `host:port`, a form that is no URL (`key-value`,
 * `go-sql-driver`, `pdo`, `ado.net`), or `null` for the plain value.
 */
export function valueOfProperty(connection: Connection, property: Property, form: string | null): string | NoValue {
  if (form === secretFileForm) return valueOfProperty(connection, property, null);
  if (form === 'host:port') return `${connection.host}:${connection.port}`;
  switch (property) {
    case 'url':
    case 'endpoint':
      return ownUrl(connection, property, form) ?? wholeOf(connection, form);
    case 'host':
      return connection.host;
    case 'port':
      return String(connection.port);
    case 'user':
      return connection.user ?? '';
    case 'password':
      return connection.password ?? '';
    case 'database':
    case 'path':
      return connection.path ?? connection.database ?? '';
    default:
      return connection.properties?.[property] ?? { missing: `a ${connection.type} on this machine has no ${property}` };
  }
}

/** The URL a connection has of its own, where it is in the form that is wanted: an endpoint has no credentials in it. */
function ownUrl({ properties }: Connection, property: 'url' | 'endpoint', form: string | null): string | undefined {
  const own = properties?.[property];
  return form === null || own?.startsWith(`${form}://`) ? own : undefined;
}

function wholeOf(connection: Connection, form: string | null): string | NoValue {
  if (form === null) return urlOf(connection, form);
  const written = Object.hasOwn(lists, form) ? lists[form]?.(connection) : undefined;
  if (written !== undefined) return written;
  // A default that names a database of another kind is the code's own choice of that one.
  const named = resourceTypeOfScheme(form.replace(/^jdbc:/, ''));
  if (named !== null && named !== connection.type) return { missing: `${form} is no ${connection.type}` };
  return urlOf(connection, form);
}

export function valueOfService(address: ServiceAddress, property: 'url' | 'host' | 'port', form: string | null): string {
  if (form === 'host:port' || form === 'authority') return `${address.host}:${address.port}`;
  if (property === 'port') return String(address.port);
  return property === 'host' ? address.host : `http://${address.host}:${address.port}`;
}

function urlOf(connection: Connection, form: string | null): string {
  // A server of ours is found by its address, not through a name service.
  const scheme = form?.replace(/\+srv$/, '') ?? resourceDefinitions[connection.type].schemes[0] ?? 'tcp';
  if (connection.path !== null) return fileUrl(connection.path, scheme);
  const { host, port, user, password, database } = connection;
  const path = database === null ? '' : `/${encodeURIComponent(database)}`;
  if (scheme.startsWith('jdbc:')) return `${scheme}://${host}:${port}${path}${jdbcCredentials(connection)}`;
  const credentials = password === null && user === null ? '' : `${encode(user)}${password === null ? '' : `:${encode(password)}`}@`;
  return `${scheme}://${credentials}${host}:${port}${path}${connection.query === undefined ? '' : `?${connection.query}`}`;
}

/** Java's drivers take no credentials in front of the host. */
function jdbcCredentials({ user, password }: Connection): string {
  return user === null ? '' : `?user=${encode(user)}&password=${encode(password)}`;
}

/** Prisma writes `file:/x.db`, Java `jdbc:sqlite:/x.db`, the rest a URL whose fourth slash starts an absolute path. */
function fileUrl(path: string, scheme: string): string {
  return scheme === 'file' || scheme.startsWith('jdbc:') ? `${scheme}:${path}` : `${scheme}:///${path}`;
}

/** Forms that are no URL, for the types that have them. Values are safe unquoted because ours have no blanks, quotes or semicolons. */
const lists: Readonly<Record<string, (connection: Connection) => string | undefined>> = {
  /** libpq's words. */
  'key-value': ({ host, port, user, password, database }) => listOf({ host, port, user, password, dbname: database }, ' '),
  /** Go's driver of MySQL. Without `parseTime` it gives times as text. */
  'go-sql-driver': ({ type, host, port, user, password, database }) =>
    type === 'mysql' ? `${user ?? ''}:${password ?? ''}@tcp(${host}:${port})/${database ?? ''}?parseTime=true` : undefined,
  /** PHP's data objects; user and password are told beside it. */
  pdo: ({ type, host, port, database }) => {
    const driver = type === 'postgres' ? 'pgsql' : type;
    return `${driver}:${listOf({ host, port, dbname: database }, ';')}`;
  },
  /** .NET's drivers: each has words of its own. */
  'ado.net': ({ type, host, port, user, password, database, path }) => {
    if (type === 'sqlite') return `Data Source=${path ?? ''}`;
    if (type === 'postgres') return listOf({ Host: host, Port: port, Username: user, Password: password, Database: database }, ';');
    if (type === 'mysql') return listOf({ Server: host, Port: port, 'User ID': user, Password: password, Database: database }, ';');
    if (type === 'mssql')
      return listOf(
        { Server: `${host},${port}`, 'User ID': user, Password: password, Database: database, TrustServerCertificate: 'True' },
        ';',
      );
    return undefined;
  },
};

const listOf = (pairs: Readonly<Record<string, string | number | null>>, separator: string): string =>
  Object.entries(pairs)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}=${value}`)
    .join(separator);

const encode = (text: string | null): string => encodeURIComponent(text ?? '');
