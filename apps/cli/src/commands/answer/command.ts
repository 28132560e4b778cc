import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderFlag, jsonFlag } from '../folder.ts';

export interface AnswerFlags {
  readonly dir?: string;
  readonly json?: boolean;
}

export const answerCommand = buildCommand<AnswerFlags, [string, string], CliContext>({
  loader: async () => (await import('./run.ts')).answer,
  parameters: {
    flags: {
      json: jsonFlag,
      dir: folderFlag,
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
