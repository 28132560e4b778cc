import type { Root } from '@groundwork/protocol';
import { constants } from 'node:fs';
import { open, readlink, realpath, type FileHandle } from 'node:fs/promises';
import { platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { refused, toFileError } from './errors.ts';
import type { Roots } from './roots.ts';

/** What a window names. */
export interface Asked {
  readonly root: string;
  readonly path: string;
}

/** A name in a folder that was opened and looked at: links on the way that are turned elsewhere meanwhile change nothing. */
export interface Place {
  /** What it was asked for as. */
  readonly asked: string;
  readonly root: Root;
  /** Its path with every link before the last name followed. */
  readonly real: string;
  /** The same for system calls: on Linux it goes through the folder that is open, as `openat` would. */
  readonly path: string;
  close(): Promise<void>;
}

/** Something that is open, and where it really is. */
export interface Opened {
  readonly handle: FileHandle;
  readonly real: string;
  readonly root: Root;
}

const throughHandles = platform() === 'linux';

/**
 * Runs `action` on the place a window names. Links on the way are followed only where they lead into a root again, and into one that
 * may be written to for a write. The last name itself is not followed.
 */
export async function withPlace<T>(roots: Roots, asked: Asked, use: 'read' | 'write', action: (place: Place) => Promise<T>): Promise<T> {
  let place: Place | null = null;
  try {
    place = await findPlace(roots, asked, use);
    return await action(place);
  } catch (cause) {
    throw toFileError(cause, asked.path);
  } finally {
    await place?.close();
  }
}

async function findPlace(roots: Roots, { root: id, path: asked }: Asked, use: 'read' | 'write'): Promise<Place> {
  const root = roots.get(id);
  if (use === 'write' && !root.writable) throw readOnly(asked);
  const whole = join(root.path, asked);
  if (whole === root.path) {
    if (use === 'write') throw refused('denied', asked, 'That is the folder that is open itself', 'Name something in it');
    return { asked, root, real: whole, path: whole, close: async () => {} };
  }
  const name = basename(whole);
  const folder = await realpath(dirname(whole));
  const held = rootHolding(roots, folder, asked, use);
  if (!throughHandles) return { asked, root: held, real: join(folder, name), path: join(folder, name), close: async () => {} };
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    const real = await realOf(handle, folder);
    const path = `/proc/self/fd/${handle.fd}/${name}`;
    return { asked, root: rootHolding(roots, real, asked, use), real: join(real, name), path, close: () => handle.close() };
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

/** Opens what stands at a place, following a link only into a root, and never waiting for a pipe. */
export async function withOpened<T>(roots: Roots, place: Place, flags: number, action: (opened: Opened) => Promise<T>): Promise<T> {
  const handle = await open(place.path, flags | constants.O_NONBLOCK);
  try {
    const real = await realOf(handle, place.path);
    return await action({ handle, real, root: rootHolding(roots, real, place.asked, 'read') });
  } finally {
    await handle.close();
  }
}

/** A path for system calls on what is in a folder that is open. */
export function inside({ handle, real }: Opened, name = ''): string {
  const base = throughHandles ? `/proc/self/fd/${handle.fd}` : real;
  return name === '' ? base : `${base}/${name}`;
}

/** The root that holds a real path. Throws `files.outside`, and `files.readonly` for a write to a library. */
export function rootHolding(roots: Roots, real: string, asked: string, use: 'read' | 'write'): Root {
  const root = roots.holding(real);
  if (root === null)
    throw refused('outside', asked, 'A link leads out of the folder that is open', 'Open the folder it leads to by itself');
  if (use === 'write' && !root.writable) throw readOnly(asked);
  return root;
}

async function realOf(handle: FileHandle, otherwise: string): Promise<string> {
  return throughHandles ? await readlink(`/proc/self/fd/${handle.fd}`) : await realpath(otherwise);
}

function readOnly(asked: string): Error {
  return refused('readonly', asked, 'This belongs to a library: it can be read only', 'Copy it into the workspace to change it');
}
