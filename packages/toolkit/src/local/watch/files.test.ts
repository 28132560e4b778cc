import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchFiles, type WatchedFiles } from './files.ts';

let home: string;
let harbour: string;
let files: WatchedFiles;
const never = new AbortController().signal;

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'harbour-')));
  harbour = join(home, 'harbour');
  for (const folder of ['harbour/app/pier', 'harbour/node_modules/knots', 'elsewhere']) mkdirSync(join(home, folder), { recursive: true });
  symlinkSync(join(home, 'elsewhere'), join(harbour, 'away'));
  files = watchFiles(harbour);
});

afterEach(() => {
  files.close();
  rmSync(home, { recursive: true });
});

const write = (path: string) => writeFileSync(join(home, path), 'x');
const changed = async () => [...((await files.next(never)) ?? [])].sort((a, b) => a.localeCompare(b));

describe('files that change', () => {
  it('are told in one batch', async () => {
    write('harbour/app/main.js');
    write('harbour/app/pier/crane.js');
    expect(await changed()).toEqual(['app/main.js', 'app/pier/crane.js']);
  });

  it('are those that tools write, dependencies and what lies behind a link not', async () => {
    for (const path of [
      'harbour/node_modules/knots/index.js',
      'elsewhere/far.js',
      'harbour/app/quay.log',
      'harbour/app/.main.js.swp',
      'harbour/near.js',
    ])
      write(path);
    expect(await changed()).toEqual(['near.js']);
  });

  it('may be in a folder that was not there before', async () => {
    mkdirSync(join(harbour, 'app/dock'));
    write('harbour/app/dock/gate.js');
    expect(await changed()).toContain('app/dock/gate.js');
    write('harbour/app/dock/lock.js');
    expect(await changed()).toEqual(['app/dock/lock.js']);
  });

  it('may have been moved in whole, or be gone', async () => {
    mkdirSync(join(home, 'mole/deep'), { recursive: true });
    write('mole/deep/light.js');
    renameSync(join(home, 'mole'), join(harbour, 'mole'));
    expect(await changed()).toContain('mole/deep/light.js');
    rmSync(join(harbour, 'mole/deep/light.js'));
    expect(await changed()).toEqual(['mole/deep/light.js']);
  });

  it('are waited for no longer when it is closed', async () => {
    const next = files.next(never);
    files.close();
    expect(await next).toBeNull();
  });
});
