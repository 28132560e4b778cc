import { gitEnvironment, runGit, ticketFolder } from '@groundwork/agent';
import { GroundworkError } from '@groundwork/host';
import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { realFolder } from '../local/folder.ts';
import { standingOf } from './session.ts';

/** Bytes of a text that is still compared. */
const largest = 2_000_000;

/** A file of a ticket's change: as it was when the work began, or as it is now. `null` where it is not there or is no text. */
export async function ticketContent(dir: string, id: string, path: string, side: 'before' | 'after'): Promise<string | null> {
  const folder = realFolder(dir);
  const plain = posix.normalize(path);
  if (plain.startsWith('../') || plain === '..' || posix.isAbsolute(plain)) return null;
  return side === 'before' ? before(folder, id, plain) : after(join(ticketFolder(folder, id).snapshot), plain);
}

async function before(folder: string, id: string, path: string): Promise<string | null> {
  const base = standingOf(folder, id).session?.base;
  if (!base || !/^[0-9a-f]{40,64}$/.test(base)) return null;
  try {
    const content = await runGit(['cat-file', 'blob', `${base}:${path}`], { cwd: folder, env: gitEnvironment() });
    return textOf(content);
  } catch (cause) {
    if (cause instanceof GroundworkError && cause.code === 'git.failed') return null;
    throw cause;
  }
}

/** The agent wrote it: neither it nor a folder above it may be a link that leads out. */
function after(root: string, path: string): string | null {
  try {
    const place = join(root, path);
    if (realpathSync(dirname(place)) !== dirname(join(realpathSync(root), path))) return null;
    const file = openSync(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const known = fstatSync(file);
      return known.isFile() && known.size <= largest ? textOf(readFileSync(file)) : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

const textOf = (content: Buffer): string | null => (content.length > largest || content.includes(0) ? null : content.toString('utf8'));
