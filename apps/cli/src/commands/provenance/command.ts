import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter, jsonFlag } from '../folder.ts';

export interface ProvenanceFlags {
  readonly json?: boolean;
  readonly attach?: boolean;
  readonly revisions?: string;
}

export const provenanceCommand = buildCommand<ProvenanceFlags, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).provenance,
  parameters: {
    flags: {
      json: jsonFlag,
      attach: {
        kind: 'boolean',
        brief: 'Attach what was found to commits that lost it: after a rebase, a squash, an amendment',
        optional: true,
        withNegated: false,
      },
      revisions: {
        kind: 'parsed',
        brief: 'Commits to look at, as git takes them: main..HEAD (default: the last 500 of HEAD)',
        placeholder: 'RANGE',
        optional: true,
        parse: String,
      },
    },
    positional: { kind: 'tuple', parameters: [{ ...folderParameter, placeholder: 'REPO' }] },
  },
  docs: { brief: 'Which lines of commits an agent wrote, under which receipt; found again by what they say' },
});
