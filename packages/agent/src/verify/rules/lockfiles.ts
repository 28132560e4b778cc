import { posix } from 'node:path';
import type { Objects } from '../../git/objects.ts';
import type { Change, ChangedFile } from '../change/change.ts';
import { judge, type Judged, type Place } from '../judged.ts';
import type { Locked, LockReader, Wanted } from './locks/locked.ts';
import { scriptsAllowed, sourcesIn } from './locks/manifests.ts';
import { lockReaders, unreadable } from './locks/readers.ts';

/**
 * What is installed comes from where it came from before, is what it was, and is what the manifests ask for; nothing new runs
 * while it is installed. What a lock says is compared with what it said.
 */
export async function judgeLockfiles(change: Change, objects: Pick<Objects, 'read'>): Promise<Judged> {
  const places: Place[] = [];
  for (const file of change.files) {
    if (file.after === null) continue;
    places.push(...sourcesIn(file), ...scriptsAllowed(file));
    if (unreadable.test(file.path))
      places.push({ file: file.path, line: null, why: 'Nobody can read that kind of lock: bun install --save-text-lockfile' });
    const reader = lockReaders.find((each) => each.path.test(file.path));
    if (reader && file.textAfter !== null) places.push(...(await judgeLock(file, reader, change, objects)));
  }
  for (const reader of lockReaders) {
    for (const path of change.entries.keys()) {
      if (!reader.path.test(path)) continue;
      const manifest = posix.join(posix.dirname(path), reader.manifest);
      if (!change.files.some((file) => file.path === path || file.path === manifest)) continue;
      const [lock, asked] = await contents([path, manifest], change, objects);
      if (lock !== undefined && asked !== undefined) places.push(...mismatch(path, reader, lock, asked));
    }
  }
  return judge('lockfile', 'What is installed comes from where it should', 'lockfile_unsafe', places, {
    passed: 'Hosts, hashes and install scripts are as they were, or of the registry',
    failed: 'What would be installed is not surely what the manifests ask for',
  });
}

async function judgeLock(file: ChangedFile, reader: LockReader, change: Change, objects: Pick<Objects, 'read'>): Promise<readonly Place[]> {
  const now = parsed(reader, file.textAfter ?? '');
  if (now === null) return [{ file: file.path, line: null, why: 'It cannot be read' }];
  const before = parsed(reader, file.textBefore ?? '') ?? [];
  const found = compare(reader, before, now);
  const wanted = reader.tellsWhoAsks ? await wantedBelow(file.path, reader, change, objects) : null;
  const slipped = wanted === null ? [] : unasked(before, now, wanted);
  return [...found, ...slipped].map((why) => ({ file: file.path, line: null, why }));
}

function parsed(reader: LockReader, text: string): readonly Locked[] | null {
  try {
    return text === '' ? [] : reader.read(text);
  } catch {
    return null;
  }
}

const keyOf = ({ name, version }: Locked): string => `${name}@${version}`;

/** Files of a repository by their paths; `undefined` where one is not there. */
async function contents(
  paths: readonly string[],
  change: Change,
  objects: Pick<Objects, 'read'>,
): Promise<readonly (string | undefined)[]> {
  const hashes = paths.map((path) => change.entries.get(path)?.hash);
  const read = await objects.read(hashes.filter((hash) => hash !== undefined));
  return hashes.map((hash) => (hash === undefined ? undefined : read.get(hash)?.toString('utf8')));
}

function compare(reader: LockReader, before: readonly Locked[], after: readonly Locked[]): readonly string[] {
  const was = new Map(before.map((each) => [keyOf(each), each]));
  const hosts = new Set([...reader.hosts, ...before.flatMap(({ from }) => hostOf(from) ?? [])]);
  const hashed = before.some(({ integrity }) => integrity !== null);
  return after.flatMap((each) => {
    const why = wrongWith(each, was.get(keyOf(each)), hosts, hashed);
    return why === null ? [] : [`${keyOf(each)}: ${why}`];
  });
}

function wrongWith(each: Locked, old: Locked | undefined, hosts: ReadonlySet<string>, hashed: boolean): string | null {
  if (old && old.integrity !== null && old.integrity !== each.integrity && !addsTo(old.integrity, each.integrity))
    return each.integrity === null ? 'its hash was taken out' : 'it has another hash while its version is the same';
  if (each.odd && each.odd !== old?.odd) return each.odd;
  if (old?.asks && each.asks?.some((name) => !old.asks?.includes(name)))
    return `it needs ${each.asks.filter((name) => !old.asks?.includes(name)).join(', ')}, and did not while its version is the same`;
  if (each.from !== null && each.from !== old?.from) {
    if (/^(git\b|git@|ssh|github:|gitlab:|bitbucket:)|\.git([#?].*)?$/.test(each.from))
      return 'it comes from a repository instead of the registry';
    if (each.from.startsWith('http:')) return 'it is fetched without encryption';
    const host = hostOf(each.from);
    if (host !== null && !hosts.has(host)) return `it comes from ${host}`;
  }
  if (!old && each.integrity === null && hashed && !/^(file|link|workspace|portal|patch):/.test(each.from ?? ''))
    return 'it has no hash, as the others do';
  return null;
}

/** A release gets more files (wheels for another Python) while those that were there stay. */
const addsTo = (before: string, after: string | null): boolean =>
  after !== null && before.includes(' ') && before.split(' ').every((hash) => after.split(' ').includes(hash));

/** What all manifests at a lock and below it ask for. */
async function wantedBelow(
  path: string,
  { manifest, wanted }: LockReader,
  change: Change,
  objects: Pick<Objects, 'read'>,
): Promise<readonly Wanted[] | null> {
  const root = posix.dirname(path) === '.' ? '' : `${posix.dirname(path)}/`;
  const paths = [...change.entries.keys()].filter((each) => each.startsWith(root) && posix.basename(each) === manifest);
  // Without a manifest nobody can say what was asked for.
  if (!paths.includes(`${root}${manifest}`)) return null;
  return (await contents(paths, change, objects)).flatMap((content) => {
    try {
      return content === undefined ? [] : wanted(content);
    } catch {
      return [];
    }
  });
}

/** Packages that are new, and that no manifest leads to through what each of them needs. */
function unasked(before: readonly Locked[], after: readonly Locked[], wanted: readonly Wanted[]): readonly string[] {
  const known = new Set(before.flatMap(namesOf));
  const reached = new Set([...wanted.map(({ name }) => name), ...known]);
  for (let count = -1; count !== reached.size;) {
    count = reached.size;
    for (const each of after)
      if (namesOf(each).some((name) => reached.has(name)))
        for (const name of [...(each.asks ?? []), ...(each.chosen ?? [])]) reached.add(name);
  }
  return after.filter((each) => !namesOf(each).some((name) => reached.has(name))).map((each) => `${keyOf(each)}: nothing asks for it`);
}

const namesOf = ({ name, as }: Locked): readonly string[] => (as === undefined ? [name] : [as, name]);

function hostOf(from: string | null): string | null {
  return from !== null && URL.canParse(from) ? new URL(from).host || null : null;
}

function mismatch(file: string, reader: LockReader, lock: string, manifest: string): readonly Place[] {
  try {
    return reader
      .missing(lock, manifest)
      .map((name) => ({ file, line: null, why: `${name} is not locked as ${reader.manifest} asks for it` }));
  } catch {
    return [];
  }
}
