import type { Command } from '../launch/command.ts';
import { entryFile } from '../supervisor/entry.ts';

/** Hands out the built files of a folder, by a small server of ours: static services have no command of their own. */
export function staticServer(folder: string, port: number): Command {
  return { argv: [process.execPath, ...entryFile('static'), folder, String(port)] };
}
