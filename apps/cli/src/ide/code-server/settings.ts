import { prepareStateFolder, readJson, replacePrivateFile } from '@groundwork/provision';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

const keptSchema = z.strictObject({ version: z.literal(1), port: z.int(), password: z.string().min(32) });
type Kept = z.infer<typeof keptSchema>;

/** How code-server is to run for one folder. */
export interface Settings extends Kept {
  /** Its configuration file, private to its owner: a password is no argument and no variable that others could read. */
  readonly config: string;
  /** A program that is this very command line, for the extension to start. */
  readonly command: string;
}

/** The settings of last time, so that a window that is still open finds it again; on a port that is free now. */
export async function settingsFor(
  dir: string,
  { port, command }: { readonly port: number | undefined; readonly command: readonly string[] },
): Promise<Settings> {
  const folder = join(prepareStateFolder(dir), 'code-server');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'settings.json');
  const last = readJson(file, keptSchema);
  const kept: Kept = {
    version: 1,
    port: port ?? (last !== null && (await isFree(last.port)) ? last.port : await freePort()),
    password: last?.password ?? randomBytes(24).toString('hex'),
  };
  replacePrivateFile(file, JSON.stringify(kept));
  const config = join(folder, 'config.yaml');
  // JSON is YAML, and needs no care for what is in it.
  replacePrivateFile(
    config,
    JSON.stringify({ 'bind-addr': `127.0.0.1:${kept.port}`, auth: 'password', password: kept.password, cert: false }),
  );
  const program = join(folder, 'groundwork');
  writeFileSync(program, `#!/bin/sh\nexec ${command.map(quoted).join(' ')} "$@"\n`);
  chmodSync(program, 0o700);
  return { ...kept, config, command: program };
}

async function isFree(port: number): Promise<boolean> {
  return (await portFrom(port)) !== null;
}

async function freePort(): Promise<number> {
  return (await portFrom(0)) ?? 0;
}

async function portFrom(wanted: number): Promise<number | null> {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : null;
  } catch {
    return null;
  } finally {
    server.close();
  }
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
