import { holderOf, takeLock } from '@groundwork/provision';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { JailOptions } from './jail.ts';
import { inside } from './mounts.ts';
import { systemCallFilter } from './seccomp.ts';

/** What a jail has on this machine while it is there: its own `/etc`, its `/tmp`, and a home unless it was given one. */
export interface Scratch {
  readonly etc: string;
  readonly tmp: string;
  readonly home: string;
  /** `null` on a processor the filter is not written for. */
  readonly seccomp: string | null;
  remove(): void;
}

const lock = 'owner';

/** A folder of this process in the machine's place for such. What others left that were killed is removed: the kernel ends their jails, and not their files. */
export function ownFolder(prefix: string, parent = tmpdir()): { readonly folder: string; remove(): void } {
  sweep(prefix, parent);
  const folder = mkdtempSync(join(parent, prefix));
  takeLock(join(folder, lock));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

export function openScratch({ home, files }: Pick<JailOptions, 'home' | 'files'>): Scratch {
  const { folder, remove } = ownFolder('groundwork-jail-');
  const inIt = (name: string): string => join(folder, name);
  const [etc, tmp, ownHome, seccomp] = [inIt('etc'), inIt('tmp'), inIt('home'), inIt('seccomp')];
  for (const each of [etc, tmp, home ?? ownHome]) mkdirSync(each, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(ofEtc)) writeFileSync(join(etc, name), text);
  for (const [name, text] of Object.entries(files ?? {})) writeNew(join(home ?? ownHome, name), text);
  const filter = systemCallFilter();
  if (filter !== null) writeFileSync(seccomp, filter);
  return {
    etc,
    tmp,
    home: home ?? ownHome,
    seccomp: filter === null ? null : seccomp,
    remove,
  };
}

/** A home that outlives its jail was written to in it: nothing there is overwritten, and no link of it is followed. */
function writeNew(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch {
    // It is there.
  }
}

function sweep(prefix: string, parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(parent, name);
    try {
      // In this order: one that is just being made has no holder yet, and its lock by the time that is known.
      const isMade = existsSync(join(folder, lock));
      if (isMade && holderOf(join(folder, lock)) === null) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another person's.
    }
  }
}

/** One user and this machine's loopback; names of other machines are not found, since none can be reached. */
const ofEtc: Readonly<Record<string, string>> = {
  passwd: `root:x:0:0:root:/root:/usr/sbin/nologin\ngroundwork:x:1000:1000:groundwork:${inside.home}:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n`,
  group: 'root:x:0:\ngroundwork:x:1000:\nnogroup:x:65534:\n',
  hosts: '127.0.0.1 localhost\n::1 localhost\n',
  hostname: 'groundwork\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nshadow: files\nhosts: files\nservices: files\nprotocols: files\n',
  'resolv.conf': '',
};
export const etcFiles = Object.keys(ofEtc);
