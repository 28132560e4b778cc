import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { WindowConnection } from '@groundwork/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHarbour, type Harbour } from '../server.fixture.ts';

let harbour: Harbour;
let window: WindowConnection;

beforeEach(async () => {
  harbour = await openHarbour({ 'README.md': 'A harbour\n', 'quay/crane.py': 'lift = 3\n', 'quay/empty.txt': '' });
  window = harbour.window();
});
afterEach(() => harbour.close());

const at = (path: string): string => join(harbour.dir, path);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const read = async (path: string): Promise<string> => Buffer.from((await window.call('files/read', { path })).content, 'base64').toString();
const write = (path: string, text: string, more: { version?: string; create?: boolean; overwrite?: boolean } = {}) =>
  window.call('files/write', { path, content: base64(text), create: true, overwrite: true, ...more });

describe('looking', () => {
  it('tells what is in a folder', async () => {
    const entries = await window.call('files/list', { path: 'quay' });
    expect(entries.map(({ name, kind, size }) => ({ name, kind, size })).sort((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'crane.py', kind: 'file', size: 9 },
      { name: 'empty.txt', kind: 'file', size: 0 },
    ]);
    expect(await window.call('files/stat', { path: '' })).toMatchObject({ kind: 'folder', readonly: false });
  });

  it('says what a link leads to, and edits that', async () => {
    symlinkSync('crane.py', at('quay/link.py'));
    symlinkSync('nowhere', at('quay/broken'));
    expect(await window.call('files/stat', { path: 'quay/link.py' })).toMatchObject({ kind: 'link', target: 'file', size: 9 });
    expect(await window.call('files/stat', { path: 'quay/broken' })).toMatchObject({ kind: 'link', target: null });
    await write('quay/link.py', 'lift = 4\n');
    expect(readlinkSync(at('quay/link.py'))).toBe('crane.py');
    expect(readFileSync(at('quay/crane.py'), 'utf8')).toBe('lift = 4\n');
  });

  it.each(['<img src=x onerror=alert(1)>', 'a\nb', "'; rm -rf ~", 'quay\\crane', '\u202egnp.exe', '%2e%2e', 'x'.repeat(255)])(
    'takes any name for a name: %j',
    async (name) => {
      await write(name, 'one');
      expect((await window.call('files/list', { path: '' })).map((entry) => entry.name)).toContain(name);
      expect(await read(name)).toBe('one');
    },
  );

  it.each([
    ['quay/none.py', 'files.not_found'],
    ['quay', 'files.is_folder'],
    ['README.md/crane.py', 'files.not_folder'],
    ['x'.repeat(300), 'files.bad_name'],
  ])('says why %s cannot be read', async (path, code) => {
    await expect(window.call('files/read', { path })).rejects.toMatchObject({ code, where: path });
  });

  it('does not wait for a pipe, and reads no device', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('/dev/zero', at('zeros'));
    await expect(window.call('files/read', { path: 'pipe' })).rejects.toMatchObject({ code: 'files.not_file' });
    await expect(window.call('files/read', { path: 'zeros' })).rejects.toMatchObject({ code: 'files.outside' });
  });

  it('reads bytes, and nothing that is too large', async () => {
    const bytes = Buffer.from([0, 255, 254, 13, 10, 0]);
    harbour.write('bytes.bin', bytes);
    harbour.write('large.bin', '');
    truncateSync(at('large.bin'), 33 * 1024 * 1024);
    expect((await window.call('files/read', { path: 'bytes.bin' })).content).toBe(bytes.toString('base64'));
    await expect(window.call('files/read', { path: 'large.bin' })).rejects.toMatchObject({ code: 'files.too_large' });
  });
});

describe('writing', () => {
  it('is refused when the file is not the one that was read', async () => {
    const { version } = await window.call('files/read', { path: 'README.md' });
    const next = await write('README.md', 'Ours\n', { version });
    harbour.write('README.md', 'Theirs\n');
    await expect(write('README.md', 'Ours again\n', { version: next.version })).rejects.toMatchObject({ code: 'files.changed' });
    expect(readFileSync(at('README.md'), 'utf8')).toBe('Theirs\n');
  });

  it('lets only one of two win that saw the same', async () => {
    const { version } = await window.call('files/read', { path: 'README.md' });
    const other = harbour.window('mole');
    const asked = [window, other].map((each, index) =>
      each.call('files/write', { path: 'README.md', content: base64(`${index}`), create: false, overwrite: true, version }),
    );
    expect((await Promise.allSettled(asked)).map(({ status }) => status).sort((a, b) => a.localeCompare(b))).toEqual([
      'fulfilled',
      'rejected',
    ]);
  });

  it('keeps mode, and the other names of a file', async () => {
    chmodSync(at('quay/crane.py'), 0o751);
    linkSync(at('quay/crane.py'), at('quay/same.py'));
    await write('quay/crane.py', 'lift = 5\n');
    await write('README.md', 'x');
    chmodSync(at('README.md'), 0o4755);
    await write('README.md', 'y');
    expect(statSync(at('quay/crane.py')).mode & 0o7777).toBe(0o751);
    expect(statSync(at('README.md')).mode & 0o7777).toBe(0o4755);
    expect(readFileSync(at('quay/same.py'), 'utf8')).toBe('lift = 5\n');
  });

  it.runIf(process.getuid?.() === 0)('keeps the owner', async () => {
    execFileSync('chown', ['1:1', at('README.md')]);
    await write('README.md', 'x');
    expect(statSync(at('README.md'))).toMatchObject({ uid: 1, gid: 1 });
  });

  it('is in one piece, and leaves nothing beside', async () => {
    const before = statSync(at('README.md')).ino;
    await write('README.md', 'x');
    expect(statSync(at('README.md')).ino).not.toBe(before);
    expect(readdirSync(harbour.dir).sort((a, b) => a.localeCompare(b))).toEqual(['.groundwork', 'quay', 'README.md']);
    expect(readdirSync(at('.groundwork/saving'))).toEqual([]);
  });

  it.each([
    [{ path: 'README.md', overwrite: false }, 'files.exists'],
    [{ path: 'new.md', create: false }, 'files.not_found'],
    [{ path: 'quay' }, 'files.is_folder'],
    [{ path: 'deep/new.md' }, 'files.not_found'],
    [{ path: '' }, 'files.denied'],
  ])('says why not: %j', async ({ path, ...more }, code) => {
    await expect(write(path, 'x', more)).rejects.toMatchObject({ code });
  });
});

