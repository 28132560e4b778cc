import { userFileSchema } from '@groundwork/protocol';
import { withLock } from '@groundwork/provision';
import { randomUUID } from 'node:crypto';
import { constants, mkdirSync } from 'node:fs';
import { open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, refused, toFileError } from '../files/errors.ts';
import { contentOf, largestFile, tooLarge, versionOf, type Seen } from '../files/read.ts';

interface Found {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly modified: number;
  readonly size: number;
}

export interface UserWrite {
  readonly name: string;
  /** Base64. */
  readonly content: string;
  /** What is to be replaced; `null` for nothing; whatever is there where it is left out. */
  readonly version?: string | null | undefined;
}

/**
 * The few files of a person, in a folder of theirs. Names were parsed before: none leads out of it. A file may be a link: many keep
 * such files with others of their kind, and what it leads to is what is written.
 */
export class UserFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder, which only its owner may look into. */
  prepare(): string {
    try {
      mkdirSync(join(this.#folder, 'snippets'), { recursive: true, mode: 0o700 });
      return this.#folder;
    } catch (cause) {
      throw toFileError(cause, this.#folder);
    }
  }

  async list(): Promise<Found[]> {
    const names = await Promise.all(['', 'snippets/'].map(async (below) => (await this.#namesIn(below)).map((name) => below + name)));
    const found = names.flat().map(async (name) => {
      if (!userFileSchema.safeParse(name).success) return null;
      const stats = await stat(this.#at(name)).catch(() => null);
      if (!stats?.isFile()) return null;
      return { name, created: Math.trunc(stats.birthtimeMs), modified: Math.trunc(stats.mtimeMs), size: stats.size };
    });
    return (await Promise.all(found)).filter((each) => each !== null);
  }

  async read(name: string): Promise<Seen & { readonly content: string }> {
    return await asFileError(name, async () => {
      const { bytes, modified } = await contentAt(this.#at(name), name);
      return { content: bytes.toString('base64'), version: versionOf(bytes), modified, size: bytes.length };
    });
  }

  /** Throws `files.changed` when another one than the writer saw would be replaced: by this server's windows or by another's. */
  async write({ name, content, version }: UserWrite): Promise<Seen> {
    const bytes = Buffer.from(content, 'base64');
    if (bytes.length > largestFile) throw tooLarge(name, bytes.length);
    return await asFileError(name, async () => {
      this.prepare();
      return await withLock(this.#lock, async () => {
        const file = await realpath(this.#at(name)).catch(() => this.#at(name));
        if (version !== undefined && version !== (await versionAt(file, name))) {
          throw refused('changed', name, 'It was changed elsewhere since it was read', 'Look at what it is now, then change it again');
        }
        await replace(file, bytes);
        const { mtimeMs } = await stat(file);
        return { version: versionOf(bytes), modified: Math.trunc(mtimeMs), size: bytes.length };
      });
    });
  }

  async delete(name: string): Promise<void> {
    await asFileError(name, async () => withLock(this.#lock, async () => rm(this.#at(name))));
  }

  get #lock(): string {
    return join(this.#folder, '.lock');
  }

  #at(name: string): string {
    return join(this.#folder, name);
  }

  async #namesIn(below: string): Promise<string[]> {
    return await readdir(this.#at(below)).catch(() => []);
  }
}

async function contentAt(file: string, name: string): Promise<Awaited<ReturnType<typeof contentOf>>> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return await contentOf(handle, name);
  } finally {
    await handle.close();
  }
}

async function versionAt(file: string, name: string): Promise<string | null> {
  try {
    return versionOf((await contentAt(file, name)).bytes);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  }
}

/** Beside it first: whoever reads sees the old or the new text, whenever we are stopped. */
async function replace(file: string, bytes: Buffer): Promise<void> {
  const beside = join(dirname(file), `.${randomUUID()}.tmp`);
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw cause;
  }
}

async function asFileError<T>(name: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    throw toFileError(cause, name);
  }
}
