import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectName } from './name.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'harbour-'));
});

afterEach(() => rmSync(dir, { recursive: true }));

const origin = (url: string): void => {
  mkdirSync(join(dir, '.git'));
  writeFileSync(join(dir, '.git/config'), `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/*\n`);
};

describe('the name of a project in a cloud', () => {
  it.each(['git@harbour.example:quay/tide-table.git', 'https://harbour.example/quay/tide-table', 'ssh://git@h.example/tide-table.git/'])(
    'is that of the repository at %s',
    (url) => {
      origin(url);
      expect(projectName(dir, 'harbour-2')).toBe('tide-table');
    },
  );

  it('is the one in groundwork.yaml before that', () => {
    origin('https://harbour.example/quay/tide-table');
    writeFileSync(join(dir, 'groundwork.yaml'), 'name: tides\n');
    expect(projectName(dir, 'harbour-2')).toBe('tides');
  });

  it('is that of the folder where nothing else is known', () => {
    expect(projectName(dir, 'harbour-2')).toBe('harbour-2');
  });
});
