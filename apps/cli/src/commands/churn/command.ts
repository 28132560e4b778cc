import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter, jsonFlag } from '../folder.ts';

export interface ChurnFlags {
  readonly json?: boolean;
  readonly all?: boolean;
  readonly allCommits?: boolean;
  readonly fresh?: boolean;
  readonly window?: number;
  readonly shards?: number;
  readonly revision?: string;
  readonly exclude?: readonly string[];
  readonly html?: string;
  readonly with?: readonly string[];
  readonly since?: string;
  readonly maxChurn?: number;
  readonly comment?: string;
  readonly environment?: string;
  readonly deployments?: 'recorded' | 'forge' | 'tags';
}

export const churnCommand = buildCommand<ChurnFlags, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).churn,
  parameters: {
    flags: {
      json: jsonFlag,
      all: { kind: 'boolean', brief: 'Count lockfiles, vendored and generated files too', optional: true, withNegated: false },
      allCommits: {
        kind: 'boolean',
        brief: 'Count each commit where it was made, on merged branches too, and not each merge as one change',
        optional: true,
        withNegated: false,
      },
      window: {
        kind: 'parsed',
        brief: 'Days within which a line that goes again is churn (default: 14)',
        placeholder: 'DAYS',
        optional: true,
        parse: days,
      },
      exclude: {
        kind: 'parsed',
        brief: 'Leave more files out, as a glob: docs/**',
        placeholder: 'GLOB',
        optional: true,
        variadic: true,
        parse: String,
      },
      revision: {
        kind: 'parsed',
        brief: 'Branch, tag or commit whose history is read (default: HEAD)',
        placeholder: 'REVISION',
        optional: true,
        parse: String,
      },
      html: {
        kind: 'parsed',
        brief: 'Write the report as one page that needs nothing else',
        placeholder: 'FILE',
        optional: true,
        parse: String,
      },
      with: {
        kind: 'parsed',
        brief: 'Another repository: the table over years of all of them together',
        placeholder: 'REPO',
        optional: true,
        variadic: true,
        parse: String,
      },
      since: {
        kind: 'parsed',
        brief: 'Look at a change by itself: what leads here and not to this commit, origin/main for example',
        placeholder: 'REVISION',
        optional: true,
        parse: String,
      },
      maxChurn: {
        kind: 'parsed',
        brief: 'End with 1 when more of the change than this rewrites what was only just written (with --since)',
        placeholder: 'PERCENT',
        optional: true,
        parse: percent,
      },
      comment: {
        kind: 'parsed',
        brief: 'Write what a pull request is told, in Markdown; - prints it (with --since)',
        placeholder: 'FILE',
        optional: true,
        parse: String,
      },
      environment: {
        kind: 'parsed',
        brief: 'Environment whose deployments count as delivery (default: production, else the one deployed to most)',
        placeholder: 'ENV',
        optional: true,
        parse: String,
      },
      deployments: {
        kind: 'enum',
        values: ['recorded', 'forge', 'tags'],
        brief: 'Where deployments are known from; forge asks GitHub or GitLab, over the network (default: recorded, else tags)',
        optional: true,
      },
      shards: {
        kind: 'parsed',
        brief: 'Gits that read a long history at once (default: 2, where there are two processors)',
        placeholder: 'NUMBER',
        optional: true,
        parse: count,
      },
      fresh: { kind: 'boolean', brief: 'Read everything again, and keep nothing', optional: true, withNegated: false },
    },
    positional: { kind: 'tuple', parameters: [{ ...folderParameter, placeholder: 'REPO' }] },
  },
  docs: { brief: 'How long lines live: what was written, moved, copied and undone, and how soon' },
});

function days(text: string): number {
  return positive(text, 'days');
}

function count(text: string): number {
  return positive(text, 'processes');
}

function positive(text: string, of: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 10_000) throw new SyntaxError(`"${text}" is not a number of ${of}`);
  return number;
}

function percent(text: string): number {
  const number = Number(text.replace(/ ?%$/, ''));
  if (text.trim() === '' || !(number >= 0 && number <= 100)) throw new SyntaxError(`"${text}" is not a percentage between 0 and 100`);
  return number / 100;
}
