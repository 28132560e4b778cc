import { exitCodes, GroundworkError } from '@groundwork/host';
import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter, jsonFlag } from '../folder.ts';

export interface ServeFlags {
  readonly port?: number;
  readonly json?: boolean;
}

export const portFlag = {
  kind: 'parsed',
  brief: 'Port on 127.0.0.1 (default: the one of last time, else any)',
  placeholder: 'PORT',
  optional: true,
  parse: (input: string): number => {
    const port = Number(input);
    if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
    throw new GroundworkError({
      code: 'usage.port',
      message: `${input} is no port`,
      fix: 'Name a number from 1 to 65535',
      exit: exitCodes.usage,
    });
  },
} as const;

export const serveCommand = buildCommand<ServeFlags, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).serve,
  parameters: {
    flags: { port: portFlag, json: jsonFlag },
    positional: { kind: 'tuple', parameters: [folderParameter] },
  },
  docs: { brief: 'Serve a folder to the windows of the IDE, until it is stopped' },
});
