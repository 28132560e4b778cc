import type { ResourceType } from '@groundwork/blueprint';
import { folderOf } from '../repository/paths.ts';
import type { TypedConnection } from './connection.ts';

/** Databases that do the same work: a program that drives several of them lets people choose one. */
const relational: ReadonlySet<ResourceType> = new Set(['postgres', 'mysql', 'mssql', 'sqlite']);

/** Whether it is needed and its kind could be another. */
export const isRelational = ({ type, optional }: TypedConnection): boolean => !optional && relational.has(type);

/** Nothing in the code says where it is: the address comes from settings that a person writes. */
const isUntold = ({ host, wires }: TypedConnection): boolean =>
  host === null && !wires.some(({ property }) => property === 'url' || property === 'host');

/**
 * Relational databases whose address nobody can tell, beside another one: one of them runs, the others are choices. What is told
 * where it is counts first, then a file, which needs nobody to run it, then what the code names first.
 */
export function oneOfRivals(connections: readonly TypedConnection[]): readonly TypedConnection[] {
  const all = connections.filter(isRelational);
  if (new Set(all.map(({ type }) => type)).size < 2) return connections;
  const told = all.filter((each) => !isUntold(each));
  const untold = all.filter(isUntold);
  const file = all.find((each) => each.type === 'sqlite' && untold.some((other) => other.type !== 'sqlite' && areBeside(each, other)));
  const servers = told.filter(({ type }) => type !== 'sqlite');
  const main = servers.length > 0 ? servers : file ? [file] : told.length > 0 ? told : untold.slice(0, 1);
  const kept = new Set(main.map(({ type }) => type));
  return connections.map((each) => (isRelational(each) && isUntold(each) && !kept.has(each.type) ? { ...each, optional: true } : each));
}

/** Two ways of one purpose: by one library, or in files side by side. */
const areBeside = (one: TypedConnection, other: TypedConnection): boolean =>
  one.connection.library === other.connection.library || folderOf(one.connection.module.path) === folderOf(other.connection.module.path);
