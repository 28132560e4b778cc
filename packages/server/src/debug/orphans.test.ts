import { connectWindow, type WindowConnection } from '@groundwork/protocol';
import { requireProgram } from '@groundwork/testing';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { serveAlone, type ServedAlone } from '../serve-alone.fixture.ts';
import { Client } from './client.fixture.ts';

let dir: string;
let home: string;
let server: ServedAlone;
let window: WindowConnection;
let client: Client;

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'harbour-')));
  dir = join(home, 'harbour');
  vi.stubEnv('XDG_STATE_HOME', join(home, 'state'));
});

afterEach(async () => {
  client.close();
  window.close();
  await server.kill();
  rmSync(home, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

async function debug(service: string, files: Readonly<Record<string, string>>, stop: readonly [file: string, line: number]): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  server = await serveAlone(dir);
  const { origin, token } = server;
  const openSocket = (): WebSocket => new WebSocket(`${origin.replace('http', 'ws')}/rpc?token=${token}`);
  window = connectWindow({ openSocket, window: 'pier', longestWait: 50 });
  const { id, request, configuration } = await window.call('debug/start', { service, trust: true });
  client = new Client({ served: server }, id, { [join(dir, stop[0])]: stop[1] });
  await client.open(request, configuration);
}

/** Processes that work in the folder, the debugger's own with them. */
function running(): string[] {
  const look =
    'for p in /proc/[0-9]*; do grep -qz "$1" $p/environ 2>/dev/null && grep -qz "^GROUNDWORK_RUN=" $p/environ && tr "\\0" " " <$p/cmdline && echo; done; true';
  return execFileSync('sh', ['-c', look, 'sh', dir], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line !== '');
}

describe('what is debugged ends with a server that was killed', { timeout: 180_000 }, () => {
  it.runIf(requireProgram('python3', 'apt-get install python3-venv'))('in Python', async () => {
    const files = {
      'requirements.txt': '',
      Procfile: 'web: python harbour.py\n',
      'groundwork.yaml': 'services:\n  web:\n    install: []\n',
      'harbour.py': 'import time\nfor minute in range(60):\n    time.sleep(60)\n',
    };
    await debug('web', files, ['harbour.py', 3]);
    await client.stopped('minute');
    expect(running().length).toBeGreaterThan(1);
    await server.kill();
    await expect.poll(running, { timeout: 40_000 }).toEqual([]);
  });
});