describe('moving', () => {
  it('makes, copies, renames and deletes', async () => {
    await window.call('files/makeFolder', { path: 'mole' });
    await window.call('files/copy', { from: 'quay', to: 'mole/quay', overwrite: false });
    await window.call('files/rename', { from: 'mole/quay/crane.py', to: 'mole/crane.py', overwrite: false });
    expect(await read('mole/crane.py')).toBe('lift = 3\n');
    await expect(window.call('files/delete', { path: 'mole', recursive: false })).rejects.toMatchObject({ code: 'files.not_empty' });
    await window.call('files/delete', { path: 'mole', recursive: true });
    expect(existsSync(at('mole'))).toBe(false);
    expect(existsSync(at('quay/crane.py'))).toBe(true);
  });

  it('replaces only when it may', async () => {
    await expect(window.call('files/rename', { from: 'README.md', to: 'quay/crane.py', overwrite: false })).rejects.toMatchObject({
      code: 'files.exists',
    });
    await expect(window.call('files/rename', { from: 'quay', to: 'quay/inside', overwrite: false })).rejects.toMatchObject({
      code: 'files.bad_name',
    });
    await window.call('files/copy', { from: 'README.md', to: 'quay', overwrite: true });
    expect(await read('quay')).toBe('A harbour\n');
  });
});

describe('links out of the folder', () => {
  beforeEach(() => {
    mkdirSync(join(harbour.home, 'elsewhere'));
    writeFileSync(join(harbour.home, 'elsewhere/letter.txt'), 'private');
    symlinkSync(join(harbour.home, 'elsewhere'), at('away'));
    symlinkSync(join(harbour.home, 'elsewhere/letter.txt'), at('letter.txt'));
    symlinkSync('../elsewhere/new.txt', at('new.txt'));
  });

  it('are not read through', async () => {
    for (const path of ['letter.txt', 'away/letter.txt']) {
      await expect(window.call('files/read', { path })).rejects.toMatchObject({ code: 'files.outside' });
    }
    await expect(window.call('files/list', { path: 'away' })).rejects.toMatchObject({ code: 'files.outside' });
    await expect(window.call('files/stat', { path: 'away/letter.txt' })).rejects.toMatchObject({ code: 'files.outside' });
    expect(await window.call('files/stat', { path: 'letter.txt' })).toMatchObject({ kind: 'link', target: null });
  });

  it('are not written through', async () => {
    for (const path of ['letter.txt', 'away/letter.txt', 'away/more.txt', 'new.txt'])
      await expect(write(path, 'x')).rejects.toMatchObject({ code: expect.stringMatching(/^files\.(outside|not_found)$/u) });
    await expect(window.call('files/makeFolder', { path: 'away/in' })).rejects.toMatchObject({ code: 'files.outside' });
    await expect(window.call('files/rename', { from: 'README.md', to: 'away/in.md', overwrite: true })).rejects.toMatchObject({
      code: 'files.outside',
    });
    await expect(window.call('files/copy', { from: 'away/letter.txt', to: 'mine.txt', overwrite: true })).rejects.toMatchObject({
      code: 'files.outside',
    });
    expect(readdirSync(join(harbour.home, 'elsewhere'))).toEqual(['letter.txt']);
    expect(readFileSync(join(harbour.home, 'elsewhere/letter.txt'), 'utf8')).toBe('private');
  });

  it('are copied and deleted as links', async () => {
    await window.call('files/copy', { from: 'away', to: 'far', overwrite: false });
    expect(lstatSync(at('far')).isSymbolicLink()).toBe(true);
    await window.call('files/delete', { path: 'away', recursive: true });
    expect(existsSync(join(harbour.home, 'elsewhere/letter.txt'))).toBe(true);
  });

  it('are not followed when they are turned while we look', async () => {
    mkdirSync(at('turning'));
    writeFileSync(at('turning/letter.txt'), 'public');
    const turn = `while :; do mv '${at('turning')}' '${at('kept')}'; ln -s ../elsewhere '${at('turning')}'; rm '${at('turning')}'; mv '${at('kept')}' '${at('turning')}'; done`;
    const { spawn } = await import('node:child_process');
    const turner = spawn('sh', ['-c', turn], { stdio: 'ignore' });
    try {
      const seen = new Set<string>();
      for (let count = 0; count < 300; count += 1) seen.add(await read('turning/letter.txt').catch(() => 'refused'));
      expect(seen).not.toContain('private');
      expect(seen).toContain('public');
    } finally {
      turner.kill('SIGKILL');
    }
  });
});
