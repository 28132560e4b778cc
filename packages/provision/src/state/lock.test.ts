import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareEnvironmentFolder } from './folder.ts';
import { holderOf, releaseLock, takeLock, withLock } from './lock.ts';
import { isRunning, recordOf } from './process.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harbour-'));
  file = join(folder, 'lock');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('a lock', () => {
  it('is held by one process and given back', () => {
    expect(takeLock(file)).toBe(true);
    expect(holderOf(file)?.pid).toBe(process.pid);
    expect(takeLock(file)).toBe(false);
    releaseLock(file);
    expect(existsSync(file)).toBe(false);
  });

  it('is taken over from a process that was killed', async () => {
    const child = spawn('sleep', ['60']);
    const record = recordOf(child.pid ?? 0);
    writeFileSync(file, JSON.stringify(record));
    expect(takeLock(file)).toBe(false);
    child.kill('SIGKILL');
    await new Promise((done) => child.on('close', done));
    expect(takeLock(file)).toBe(true);
  });

  it('is not kept by another process that got the same number', () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'long ago' }));
    expect(takeLock(file)).toBe(true);
  });

  it('is taken over when it is torn', () => {
    writeFileSync(file, '{"pid":');
    expect(takeLock(file)).toBe(true);
  });

  it('is given back when the action fails, and says who has it', async () => {
    await expect(withLock(file, () => Promise.reject(new RangeError('no')))).rejects.toThrow('no');
    takeLock(file);
    await expect(withLock(file, async () => 1, 60)).rejects.toMatchObject({ code: 'state.locked', exit: 75 });
  });
});

describe('processes', () => {
  it('are told apart from later ones with their number', () => {
    const own = recordOf(process.pid);
    expect(isRunning(own)).toBe(true);
    expect(isRunning({ pid: process.pid, started: 'long ago' })).toBe(false);
    expect(isRunning(null)).toBe(false);
  });
});

describe('the folder of an environment', () => {
  it('is private and ignored', () => {
    const { root, logs } = prepareEnvironmentFolder(folder, 'local');
    for (const path of [root, logs]) expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(existsSync(join(folder, '.groundwork', '.gitignore'))).toBe(true);
  });
});
