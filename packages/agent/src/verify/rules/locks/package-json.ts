import semver from 'semver';
import { at, entries, names, type Wanted } from './locked.ts';

export const hosts = ['registry.npmjs.org', 'registry.yarnpkg.com'];
export const manifest = 'package.json';
export const dependencyKeys = ['dependencies', 'devDependencies', 'optionalDependencies'];

export function askedIn(content: string, keys: readonly string[]): readonly Wanted[] {
  const parsed: unknown = JSON.parse(content);
  return keys.flatMap((key) => entries(at(parsed, key)).map(([name, range]) => ({ name, range: String(range) })));
}
export const own = (content: string): readonly Wanted[] => askedIn(content, dependencyKeys);
export const wanted = (content: string): readonly Wanted[] => askedIn(content, [...dependencyKeys, 'peerDependencies']);
export const asksOf = (each: unknown): readonly string[] =>
  ['dependencies', 'optionalDependencies', 'peerDependencies', 'peerDependenciesMeta'].flatMap((key) => names(at(each, key)));

/** `https://registry.npmjs.org/@scope/name/-/name-1.0.0.tgz`: a registry's address says which package it is. */
export function oddAddress(name: string, version: string, from: string | null): string | null {
  const path = from !== null && URL.canParse(from) ? decodeURIComponent(new URL(from).pathname) : '';
  if (!path.includes('/-/')) return null;
  const should = `/${name}/-/${name.slice(name.lastIndexOf('/') + 1)}-${version}.tgz`;
  return path.endsWith(should) ? null : `its address is that of ${path.slice(path.lastIndexOf('/') + 1)}`;
}

/** Only where both say a plain version or range: what is an alias, a tag or a path is asked for by its words. */
export const fits = (range: string, version: string | undefined): boolean =>
  version === undefined ||
  semver.validRange(range) === null ||
  semver.valid(version) === null ||
  semver.satisfies(version, range, { includePrerelease: true });
