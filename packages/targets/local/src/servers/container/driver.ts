import { join } from 'node:path';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { baseEnvironment } from '../../process/base-environment.ts';
import type { ProcessGroup } from '../../process/group.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import { handshakeOf } from '../handshake/of-type.ts';
import { volumeFile } from './kept.ts';
import { removeContainer } from './remains.ts';
import type { ContainerServer } from './schema.ts';

/** A first start makes a data folder, and some servers take a minute for it. */
const patienceMs = 180_000;

/**
 * Runs a container in the foreground of its client, which hands on what asks it to stop. A client that was killed leaves its
 * container behind; what bears the name is removed before a start, after a stop, and by the next `down`.
 */
export const containerDriver: ServerDriver<ContainerServer> = {
  async start(server, context) {
    const { engine, name, data, type, extensions, image } = server;
    const { connection } = context.resource;
    makeOwnFolder(data, null);
    const variables = join(data, 'container.env');
    writeOwnFile(variables, linesOf(server.env), null);
    if (server.keeps !== null) writeOwnFile(volumeFile(data), name, null);
    await removeContainer(server);
    const answers = handshakeOf(type) ?? (() => Promise.resolve(false));
    try {
      const { group, record } = await startProgram(
        {
          title: image,
          argv: [engine, ...runArguments(server, variables)],
          cwd: data,
          // The client finds its engine and its logins by the person's own variables.
          env: baseEnvironment(),
          account: null,
          answers: () => answers(connection, extensions),
          patienceMs,
        },
        context,
      );
      return { group: group && removedAtTheEnd(group, { engine, name }), record };
    } catch (cause) {
      await removeContainer(server);
      throw cause;
    }
  },
};

export function runArguments(server: ContainerServer, variables: string): string[] {
  const { name, port, inside, keeps, user, image } = server;
  return [
    'run',
    '--rm',
    `--name=${name}`,
    '--label=dev.groundwork.container=true',
    `--publish=127.0.0.1:${port}:${inside}`,
    ...(keeps === null ? [] : [`--volume=${name}:${keeps}`]),
    ...(user === null ? [] : [`--user=${user}`]),
    // Passwords are in it: arguments are shown to everyone on the machine.
    `--env-file=${variables}`,
    '--security-opt=no-new-privileges',
    image,
    ...server.arguments,
  ];
}

/** Neither client takes quotes or line breaks in this file; our values have none. */
const linesOf = (env: Readonly<Record<string, string>>): string =>
  Object.entries(env)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

function removedAtTheEnd(group: ProcessGroup, container: Pick<ContainerServer, 'engine' | 'name'>): ProcessGroup {
  return {
    ...group,
    stop: async (patience) => {
      await group.stop(patience);
      await removeContainer(container);
    },
  };
}
