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

/** The name of an environment of a cloud or cluster. */
export const environmentParameter = {
  brief: 'Environment of groundwork.yaml, or a target by its own name: kubernetes, aws, gcp, azure',
  placeholder: 'ENV',
  parse: String,
} as const;

/** The same as a flag, for commands that work on this machine without it. */
export const environmentFlag = {
  kind: 'parsed',
  brief: 'Environment of a cloud or cluster (default: this machine)',
  placeholder: 'ENV',
  optional: true,
  parse: String,
} as const;
