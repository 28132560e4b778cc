import { join } from 'node:path';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { javaArguments, javaEnvironment } from '../java-program.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import { neo4jAnswers } from './handshake.ts';
import type { Neo4jServer } from './schema.ts';

export const neo4jDriver: ServerDriver<Neo4jServer> = {
  async start(server, context) {
    const { data, account, program, password } = server;
    makeOwnFolder(data, account);
    const settings = join(data, 'neo4j.conf');
    writeOwnFile(settings, settingsOf(server), account);
    return startProgram(
      {
        title: 'Neo4j',
        argv: javaArguments(program, {
          main: 'Neo4jNode',
          heap: 512,
          options: [
            ...['nio', 'io', 'util.concurrent'].map((each) => `--add-opens=java.base/java.${each}=ALL-UNNAMED`),
            '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
            '-Dio.netty.tryReflectionSetAccessible=true',
          ],
          arguments: [join(data, 'home'), settings],
          data,
        }),
        cwd: data,
        env: { ...javaEnvironment(data), ...(password === null ? {} : { NEO4J_PASSWORD: password }) },
        account,
        answers: () => neo4jAnswers(server),
        patienceMs: 120_000,
      },
      context,
    );
  },
};

function settingsOf({ port, password }: Neo4jServer): string {
  const settings = {
    'server.bolt.enabled': true,
    'server.bolt.listen_address': `127.0.0.1:${port}`,
    // Drivers of `neo4j://` ask where to go, and are told this.
    'server.bolt.advertised_address': `127.0.0.1:${port}`,
    'server.memory.pagecache.size': '64m',
    'dbms.security.auth_enabled': password !== null,
    'dbms.usage_report.enabled': false,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
