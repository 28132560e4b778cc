import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readInstances } from './read.ts';
import { selectInstances } from './select.ts';

const row = {
  instance_id: 'bakery__oven-7',
  repo: 'Bakery/oven',
  base_commit: 'a'.repeat(40),
  version: '1.2',
  problem_statement: 'Bread comes out raw',
  patch: 'diff',
  test_patch: 'diff',
  FAIL_TO_PASS: ['test_baked'],
  PASS_TO_PASS: '["test_warm"]',
  log_parser: 'parse_log_pytest',
  eval_type: 'pass_and_fail',
  eval_script: '#!/bin/bash',
  hints_text: 'never read',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bakery-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (...rows: object[]): string => {
  const file = join(folder, 'tasks.jsonl');
  writeFileSync(file, rows.map((each) => JSON.stringify(each)).join('\n') + '\n');
  return file;
};

describe('readInstances', () => {
  it('reads tests written as a list and as JSON', async () => {
    const [instance] = await readInstances(write(row));
    expect(instance).toMatchObject({ id: 'bakery__oven-7', failToPass: ['test_baked'], passToPass: ['test_warm'] });
    expect(instance).not.toHaveProperty('hints_text');
  });

  it.each([
    ['a name that leads out of a folder', { instance_id: '../oven' }, /instance_id/],
    ['a commit that is an option of git', { base_commit: '--upload-pack=x' }, /base_commit/],
    ['tests that are no list', { FAIL_TO_PASS: 'test_baked' }, /FAIL_TO_PASS/],
  ])('refuses %s and names the row', async (_what, change, message) => {
    await expect(readInstances(write(row, { ...row, ...change }))).rejects.toThrow(message);
    await expect(readInstances(write(row, { ...row, ...change }))).rejects.toThrow(/Row 2/);
  });

  it('says where a dataset is had when there is none', async () => {
    await expect(readInstances(join(folder, 'absent.parquet'))).rejects.toMatchObject({
      code: 'swe.dataset_unreadable',
      fix: expect.stringContaining('--dataset'),
    });
  });
});

describe('selectInstances', () => {
  it('selects by name, repository in any case, and number, in the order of the dataset', async () => {
    const all = await readInstances(
      write(row, { ...row, instance_id: 'bakery__oven-8' }, { ...row, instance_id: 'harbour__crane-1', repo: 'harbour/crane' }),
    );
    const ids = (selection: Partial<Parameters<typeof selectInstances>[1]>) =>
      selectInstances(all, { ids: [], repositories: [], limit: null, ...selection }).map(({ id }) => id);
    expect(ids({ ids: ['harbour__crane-1', 'bakery__oven-7'] })).toEqual(['bakery__oven-7', 'harbour__crane-1']);
    expect(ids({ repositories: ['bakery/oven'], limit: 1 })).toEqual(['bakery__oven-7']);
    expect(() => ids({ ids: ['bakery__oven-9'] })).toThrow(/bakery__oven-9/);
  });
});
