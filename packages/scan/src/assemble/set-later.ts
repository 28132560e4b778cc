import type { ResourceType } from '@groundwork/blueprint';
import type { TypedConnection } from './connection.ts';

/** What applications let people set up while they run: mail servers, buckets and model providers kept in the database. */
const setUpLater: ReadonlySet<ResourceType> = new Set(['smtp', 'object_storage', 'llm_api', 'ollama']);

/**
 * Connections whose addresses and keys stand nowhere in the code are supported rather than required; so are those made
 * beside one in the same function.
 */
export function settledLater(connections: readonly TypedConnection[]): TypedConnection[] {
  const place = ({ connection, type }: TypedConnection): string => `${connection.module.path}:${connection.scope}:${type}`;
  const later = new Set(connections.filter(isSetLater).map(place));
  return connections.map((each) => (setUpLater.has(each.type) && later.has(place(each)) ? { ...each, optional: true } : each));
}

/** A client that is told what nobody wrote down, or a setting that is given it. */
const isSetLater = ({ connection, wires }: TypedConnection): boolean =>
  connection.setLater === true ||
  (wires.length === 0 && connection.told.length > 0 && connection.told.every(({ value }) => value.kind === 'unknown'));
