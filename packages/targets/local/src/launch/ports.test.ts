import { releaseLock, takeLock } from '@groundwork/provision';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { assignPorts } from './ports.ts';

let home: string;
let port: number;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-ports-'));
  vi.stubEnv('XDG_STATE_HOME', join(home, 'state'));
  // A number that was free a moment ago.
  port = await new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const project = (name: string): { dir: string; lock: string } => {
  const dir = join(home, name);
  mkdirSync(join(dir, '.groundwork', 'local'), { recursive: true });
  return { dir, lock: join(dir, '.groundwork', 'local', 'lock') };
};

const fixed = (): Parameters<typeof assignPorts>[1] => [{ id: 'resource:db', wanted: port, fixed: true }];

it('a port that another project is about to listen on is taken, until that project is stopped', async () => {
  const [pier, quay] = [project('pier'), project('quay')];
  takeLock(pier.lock);
  expect(await assignPorts(pier.dir, fixed(), {})).toEqual({ 'resource:db': port });
  await expect(assignPorts(quay.dir, fixed(), {})).rejects.toMatchObject({ code: 'port.taken', exit: 3 });
  releaseLock(pier.lock);
  expect(await assignPorts(quay.dir, fixed(), {})).toEqual({ 'resource:db': port });
});
