import type { Connection } from '@groundwork/provision';
import { globSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseEnvironment } from '../process/base-environment.ts';
import { isExecutable, programsOnPath } from '../servers/programs.ts';
import { clients } from './table.ts';

/** A client of a running resource, ready to be started on a person's terminal. */
export interface ReadyClient {
  readonly title: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Deletes what it was told in a file. */
  forget(): void;
}

/** The first client there is for a resource, told where it is; `null` when the machine has none. `folder` is private. */
export function findClient(connection: Connection, folder: string): ReadyClient | null {
  for (const { program, tell } of clients[connection.type] ?? []) {
    const [path] = [...programsOnPath(program), ...besideServers(program)];
    if (path === undefined) continue;
    const { words, env = {}, file } = tell(connection);
    const place = join(folder, `client-${process.pid}`);
    if (file !== undefined) {
      rmSync(place, { force: true });
      writeFileSync(place, file, { mode: 0o600, flag: 'wx' });
    }
    return {
      title: program,
      argv: [path, ...words.map((word) => word.replace('{file}', place))],
      env: { ...baseEnvironment(), ...env },
      forget: () => rmSync(place, { force: true }),
    };
  }
  return null;
}

/** Names of the clients that would do, the best known first. */
export function clientsFor(type: Connection['type']): string[] {
  return (clients[type] ?? []).map(({ program }) => program);
}

/** The first client that this machine has for a type; `null` when it has none. */
export function clientOn(type: Connection['type']): string | null {
  return clientsFor(type).find((program) => [...programsOnPath(program), ...besideServers(program)].length > 0) ?? null;
}

/** Packages put PostgreSQL's programs where PATH does not lead. */
function besideServers(program: string): string[] {
  return program === 'psql' ? globSync('/usr/lib/postgresql/*/bin/psql').filter(isExecutable) : [];
}
