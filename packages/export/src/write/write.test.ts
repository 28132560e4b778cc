import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeExported } from './write.ts';

let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bakery-'));
});
afterEach(() => rmSync(base, { recursive: true }));

const files = [
  { path: 'compose.yaml', text: 'rye\n' },
  { path: 'bin/oven', text: '#!/bin/sh\n', executable: true },
];
const write = (force = false) => writeExported(files, { base, folder: 'deploy/compose', force });
const outcomes = async (force = false) => (await write(force)).files.map(({ outcome }) => outcome);
const at = (path: string): string => join(base, 'deploy/compose', path);

describe('an export', () => {
  it('is written, and the next time found as it is', async () => {
    expect(await outcomes()).toEqual(['new', 'new']);
    expect(statSync(at('bin/oven')).mode & 0o111).not.toBe(0);
    expect(await outcomes()).toEqual(['unchanged', 'unchanged']);
    expect(readdirSync(at('.')).toSorted()).toEqual(['bin', 'compose.yaml']);
  });

  it('replaces what a person wrote only when told to, and until then writes nothing', async () => {
    mkdirSync(at('.'), { recursive: true });
    writeFileSync(at('compose.yaml'), 'mine\n');
    await expect(write()).rejects.toMatchObject({
      code: 'export.exists',
      exit: 2,
      message: expect.stringContaining('deploy/compose/compose.yaml'),
    });
    expect(existsSync(at('bin'))).toBe(false);
    expect(await outcomes(true)).toEqual(['replaced', 'new']);
    expect(readFileSync(at('compose.yaml'), 'utf8')).toBe('rye\n');
  });

  it('finishes what was cut off', async () => {
    mkdirSync(at('.'), { recursive: true });
    writeFileSync(at('compose.yaml'), 'rye\n');
    expect(await outcomes()).toEqual(['unchanged', 'new']);
  });

  it('follows no link of the repository, forced or not', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'cellar-'));
    symlinkSync(elsewhere, join(base, 'deploy'));
    await expect(write(true)).rejects.toMatchObject({ code: 'export.link', exit: 2 });
    expect(readdirSync(elsewhere)).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });

  it('leaves nothing when one of its files cannot be written', async () => {
    mkdirSync(at('bin/oven'), { recursive: true });
    await expect(write(true)).rejects.toMatchObject({ code: 'export.exists' });
    rmSync(at('bin'), { recursive: true });
    // A name that no file system takes fails after the first file was written beside its place.
    const long = { path: 'x'.repeat(300), text: '' };
    await expect(writeExported([...files, long], { base, folder: 'deploy/compose', force: true })).rejects.toMatchObject({
      code: 'export.not_written',
      exit: 3,
    });
    expect(existsSync(at('compose.yaml'))).toBe(false);
  });
});
