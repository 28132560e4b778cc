import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { runProgram, startProgram, type StartContext } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import { answersAll } from './exchange.ts';
import type { WebServer } from './schema.ts';

export const webDriver: ServerDriver<WebServer> = {
  async start(server, context) {
    const { title, program, data, account, port, ready, patienceMs } = server;
    if (server.initialise !== null && !existsSync(data)) await initialise(server, server.initialise, context);
    makeOwnFolder(data, account);
    for (const name of server.folders) makeOwnFolder(join(data, name), account);
    for (const [name, text] of Object.entries(server.files)) writeOwnFile(join(data, name), text, account);
    return startProgram(
      {
        title,
        argv: [program, ...server.arguments],
        cwd: data,
        env: environmentIn(data, server),
        account,
        answers: () => answersAll(port, ready),
        patienceMs,
      },
      context,
    );
  },
};

async function initialise(server: WebServer, args: readonly string[], context: StartContext): Promise<void> {
  const { title, program, data, account } = server;
  const partial = `${data}.partial`;
  rmSync(partial, { recursive: true, force: true });
  makeOwnFolder(partial, account);
  await runProgram({ title, argv: [program, ...args], cwd: partial, env: environmentIn(partial, server), account }, context);
  renameSync(partial, data);
}

/** Nothing of the person's own environment: a server must not find their keys in it. */
function environmentIn(data: string, { env }: WebServer): Record<string, string> {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', HOME: data, TMPDIR: data, ...env };
}
