import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter, jsonFlag } from '../folder.ts';

export interface ExportFlags {
  readonly json?: boolean;
  readonly force?: boolean;
  readonly out?: string;
  readonly env?: string;
}

/** Written out, as loading what knows them is for when it is called. */
const formats = [
  'compose',
  'dockerfile',
  'kubernetes',
  'cloudformation',
  'terraform',
  'arm',
  'devcontainer',
  'github-actions',
  'ide',
] as const;
export type Format = (typeof formats)[number];

const parse = (input: string): Format => {
  const found = formats.find((each) => each === input);
  // stricli prints what is thrown while it reads words as a mistake in using the command.
  if (found === undefined) throw new SyntaxError(`There is no format \`${input}\`; use one of: ${formats.join(', ')}`);
  return found;
};

export const exportCommand = buildCommand<ExportFlags, [Format, string?], CliContext>({
  loader: async () => (await import('./run.ts')).exportFiles,
  parameters: {
    flags: {
      json: jsonFlag,
      out: {
        kind: 'parsed',
        parse: String,
        brief: 'Folder to write to (default: where its tool looks), or - to print',
        placeholder: 'DIR',
        optional: true,
      },
      env: { kind: 'parsed', parse: String, brief: 'Environment whose settings it is made with', placeholder: 'ENV', optional: true },
      force: { kind: 'boolean', brief: 'Replace files that are there', optional: true, withNegated: false },
    },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: `One of: ${formats.join(', ')}`, placeholder: 'FORMAT', parse }, folderParameter],
    },
  },
  docs: { brief: 'Write what it needs as files of other tools: compose, Dockerfiles, Kubernetes, Terraform, workflows' },
});
