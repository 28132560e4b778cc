import { homedir } from 'node:os';
import { join } from 'node:path';

/** Folder of what may be deleted at any time and is then made anew, outside of any repository: nothing in it can have come with one. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'groundwork');
}
