import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderFlag } from '../folder.ts';

export interface RunFlags {
  readonly dir?: string;
  readonly env?: string;
  readonly yes?: boolean;
}

export const runCommand = buildCommand<RunFlags, string[], CliContext>({
  loader: async () => (await import('./run.ts')).run,
  parameters: {
    flags: {
      dir: folderFlag,
      env: {
        kind: 'parsed',
        brief: 'Where it runs: this machine (default), an environment of a cloud or cluster, or another name for data of its own here',
        placeholder: 'ENV',
        optional: true,
        parse: String,
      },
      yes: { kind: 'boolean', brief: 'Run the commands of the repository without asking', optional: true, withNegated: false },
    },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: {
        brief: 'A service, then `--` and options for its start command, or another program to run instead',
        placeholder: 'SERVICE',
        parse: String,
      },
    },
    aliases: { y: 'yes' },
  },
  docs: {
    brief: 'Run a job, a training or any program with the variables and servers of a service',
    fullDescription: `Brings up the servers a service needs, runs its program in the foreground, and ends with its exit code.

  gw run train                            its own start command
  gw run train -- --epochs 3              with options
  gw run api -- python manage.py shell    another program in its place
  gw run train --env aws                  as a job in the cloud, with a GPU where it asks for one

Servers that were not up are stopped afterwards. The output is kept in .groundwork/ENV/logs.`,
  },
});
