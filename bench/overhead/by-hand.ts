import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { z } from 'zod';
import { run } from './command.ts';

const account = z.object({ uid: z.int(), gid: z.int() }).nullable();
const command = z.union([z.object({ shell: z.string() }), z.object({ argv: z.array(z.string()) })]);
const environment = z.record(z.string(), z.string());
const postgresServer = z.object({
  driver: z.literal('postgres'),
  bin: z.string(),
  account,
  port: z.int(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
});
const redisServer = z.object({ driver: z.literal('redis'), program: z.string(), account, port: z.int(), password: z.string().nullable() });

/** What of a launch file a person needs to do the same. */
const launchSchema = z.object({
  resources: z.array(z.object({ server: z.union([postgresServer, redisServer, z.object({ driver: z.string() })]) })),
  tasks: z.array(z.object({ cwd: z.string(), env: environment, setup: z.array(command), commands: z.array(command) })),
  services: z.array(
    z.object({ name: z.string(), cwd: z.string(), env: environment, command, port: z.int().nullable(), health: z.string().nullable() }),
  ),
});
export type Launch = z.infer<typeof launchSchema>;

export function launchOf(dir: string): Launch {
  return launchSchema.parse(JSON.parse(readFileSync(join(dir, '.groundwork/local/launch.json'), 'utf8')));
}

/** Servers, installs, migrations and starts, in the order of the launch, each when the one before is done. */
export async function byHand(launch: Launch, dir: string): Promise<{ readonly ms: number; stop(): Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'groundwork-by-hand-'));
  const running: ChildProcess[] = [];
  const started = performance.now();
  for (const { server } of launch.resources) running.push(...(await startServer(server, data)));
  for (const { cwd, env, setup, commands } of launch.tasks) {
    for (const each of [...setup, ...commands]) {
      const { code, said } = await run(...argumentsOf(each), { cwd, env: { ...process.env, ...env } });
      if (code !== 0) process.stderr.write(`by hand, ${JSON.stringify(each)} ended with ${code}:\n${said}\n`);
    }
  }
  const own = await startServices(launch);
  const ms = performance.now() - started;
  for (const child of own) kill(child);
  return {
    ms,
    stop: async () => {
      for (const child of running) kill(child);
      await sleep(1000);
      rmSync(data, { recursive: true, force: true });
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** How long the services alone take, with their servers running: until each answers on its port. */
export async function startByHand(launch: Launch): Promise<number> {
  await sleep(500);
  const started = performance.now();
  const own = await startServices(launch);
  const ms = performance.now() - started;
  for (const child of own) kill(child);
  await sleep(500);
  return ms;
}

async function startServices({ services }: Launch): Promise<ChildProcess[]> {
  const children = services.map(({ command: each, cwd, env }) => {
    const [program, args] = argumentsOf(each);
    return spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: 'ignore', detached: true });
  });
  for (const { port, health } of services) if (port !== null) await answers(`http://127.0.0.1:${port}${health ?? '/'}`);
  return children;
}

async function answers(url: string): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 20) {
    try {
      if ((await fetch(url)).status < 500) return;
    } catch {
      // Not yet.
    }
    await sleep(20);
  }
}

async function startServer(server: Launch['resources'][number]['server'], data: string): Promise<ChildProcess[]> {
  if (isPostgres(server)) return [await startPostgres(server, data)];
  if (!isRedis(server)) return [];
  const folder = ownFolder(join(data, 'redis'), server.account);
  const lines = [
    'bind 127.0.0.1',
    `port ${server.port}`,
    `dir ${folder}`,
    ...(server.password === null ? [] : [`requirepass ${server.password}`]),
  ];
  writeFileSync(join(folder, 'redis.conf'), lines.join('\n'));
  return [start(server.program, [join(folder, 'redis.conf')], server.account)];
}

async function startPostgres(server: z.infer<typeof postgresServer>, data: string): Promise<ChildProcess> {
  const folder = ownFolder(join(data, 'postgres'), server.account);
  const cluster = join(folder, 'data');
  await run(join(server.bin, 'initdb'), ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    account: server.account,
  });
  const child = start(
    join(server.bin, 'postgres'),
    ['-D', cluster, '-p', String(server.port), '-c', 'unix_socket_directories='],
    server.account,
  );
  const admin = postgres({ host: '127.0.0.1', port: server.port, user: 'postgres', database: 'postgres', max: 1, onnotice: () => {} });
  for (let waited = 0; waited < 30_000; waited += 50) {
    try {
      await admin`select 1`;
      break;
    } catch {
      await sleep(50);
    }
  }
  await admin.unsafe(`create role "${server.user}" login password '${server.password}'`);
  await admin.unsafe(`create database "${server.database}" owner "${server.user}"`);
  await admin.end();
  return child;
}

const isPostgres = (server: { driver: string }): server is z.infer<typeof postgresServer> => server.driver === 'postgres';
const isRedis = (server: { driver: string }): server is z.infer<typeof redisServer> => server.driver === 'redis';

function start(program: string, args: readonly string[], as: z.infer<typeof account>): ChildProcess {
  return spawn(program, args, {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    stdio: 'ignore',
    detached: true,
    ...(as ? { uid: as.uid, gid: as.gid } : {}),
  });
}

function ownFolder(path: string, as: z.infer<typeof account>): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (as) {
    chownSync(join(path, '..'), as.uid, as.gid);
    chownSync(path, as.uid, as.gid);
  }
  return path;
}

function argumentsOf(each: z.infer<typeof command>): [string, string[]] {
  if ('shell' in each) return ['/bin/sh', ['-c', each.shell]];
  const [program = '', ...args] = each.argv;
  return [program, args];
}

function kill({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It had ended.
  }
}
