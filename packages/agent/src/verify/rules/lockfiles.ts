import { posix } from 'node:path';
import type { Objects } from '../../git/objects.ts';
import type { Change } from '../change/change.ts';
import { judge, type Judged, type Place } from '../judged.ts';
import { lockReaders, type Locked, type LockReader } from './locks/readers.ts';
import { scriptsAllowed, sourcesIn } from './locks/manifests.ts';

/**
 * What is installed comes from where it came from before, is what it was, and is what the manifests ask for; nothing new runs
 * while it is installed. What a lock says is compared with what it said.
 */
export async function judgeLockfiles(change: Change, objects: Objects): Promise<Judged> {
  const read = async (path: string): Promise<string | null> => {
    const entry = change.entries.get(path);
    return entry ? ((await objects.read([entry.hash])).get(entry.hash)?.toString('utf8') ?? null) : null;
  };
  const places: Place[] = [];
  for (const file of change.files) {
    if (file.after === null) continue;
    places.push(...sourcesIn(file), ...scriptsAllowed(file));
    const reader = lockReaders.find((each) => each.path.test(file.path));
    if (!reader || file.textAfter === null) continue;
    const now = parsed(reader, file.textAfter);
    if (!now) places.push({ file: file.path, line: null, why: 'It cannot be read' });
    else places.push(...compare(file.path, reader, parsed(reader, file.textBefore ?? '') ?? [], now));
  }
  for (const reader of lockReaders) {
    for (const path of change.entries.keys()) {
      if (!reader.path.test(path)) continue;
      const manifest = posix.join(posix.dirname(path), reader.manifest);
      if (!change.files.some((file) => file.path === path || file.path === manifest)) continue;
      const [lock, asked] = [await read(path), await read(manifest)];
      if (lock !== null && asked !== null) places.push(...mismatch(path, reader, lock, asked));
    }
  }
  return judge('lockfile', 'What is installed comes from where it should', 'lockfile_unsafe', places, {
    passed: 'Hosts, hashes and install scripts are as they were, or of the registry',
    failed: 'What would be installed is not surely what the manifests ask for',
  });
}

function parsed(reader: LockReader, text: string): readonly Locked[] | null {
  try {
    return text === '' ? [] : reader.read(text);
  } catch {
    return null;
  }
}

function compare(file: string, reader: LockReader, before: readonly Locked[], after: readonly Locked[]): readonly Place[] {
  const key = ({ name, version }: Locked): string => `${name}@${version}`;
  const was = new Map(before.map((each) => [key(each), each]));
  const hosts = new Set([...reader.hosts, ...before.flatMap(({ from }) => hostOf(from) ?? [])]);
  const hashed = before.some(({ integrity }) => integrity !== null);
  return after.flatMap((each): readonly Place[] => {
    const old = was.get(key(each));
    const place = (why: string): readonly Place[] => [{ file, line: null, why: `${key(each)}: ${why}` }];
    if (old && old.integrity !== null && old.integrity !== each.integrity)
      return place(each.integrity === null ? 'its hash was taken out' : 'it has another hash while its version is the same');
    if (each.from !== null && each.from !== old?.from) {
      if (/^(git|ssh|github:|gitlab:|bitbucket:)|\.git(#|$)/.test(each.from))
        return place('it comes from a repository instead of the registry');
      if (each.from.startsWith('http:')) return place('it is fetched without encryption');
      const host = hostOf(each.from);
      if (host !== null && !hosts.has(host)) return place(`it comes from ${host}`);
    }
    if (!old && each.integrity === null && hashed && each.from !== null && !/^(file|link|workspace):/.test(each.from))
      return place('it has no hash, as the others do');
    return [];
  });
}

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
