import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';

/** An emulator of AWS that speaks its protocols over HTTP, in a process of its own. */
export interface Ministack {
  readonly endpoint: string;
  /** What a client of AWS reads from its environment. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export async function startMinistack(program: string): Promise<Ministack> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const process = spawn(program, [], {
    env: {
      PATH: '/usr/bin:/bin',
      HOME: '/tmp',
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      LOG_LEVEL: 'WARNING',
      DOCKER_HOST: 'unix:///nowhere.sock',
    },
    stdio: 'ignore',
  });
  await answers(process, `${endpoint}/_ministack/health`);
  return {
    endpoint,
    env: { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' },
    stop: async () => {
      if (process.exitCode !== null) return;
      const ended = once(process, 'exit');
      process.kill('SIGKILL');
      await ended;
    },
  };
}

async function answers(process: ChildProcess, url: string): Promise<void> {
  for (;;) {
    if (process.exitCode !== null) throw new Error(`ministack ended with ${process.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    if (answer !== null && answer.status < 500) return;
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
