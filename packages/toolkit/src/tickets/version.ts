import { ticketFolder, ticketsFolder } from '@groundwork/agent';
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { realFolder } from '../local/folder.ts';
import { approvalsFile } from './approval.ts';
import { ticketFiles } from './store.ts';

/** Changes with everything that the list of tickets shows; costs a few looks at files. */
export function ticketsVersion(dir: string): string {
  const folder = realFolder(dir);
  const files = ticketFiles(folder);
  const seen = (path: string): string => {
    const known = statSync(path, { throwIfNoEntry: false });
    return known ? `${known.mtimeMs}:${known.size}:${known.ino}` : '';
  };
  const own = files.flatMap((file) => {
    const id = basename(file, '.md');
    const place = /^[\w][\w.-]{0,199}$/.test(id) ? ticketFolder(folder, id) : null;
    return [file, seen(join(folder, file)), ...(place ? [place.events, place.lock, place.delivered].map(seen) : [])];
  });
  return [seen(join(folder, ticketsFolder)), seen(approvalsFile()), ...own].join('|');
}
