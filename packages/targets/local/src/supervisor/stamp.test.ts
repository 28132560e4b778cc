import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isCurrent, writeStamp } from './stamp.ts';

let folder: string;
const write = (file: string, text: string): void => {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const stamp = (of: 'manifests' | 'sources', fields = {}) => ({
  file: join(folder, '.groundwork/stamp'),
  folder,
  of,
  with: 'npm ci',
  makes: null,
  force: false,
  ...fields,
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ropewalk-'));
  write('package.json', '{}');
  write('app/rope.js', 'twist()');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('what was done', () => {
  it('need not be done again while nothing it reads changed', () => {
    expect(isCurrent(stamp('manifests'))).toBe(false);
    writeStamp(stamp('manifests'));
    write('app/rope.js', 'untwist()');
    write('node_modules/left/package.json', '{}');
    expect(isCurrent(stamp('manifests'))).toBe(true);
    write('app/package.json', '{}');
    expect(isCurrent(stamp('manifests'))).toBe(false);
  });

  it('is done again with other commands or tools, when told to, or when what it made is gone', () => {
    writeStamp(stamp('manifests'));
    expect(isCurrent(stamp('manifests', { with: 'npm install' }))).toBe(false);
    expect(isCurrent(stamp('manifests', { force: true }))).toBe(false);
    expect(isCurrent(stamp('manifests', { makes: join(folder, 'node_modules') }))).toBe(false);
  });

  it('is built again when a source changed, not when a log did', () => {
    writeStamp(stamp('sources'));
    write('app/rope.log', 'twisted');
    expect(isCurrent(stamp('sources'))).toBe(true);
    write('app/rope.js', 'twist(); twist()');
    expect(isCurrent(stamp('sources'))).toBe(false);
  });

  it('does not stumble over links that lead nowhere', () => {
    symlinkSync('/nowhere', join(folder, 'requirements.txt'));
    writeStamp(stamp('manifests'));
    expect(isCurrent(stamp('manifests'))).toBe(true);
  });
});
