import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { serveAlone, type ServedAlone } from '../serve-alone.fixture.ts';

let home: string;
let server: ServedAlone;

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'harbour-')));
});

afterEach(async () => {
  await server.kill();
  rmSync(home, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

function program(name: string, text: string): void {
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'bin', name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(home, 'bin', name), 0o755);
}

it('a language server that hears nothing ends with a server that was killed, and so does what it started', async () => {
  program('go', '');
  program(
    'gopls',
    `trap '' TERM HUP INT\nsleep 600 &\necho "$$ $!" > ${home}/pids.new && mv ${home}/pids.new ${home}/pids\nwhile :; do sleep 1; done`,
  );
  vi.stubEnv('PATH', `${home}/bin:${process.env['PATH']}`);
  mkdirSync(join(home, 'pier'));
  server = await serveAlone(join(home, 'pier'));
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/lsp/gopls?token=${server.token}`);
  await once(socket, 'open');
  await expect.poll(() => existsSync(join(home, 'pids')), { timeout: 10_000 }).toBe(true);
  const pids = readFileSync(join(home, 'pids'), 'utf8').trim().split(' ').map(Number);
  expect(pids.map(isRunning)).toEqual([true, true]);
  await server.kill();
  await expect.poll(() => pids.map(isRunning), { timeout: 20_000 }).toEqual([false, false]);
}, 60_000);

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
