import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requirementFiles } from './requirements.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'library-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('files that say what is installed', () => {
  it.each([
    ['pip install -r requirements.txt', ['requirements.txt']],
    ['cd .. && pip install -r requirements.txt', []],
    ['python -m pip install --requirement=requirements.txt -e ".[dev]"', ['requirements.txt', 'pyproject.toml']],
    ['pip install flask', []],
    ['npm install -r', []],
  ])('%s', (command, files) => {
    writeFileSync(join(folder, 'requirements.txt'), '');
    writeFileSync(join(folder, 'pyproject.toml'), '');
    expect(requirementFiles([command], folder)).toEqual(files.map((file) => join(folder, file)));
  });
});
