import type { Property, Written } from '@groundwork/blueprint';
import { textOf, variablesOf, type Value } from '../evaluate/value.ts';
import type { Connection, Told, TypedConnection } from './connection.ts';
import { readConnectionText } from './connection-text.ts';
import { dictionaryKeys, withHoles } from './wire.ts';

type Parts = Partial<Record<keyof Written, string>>;

/**
 * What the code has written down of where a resource is: `connect(host="db", user="root")`. Only connections that are made as it is
 * shipped count; what a variable carries is not written. `null` where nothing is.
 */
export function writtenIn(connections: readonly TypedConnection[]): Written | null {
  const parts: Parts = {};
  for (const { connection, optional, wires } of connections) {
    if (optional) continue;
    const told = new Set<Property>(wires.map(({ property }) => property));
    if (told.has('url')) continue;
    for (const [key, text] of Object.entries(partsOf(connection))) {
      if (isPart(key) && !told.has(key)) parts[key] ??= text;
    }
  }
  const port = Number(parts.port);
  const written: Written = {
    host: parts.host ?? null,
    port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : null,
    user: parts.user ?? null,
    database: parts.database ?? null,
  };
  return Object.values(written).every((value) => value === null) ? null : written;
}

const isPart = (key: string): key is keyof Written => ['host', 'port', 'user', 'database'].includes(key);

function partsOf({ told }: Connection): Parts {
  const parts: Parts = {};
  for (const each of told) {
    if (each.form === 'choice') continue;
    for (const [key, text] of Object.entries(partsTold(each))) if (isPart(key)) parts[key] ??= text;
  }
  return parts;
}

function partsTold({ property, value }: Pick<Told, 'property' | 'value'>): Parts {
  if (value.kind === 'either' && value.options[0]) return partsTold({ property, value: value.options[0] });
  if (value.kind === 'object') {
    const parts: Parts = {};
    for (const key of value.keys) {
      const carried = dictionaryKeys[key];
      if (carried) Object.assign(parts, partsTold({ property: carried, value: value.get(key) }));
    }
    return parts;
  }
  if (property === 'url' || property === 'host') return fromText(property, value);
  const text = variablesOf(value).length === 0 ? textOf(value) : null;
  return text !== null && text !== '' && isPart(property) ? { [property]: text } : {};
}

/** A URL may have variables in it: what stands beside them is written. */
function fromText(property: 'url' | 'host', value: Value): Parts {
  if (value.kind === 'variable') return {};
  const { text } = withHoles(value);
  if (text === '') return {};
  const { host, port, user, database, scheme, form } = readConnectionText(text);
  if (property === 'url' && scheme === null && form === undefined && host === null) return {};
  const found: Parts = {};
  for (const [key, part] of Object.entries({ host, port, user, database })) if (isPart(key) && part !== null) found[key] = part;
  return found;
}
