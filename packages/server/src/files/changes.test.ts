import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WindowConnection } from '@groundwork/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHarbour, type Harbour } from '../server.fixture.ts';
import type { Changes } from './changes.ts';

let harbour: Harbour;
let window: WindowConnection;
let told: Changes[];

beforeEach(async () => {
  harbour = await openHarbour({ 'README.md': 'A harbour\n', 'quay/crane.py': 'lift = 3\n', 'node_modules/knots/index.js': '' });
  window = harbour.window();
  told = [];
  window.on('files/changed', (changes) => told.push(changes));
  await window.call('files/stat', { path: '' });
});
afterEach(() => harbour.close());

const at = (path: string): string => join(harbour.dir, path);

/** What was told until this was. */
async function toldUntil(seen: (all: Changes['changes']) => boolean): Promise<Changes['changes']> {
  for (;;) {
    const all = told.flatMap(({ changes }) => changes);
    if (seen(all)) return all;
    await new Promise((done) => setTimeout(done, 20));
  }
}

describe('what changes in the workspace', () => {
  it('is told to a window without being asked for', async () => {
    writeFileSync(at('quay/crane.py'), 'lift = 4\n');
    mkdirSync(at('mole/deep'), { recursive: true });
    writeFileSync(at('mole/deep/light.py'), '');
    rmSync(at('README.md'));
    const all = await toldUntil(
      (changes) => changes.some(({ path }) => path === 'README.md') && changes.some(({ path }) => path === 'mole/deep/light.py'),
    );
    expect(all).toContainEqual({ path: 'quay/crane.py', kind: 'changed' });
    expect(all).toContainEqual({ path: 'README.md', kind: 'deleted' });
    expect(all).toContainEqual({ path: 'mole', kind: 'added' });
    expect(all).toContainEqual({ path: 'mole/deep/light.py', kind: 'added' });
  });

  it('says nothing of libraries, caches and our own state', async () => {
    writeFileSync(at('node_modules/knots/index.js'), 'x');
    writeFileSync(at('.groundwork/x'), 'x');
    await window.call('files/write', { path: 'last.md', content: '', create: true, overwrite: true });
    const all = await toldUntil((changes) => changes.length > 0);
    expect(all).toEqual([{ path: 'last.md', kind: 'added' }]);
  });

  it('is not told one by one when it is very much, and is watched after that', async () => {
    mkdirSync(at('nets'));
    for (let count = 0; count < 3000; count += 1) writeFileSync(at(`nets/${count}.txt`), '');
    while (!told.some(({ overflow }) => overflow)) await new Promise((done) => setTimeout(done, 20));
    mkdirSync(at('nets/in'));
    writeFileSync(at('nets/in/later.txt'), '');
    expect(await toldUntil((changes) => changes.some(({ path }) => path === 'nets/in/later.txt'))).not.toHaveLength(0);
  });

  it('survives more than the kernel keeps', async () => {
    for (let round = 0; round < 20_000; round += 1)
      renameSync(at(round % 2 === 0 ? 'README.md' : 'LOG.md'), at(round % 2 === 0 ? 'LOG.md' : 'README.md'));
    mkdirSync(at('missed'));
    while (!told.some(({ overflow }) => overflow)) await new Promise((done) => setTimeout(done, 20));
    await new Promise((done) => setTimeout(done, 50));
    writeFileSync(at('missed/note.txt'), '');
    expect(await toldUntil((changes) => changes.some(({ path }) => path === 'missed/note.txt'))).not.toHaveLength(0);
  });
});
