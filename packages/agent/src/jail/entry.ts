import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The supervisor's program, as a folder to mount and a file in it: from its source, compiled beside this file, or bundled beside the command line. */
export function supervisorEntry(): { readonly folder: string; readonly file: string } {
  const places = [
    ['.', 'supervisor/main.ts'],
    ['.', 'supervisor/main.js'],
    ['..', 'jail-supervisor.js'],
    ['.', 'jail-supervisor.js'],
  ] as const;
  const found = places
    .map(([folder, file]) => ({ folder: fileURLToPath(new URL(folder, import.meta.url)).replace(/\/$/, ''), file }))
    .find(({ folder, file }) => existsSync(`${folder}/${file}`));
  return found ?? { folder: fileURLToPath(new URL('.', import.meta.url)), file: 'supervisor/main.js' };
}
