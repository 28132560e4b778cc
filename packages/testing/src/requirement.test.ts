import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { summary } from './reporter.ts';
import { programOnPath } from '@groundwork/host/programs';
import { missingFileVariable, requireProgram, requirement } from './requirement.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('requirement', () => {
  it('finds a program that is there', () => {
    expect(requireProgram('sh', 'apt-get install dash')).toBe(true);
  });

  it('does not take a folder for a program', () => {
    expect(programOnPath('bin', '/usr')).toBeNull();
  });

  it('notes what is missing for the summary', () => {
    const folder = mkdtempSync(join(tmpdir(), 'missing-'));
    vi.stubEnv(missingFileVariable, join(folder, 'missing.jsonl'));
    vi.stubEnv('GROUNDWORK_REQUIRE_ALL', '');
    expect(requireProgram('no-such-database', 'apt-get install no-such-database')).toBe(false);
    expect(readFileSync(join(folder, 'missing.jsonl'), 'utf8')).toBe(
      '{"what":"no-such-database","get":"apt-get install no-such-database"}\n',
    );
    rmSync(folder, { recursive: true });
  });

  it('fails where everything has to run', () => {
    vi.stubEnv('GROUNDWORK_REQUIRE_ALL', '1');
    expect(() => requirement('a GPU', false, 'rent one')).toThrowError(
      expect.objectContaining({ code: 'test.requirement', fix: 'rent one' }),
    );
  });
});

describe('summary', () => {
  it('says how to get each', () => {
    const missing = [
      { what: 'redis-server', get: 'apt-get install redis-server' },
      { what: 'initdb', get: 'apt-get install postgresql' },
    ];
    expect(summary(missing, { skipped: 7 })).toBe(
      '\n 7 skipped, for what this machine does not have:\n   initdb        apt-get install postgresql\n   redis-server  apt-get install redis-server',
    );
  });

  it('says nothing when nothing was skipped', () => {
    expect(summary([], { skipped: 0 })).toBe('');
  });
});
