import type { Property } from '@groundwork/blueprint';
import { textOf, variablesOf, type Value, type VariableRead } from '../evaluate/value.ts';
import type { Connection, Told, Wire } from './connection.ts';
import { hole, readConnectionText, type ConnectionText } from './connection-text.ts';

/** Keys of a connection dictionary whatever the library. */
export const dictionaryKeys: Readonly<Record<string, Property>> = {
  url: 'url',
  uri: 'url',
  dsn: 'url',
  connectionString: 'url',
  host: 'host',
  hostname: 'host',
  server: 'host',
  address: 'host',
  addr: 'host',
  HOST: 'host',
  port: 'port',
  PORT: 'port',
  user: 'user',
  username: 'user',
  USER: 'user',
  password: 'password',
  passwd: 'password',
  pass: 'password',
  PASSWORD: 'password',
  database: 'database',
  db: 'database',
  dbname: 'database',
  name: 'database',
  NAME: 'database',
  path: 'database',
};

/** The variables a connection is told through, each with the property it carries. Variables told more wholly come first. */
export function wiresOf(connection: Connection): Wire[] {
  const wires: Wire[] = [];
  const told = new Set<Property>();
  for (const each of connection.told) {
    if (each.form === 'choice') continue;
    told.add(each.property);
    wires.push(...wiresOfTold(each));
  }
  for (const [name, carries] of Object.entries(connection.environment)) {
    const { property, form } = typeof carries === 'string' ? { property: carries, form: null } : carries;
    if (told.has(property) || (told.has('url') && property !== 'apiKey') || (told.has('host') && property === 'url')) continue;
    const read: VariableRead = {
      name,
      fallback: null,
      required: false,
      evidence: { ...connection.evidence, why: `${connection.library.packages[0] ?? 'the library'} reads ${name} by itself` },
    };
    wires.push({ read, property, form, byItself: true });
  }
  const seen = new Set<string>();
  return wires.filter(({ read, property }) => {
    const key = `${read.name}\0${property}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function wiresOfTold(told: Told): Wire[] {
  const { value, property, form } = told;
  const [whole] = variablesOf(value);
  if (whole?.part) return [{ read: whole, property: 'url', form: null }];
  if (value.kind === 'variable' && value.read.file) return [{ read: value.read, property, form: 'secret-file' }];
  switch (value.kind) {
    case 'variable': {
      const own: Wire = { read: value.read, property, form: form ?? formOf(property, value) };
      return [own, ...(value.read.fallback ? wiresOfTold({ ...told, value: value.read.fallback }) : [])];
    }
    case 'either':
      return value.options.flatMap((option) => wiresOfTold({ ...told, value: option }));
    case 'template': {
      // Keys and values of a map put together: `key + "=" + value` for each.
      const map = property === 'url' ? mapIn(value) : null;
      if (map) return wiresOfTold({ ...told, value: map });
      if (property !== 'url' && property !== 'host')
        return value.parts.flatMap((part) => variablesOf(part)).map((read) => ({ read, property, form }));
      const { text, reads, others } = withHoles(value);
      // `"sqla+" + url` is a URL of something else that is made of it.
      if (/^\w+\+\u0001\d+\u0002/.test(text)) return [];
      const read = readConnectionText(text);
      const only = reads.length === 1 ? reads[0] : undefined;
      // A URL with something appended (`${BASE}/path`, `+ "?sslmode=disable"`, `+ "-test"`) is still that variable's URL.
      if (only && property === 'url' && /^\u0001\d+\u0002([/?_-].*)?$/.test(text))
        return [only, ...(others[0] ?? [])].map((each) => ({ read: each, property, form }));
      return reads.flatMap((variable, index) => {
        const placed = read.holes.get(index);
        return placed
          ? [variable, ...(others[index] ?? [])].map((each) => ({ read: each, property: placed.property, form: placed.form }))
          : [];
      });
    }
    case 'object':
      return value.keys.flatMap((key) => {
        const carried = dictionaryKeys[key];
        return carried ? wiresOfTold({ ...told, property: carried, form: null, value: value.get(key) }) : [];
      });
    case 'list':
      return value.items.flatMap((item) => wiresOfTold({ ...told, value: item }));
    default:
      return [];
  }
}

function mapIn(value: Value): Value | null {
  if (value.kind === 'object') return value.keys.length > 0 ? value : null;
  const parts = value.kind === 'template' ? value.parts : value.kind === 'either' ? value.options : [];
  return parts.map(mapIn).find((found) => found !== null) ?? null;
}

/** Template text with each variable replaced by a placeholder; `others` are those that stand in where it is unset. */
export function withHoles(value: Value): { text: string; reads: VariableRead[]; others: VariableRead[][] } {
  const reads: VariableRead[] = [];
  const others: VariableRead[][] = [];
  const write = (part: Value): string => {
    if (part.kind === 'constant') return part.value === null ? '' : String(part.value);
    if (part.kind === 'template') return part.parts.map(write).join('');
    const usual = defaultOf(part);
    // A variable that holds only the scheme, and one whose default is itself put together, stand for what they are by default.
    if (usual?.kind === 'constant' && /^[a-z][\w+.-]*:\/\/$/i.test(String(usual.value))) return String(usual.value);
    if (usual?.kind === 'template' && variablesOf(usual).length > 1) return write(usual);
    const [read, ...rest] = variablesOf(part);
    if (!read) return textOf(part) ?? '';
    reads.push(read);
    others.push(rest);
    return hole(reads.length - 1);
  };
  return { text: write(value), reads, others };
}

/** What a variable is when it is not set, through variables that stand in for it. */
function defaultOf(value: Value): Value | null {
  let usual: Value | null = value.kind === 'variable' ? value.read.fallback : null;
  while (usual?.kind === 'variable') usual = usual.read.fallback;
  return usual;
}

/** How the default is written tells how the value must be. */
function formOf(property: Property, value: Value): string | null {
  const [text] = textsOf(value);
  if (text === undefined) return null;
  const address = /^[\w.-]+:\d+$/.test(text) ? 'host:port' : null;
  if (property !== 'url') return property === 'host' ? address : null;
  const { form, scheme, jdbc } = readConnectionText(text);
  if (form !== undefined) return form;
  return scheme === null ? address : jdbc ? `jdbc:${scheme}` : scheme;
}

/** Every text a value may be, with holes for variables that have no default, likeliest first. */
export function textsOf(value: Value): string[] {
  switch (value.kind) {
    case 'constant':
      return typeof value.value === 'string' ? [value.value] : [];
    case 'variable':
      return value.read.fallback ? textsOf(value.read.fallback) : [];
    case 'template':
      return [withHoles(value).text];
    case 'either':
      return value.options.flatMap(textsOf);
    case 'list':
      return value.items.flatMap(textsOf);
    case 'object':
      return [
        ...['url', 'uri'].flatMap((key) => textsOf(value.get(key))),
        ...['drivername', 'scheme'].flatMap((key) => textsOf(value.get(key)).map((text) => (text.includes(':') ? text : `${text}://`))),
      ];
    default:
      return [];
  }
}

/** What the texts of a connection say: the first URL, else the first of anything. */
export function connectionTextOf(texts: readonly string[]): ConnectionText | null {
  const read = texts.map(readConnectionText);
  return read.find((each) => each.scheme !== null) ?? read[0] ?? null;
}
