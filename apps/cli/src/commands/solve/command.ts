import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderFlag, jsonFlag } from '../folder.ts';

export interface SolveFlags {
  readonly agent?: string;
  readonly model?: string;
  readonly yes?: boolean;
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly dir?: string;
}

export const solveCommand = buildCommand<SolveFlags, [string], CliContext>({
  loader: async () => (await import('./run.ts')).solve,
  parameters: {
    flags: {
      agent: {
        kind: 'parsed',
        brief: 'An agent of the Agent Client Protocol: groundwork (default), opencode, gemini, codex, or a command',
        placeholder: 'NAME|COMMAND',
        optional: true,
        parse: String,
      },
      model: {
        kind: 'parsed',
        brief: 'In place of the one of `groundwork model use`',
        placeholder: 'MODEL',
        optional: true,
        parse: String,
      },
      yes: { kind: 'boolean', brief: 'Approve the ticket as it stands, and its plan', optional: true, withNegated: false },
      resume: { kind: 'boolean', brief: 'Go on where it was stopped', optional: true, withNegated: false },
      json: jsonFlag,
      dir: folderFlag,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'A ticket by its id or file, or the address of an issue', placeholder: 'TICKET|URL', parse: String }],
    },
    aliases: { y: 'yes' },
  },
  docs: { brief: 'Have a ticket solved in a jail, and its change verified on a clean tree' },
});
