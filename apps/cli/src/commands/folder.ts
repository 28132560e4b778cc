import type { CliContext } from '../context.ts';
import { resolve } from 'node:path';

/** The optional `[DIR]` that nearly every command takes: the current folder when it is not given. */
export const folderParameter = {
  brief: 'Folder of the repository (default: the current one)',
  placeholder: 'DIR',
  optional: true,
  parse(this: CliContext, input: string): string {
    return resolve(this.cwd, input);
  },
} as const;

/** The same as a flag, for commands whose words are something else. */
export const folderFlag = { ...folderParameter, kind: 'parsed' } as const;

/** The `--json` flag of every command that reports. */
export const jsonFlag = { kind: 'boolean', brief: 'Print JSON instead of text', optional: true, withNegated: false } as const;
