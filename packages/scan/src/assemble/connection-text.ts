import { resourceTypeOfScheme, type Property } from '@groundwork/blueprint';

/** What a position in a connection text carries. */
export interface Placed {
  readonly property: Property;
  readonly form: string | null;
}

/** What a connection text says by itself. */
export interface ConnectionText {
  /** URL scheme without `jdbc:`, `null` when it is no URL. */
  readonly scheme: string | null;
  readonly jdbc: boolean;
  /** How the whole is written, where it is no URL: `go-sql-driver`, `pdo`. */
  readonly form?: string;
  readonly host: string | null;
  readonly port: string | null;
  readonly user: string | null;
  readonly database: string | null;
  /** Placeholder index to what stands there. */
  readonly holes: ReadonlyMap<number, Placed>;
}

/** Stands for the variable of that index inside a connection text. */
export const hole = (index: number): string => `\u0001${index}\u0002`;

/** Databases inside the program, which are written without `//`. */
const speaksOpaquely: ReadonlySet<string> = new Set(['h2', 'hsqldb', 'derby', 'duckdb', 'file', 'r2dbc']);

const holePattern = /\u0001(\d+)\u0002/g;

const keyWords: Readonly<Record<string, Property>> = {
  host: 'host',
  hostname: 'host',
  server: 'host',
  'data source': 'host',
  addr: 'host',
  address: 'host',
  endpoint: 'host',
  hostaddr: 'host',
  port: 'port',
  user: 'user',
  username: 'user',
  uid: 'user',
  'user id': 'user',
  userid: 'user',
  password: 'password',
  pwd: 'password',
  pass: 'password',
  dbname: 'database',
  database: 'database',
  db: 'database',
  'initial catalog': 'database',
  name: 'database',
  path: 'database',
};

/**
 * Reads a connection text with placeholders: a URL (`scheme://user:password@host:port/database`), Go's MySQL form
 * (`user:password@tcp(host:port)/database`), key-value lists (`host=… port=…`, `Server=…;Database=…`) or `host:port`.
 */
export function readConnectionText(text: string): ConnectionText {
  const jdbc = /^jdbc:/i.test(text);
  const plain = text.replace(/^jdbc:/i, '');
  const holes = new Map<number, Placed>();
  const mark = (part: string | undefined, property: Property, form: string | null = null): void => {
    for (const match of (part ?? '').matchAll(holePattern)) holes.set(Number(match[1]), { property, form });
  };
  const url = /^([a-zA-Z][\w+.-]*|\u0001\d+\u0002[\w+.-]*):\/\/(?:([^@/]*)@)?([^/?#]*)(?:\/([^?#;]*))?([\s\S]*)$/.exec(plain);
  if (url) {
    const [, scheme = '', credentials, authority = '', path, rest] = url;
    const [user, ...password] = (credentials ?? '').split(':');
    mark(user, 'user');
    mark(password.join(':'), 'password');
    const { host, port } = authorityOf(authority, mark);
    mark(path, 'database');
    keyValues((rest ?? '').replace(/^[?;]/, ''), /[&;]/, mark);
    return {
      scheme: scheme.includes('\u0001') ? null : scheme.toLowerCase(),
      jdbc,
      host,
      port,
      user: user ? withoutHoles(user) : null,
      database: path ? withoutHoles(path) : null,
      holes,
    };
  }
  // PDO: `mysql:host=…;dbname=…`, `pgsql:host=… dbname=…`.
  const pdo = /^([a-z]+|\u0001\d+\u0002):(?=[A-Za-z]\w*\s*=)(.*)$/s.exec(plain);
  if (pdo) {
    const [, driver = '', rest = ''] = pdo;
    const found = keyValues(rest, rest.includes(';') ? /;/ : /\s+/, mark);
    return {
      scheme: driver.includes('\u0001') ? null : driver,
      jdbc,
      form: 'pdo',
      host: found.get('host') ?? null,
      port: found.get('port') ?? null,
      user: found.get('user') ?? null,
      database: found.get('database') ?? null,
      holes,
    };
  }
  const goMysql = /^([^:@]*):?([^@]*)@(?:\w+)?\(([^)]*)\)\/([^?]*)/.exec(plain);
  if (goMysql) {
    mark(goMysql[1], 'user');
    mark(goMysql[2], 'password');
    const { host, port } = authorityOf(goMysql[3] ?? '', mark);
    mark(goMysql[4], 'database');
    return {
      scheme: 'mysql',
      jdbc,
      form: 'go-sql-driver',
      host,
      port,
      user: withoutHoles(goMysql[1] ?? ''),
      database: withoutHoles(goMysql[4] ?? ''),
      holes,
    };
  }
  const sqlserver = /;/.test(plain) && /=/.test(plain);
  if (sqlserver || /\b\w+\s*=\s*\S+\s+\w+\s*=/.test(plain)) {
    const found = keyValues(plain, sqlserver ? /;/ : /\s+/, mark);
    return {
      scheme: null,
      jdbc,
      host: found.get('host') ?? null,
      port: found.get('port') ?? null,
      user: found.get('user') ?? null,
      database: found.get('database') ?? null,
      holes,
    };
  }
  const opaque = /^([a-zA-Z][\w+.-]*):(?!\d+$)(.*)$/.exec(plain);
  const opaqueScheme = opaque?.[1]?.toLowerCase() ?? '';
  if (opaque && !plain.includes('\u0001') && (jdbc || speaksOpaquely.has(opaqueScheme) || resourceTypeOfScheme(opaqueScheme) !== null))
    return { scheme: opaqueScheme, jdbc, host: null, port: null, user: null, database: opaque[2] ?? null, holes };
  // Words are no address.
  if (/\s/.test(plain.trim())) return { scheme: null, jdbc, host: null, port: null, user: null, database: null, holes };
  const { host, port } = authorityOf(plain, mark);
  return { scheme: null, jdbc, host, port, user: null, database: null, holes };
}

function authorityOf(
  authority: string,
  mark: (part: string | undefined, property: Property, form?: string | null) => void,
): { host: string | null; port: string | null } {
  const split = /^(.*?)(?::([^:\]]*))?$/.exec(authority.split(',')[0] ?? '');
  const host = split?.[1] ?? '';
  const port = split?.[2];
  mark(host, 'host', port === undefined ? 'host:port' : null);
  mark(port, 'port');
  return { host: withoutHoles(host), port: port === undefined ? null : withoutHoles(port) };
}

function keyValues(text: string, separator: RegExp, mark: (part: string | undefined, property: Property) => void): Map<Property, string> {
  const found = new Map<Property, string>();
  for (const pair of text.split(separator)) {
    const at = pair.indexOf('=');
    const property = at < 0 ? undefined : keyWords[pair.slice(0, at).trim().toLowerCase()];
    if (!property) continue;
    const value = pair.slice(at + 1).trim();
    mark(value, property);
    const plain = withoutHoles(value);
    if (plain !== null) found.set(property, plain);
  }
  return found;
}

const withoutHoles = (text: string): string | null => (text === '' || text.includes('\u0001') ? null : text);
