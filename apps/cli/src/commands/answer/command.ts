import { buildCommand } from '@stricli/core';
import { resolve } from 'node:path';
import type { CliContext } from '../../context.ts';
import { jsonFlag } from '../folder.ts';

export interface AnswerFlags {
  readonly dir?: string;
  readonly json?: boolean;
}

export const answerCommand = buildCommand<AnswerFlags, [string, string], CliContext>({
  loader: async () => (await import('./run.ts')).answer,
  parameters: {
    flags: {
      json: jsonFlag,
      dir: {
        kind: 'parsed',
        brief: 'Folder of the repository (default: the current one)',
        placeholder: 'DIR',
        optional: true,
        parse(this: CliContext, input: string): string {
          return resolve(this.cwd, input);
        },
      },
    },
    positional: {
      kind: 'tuple',
      parameters: [
        { brief: 'Which question: its id as `groundwork scan` prints it', placeholder: 'ID', parse: String },
        { brief: 'The answer', placeholder: 'VALUE', parse: String },
      ],
    },
  },
  docs: { brief: 'Answer a question once; kept in groundwork.yaml' },
});
