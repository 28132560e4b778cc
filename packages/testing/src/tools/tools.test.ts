import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { completeFile, toolFolder, toolProgram } from './folder.ts';

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'tools-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true });
});

it('a tool whose installation was cut off is not there', () => {
  mkdirSync(join(toolFolder('checkov'), 'bin'), { recursive: true });
  expect(toolProgram('checkov')).toBeNull();
  writeFileSync(join(toolFolder('checkov'), completeFile), '');
  expect(toolProgram('checkov')).toBe(join(toolFolder('checkov'), 'bin/checkov'));
});
