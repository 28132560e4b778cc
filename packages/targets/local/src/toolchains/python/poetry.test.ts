import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { poetryStandIn } from './poetry.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('a Poetry project without Poetry', () => {
  it('is installed as its lockfile says', () => {
    writeFileSync(
      join(folder, 'pyproject.toml'),
      `[tool.poetry.dependencies]
python = "^3.11"
fastapi = "^0.115"
psycopg = { version = "^3.2", extras = ["binary"] }
lamps = { git = "https://example.org/lamps.git", tag = "v2" }
sentry = { version = "*", optional = true }
`,
    );
    writeFileSync(
      join(folder, 'poetry.lock'),
      `[[package]]
name = "fastapi"
version = "0.115.4"

[[package]]
name = "numpy"
version = "1.26.0"

[[package]]
name = "numpy"
version = "2.1.0"

[[package]]
name = "lamps"
version = "2.0"
source = { type = "git", url = "https://example.org/lamps.git" }
`,
    );
    const { bin, locked } = poetryStandIn(folder, folder, 'root') ?? { bin: '', locked: false };
    expect(locked).toBe(true);
    expect(readFileSync(join(bin, 'requirements.txt'), 'utf8')).toBe(
      'fastapi\npsycopg[binary]\nlamps @ git+https://example.org/lamps.git@v2\n',
    );
    expect(readFileSync(join(bin, 'constraints.txt'), 'utf8')).toBe('fastapi==0.115.4\n');
    expect(execFileSync(join(bin, 'poetry'), ['run', 'echo', 'lit'], { encoding: 'utf8' })).toBe('lit\n');
  });

  it('is left to Poetry when it cannot be read', () => {
    expect(poetryStandIn(folder, folder, 'root')).toBeNull();
  });
});
