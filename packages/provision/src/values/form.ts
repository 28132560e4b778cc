import { resourceDefinitions, type Property } from '@groundwork/blueprint';
import type { Connection, ServiceAddress } from './connection.ts';

/** Why a value could not be made, for the person. */
export interface NoValue {
  readonly missing: string;
}

/**
 * The text a variable gets so that the library reading it finds the resource: one property in the form it wants, which is a
 * URL scheme with or without a driver (`postgresql+psycopg`, `jdbc:postgresql`), `host:port`, `key-value`, or `null` for the
 * plain value.
 */
export function valueOfProperty(connection: Connection, property: Property, form: string | null): string | NoValue {
  if (form === 'host:port') return `${connection.host}:${connection.port}`;
  switch (property) {
    case 'url':
    case 'endpoint':
      if (form === 'key-value') return keyValues(connection);
      return ownUrl(connection, property, form) ?? urlOf(connection, form);
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

export function valueOfService(address: ServiceAddress, property: 'url' | 'host' | 'port', form: string | null): string {
  if (form === 'host:port' || form === 'authority') return `${address.host}:${address.port}`;
  if (property === 'port') return String(address.port);
  return property === 'host' ? address.host : `http://${address.host}:${address.port}`;
}

function urlOf(connection: Connection, form: string | null): string {
  const scheme = form ?? resourceDefinitions[connection.type].schemes[0] ?? 'tcp';
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

/** libpq's and Npgsql's common words; a value is safe unquoted because ours have no blanks or quotes. */
function keyValues({ host, port, user, password, database }: Connection): string {
  const pairs = { host, port, user, password, dbname: database };
  return Object.entries(pairs)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
}

const encode = (text: string | null): string => encodeURIComponent(text ?? '');
