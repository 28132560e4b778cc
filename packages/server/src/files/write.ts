import { randomUUID } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { codeOf, refused } from './errors.ts';
import { rootHolding, withOpened, withPlace, type Place } from './place.ts';
import { contentOf, largestFile, tooLarge, versionOf, type Seen } from './read.ts';
import type { Roots } from './roots.ts';

export interface Write {
  readonly root: string;
  readonly path: string;
  readonly content: string;
  readonly create: boolean;
  readonly overwrite: boolean;
  readonly version?: string | undefined;
}

/** Writes whole files, one after the other for each of them. */
export class Writer {
  readonly #roots: Roots;
  readonly #beside: () => Promise<string | null>;
  readonly #last = new Map<string, Promise<unknown>>();

  /** `beside`: a private folder on the same disk to write in before a file is replaced; `null` where there is none. */
  constructor(roots: Roots, beside: () => Promise<string | null>) {
    this.#roots = roots;
    this.#beside = beside;
  }

  /** Throws `files.changed` when the file is not the version any more that the writer saw. */
  async write(asked: Write): Promise<Seen> {
    const bytes = Buffer.from(asked.content, 'base64');
    if (bytes.length > largestFile) throw tooLarge(asked.path, bytes.length);
    return await withPlace(this.#roots, asked, 'write', async (place) =>
      this.#inTurn(place.real, async () => this.#writeAt(place, bytes, asked)),
    );
  }

  async #inTurn<T>(key: string, action: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(action, action);
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }

  async #writeAt(place: Place, bytes: Buffer, asked: Write): Promise<Seen> {
    const stats = await lstat(place.path).catch((cause: unknown) => (codeOf(cause) === 'ENOENT' ? null : Promise.reject(cause)));
    if (stats === null) {
      if (asked.version !== undefined) throw changed(asked.path, 'was deleted');
      if (!asked.create) throw refused('not_found', asked.path, 'There is no such file', 'Save it under a new name');
      return await create(place, bytes);
    }
    if (stats.isSymbolicLink()) {
      const real = await realpath(place.path);
      const root = rootHolding(this.#roots, real, asked.path, 'write');
      return await this.write({ ...asked, root: root.id, path: relative(root.path, real) });
    }
    if (!asked.overwrite) throw refused('exists', asked.path, 'There is a file of that name already', 'Choose another name, or replace it');
    await access(place.path, constants.W_OK);
    await this.#compare(place, asked);
    await this.#replace(place, bytes, stats);
    return await seen(place, bytes);
  }

  async #compare(place: Place, { path, version }: Write): Promise<void> {
    await withOpened(this.#roots, place, constants.O_RDONLY | constants.O_NOFOLLOW, async ({ handle }) => {
      const stats = await handle.stat();
      if (version === undefined && stats.isFile()) return;
      const { bytes } = await contentOf(handle, path);
      if (versionOf(bytes) !== version) throw changed(path, 'changed on disk');
    });
  }

  /** A reader sees the old or the new text. Mode, owner and other names of the file stay: where they could not, it is written in place. */
  async #replace(place: Place, bytes: Buffer, stats: Stats): Promise<void> {
    const folder = stats.nlink > 1 ? null : await this.#beside();
    const beside = folder === null ? null : join(folder, randomUUID());
    if (beside !== null && (await writeBeside(beside, bytes, stats))) {
      try {
        return await rename(beside, place.path);
      } catch {
        // Another disk, or a folder that may not be written to: the file itself may be.
        await rm(beside, { force: true });
      }
    }
    await writeInPlace(place, bytes);
  }
}

/** `false` when it could not be made like the file it is for. */
async function writeBeside(path: string, bytes: Buffer, { mode, uid, gid }: Stats): Promise<boolean> {
  const handle = await open(path, 'wx', 0o600).catch(() => null);
  if (handle === null) return false;
  try {
    await handle.writeFile(bytes);
    const own = await handle.stat();
    if (own.uid !== uid || own.gid !== gid) await handle.chown(uid, gid);
    await handle.chmod(mode & 0o7777);
    await handle.datasync();
    return true;
  } catch (cause) {
    await rm(path, { force: true });
    if (codeOf(cause) === 'ENOSPC' || codeOf(cause) === 'EDQUOT') throw cause;
    return false;
  } finally {
    await handle.close();
  }
}

async function writeInPlace({ path }: Place, bytes: Buffer): Promise<void> {
  const handle = await open(path, constants.O_WRONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    await handle.writeFile(bytes);
    await handle.truncate(bytes.length);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** Not written beside first: a new file takes its group and rights from the folder it is made in. */
async function create(place: Place, bytes: Buffer): Promise<Seen> {
  const handle = await open(place.path, 'wx', 0o666);
  try {
    await handle.writeFile(bytes);
    await handle.datasync();
  } catch (cause) {
    await rm(place.path, { force: true });
    throw cause;
  } finally {
    await handle.close();
  }
  return await seen(place, bytes);
}

async function seen({ path }: Place, bytes: Buffer): Promise<Seen> {
  const { mtimeMs } = await lstat(path);
  return { version: versionOf(bytes), modified: Math.trunc(mtimeMs), size: bytes.length };
}

function changed(path: string, how: string): Error {
  return refused('changed', path, `The file ${how} since it was read`, 'Compare the two, then save again');
}
