import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { version } from './version.ts';

// The built program as a person calls it; `npm test` builds it first.
const program = fileURLToPath(new URL('../bin/groundwork.js', import.meta.url));
const groundwork = (...inputs: string[]) => promisify(execFile)(process.execPath, [program, ...inputs]);

describe('the built program', () => {
  it('prints its version', async () => {
    expect((await groundwork('--version')).stdout).toBe(`${version}\n`);
  });

  it('scans with the parsers it finds in node_modules', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bakery-'));
    writeFileSync(join(folder, 'requirements.txt'), 'fastapi==0.121.0\n');
    writeFileSync(join(folder, 'main.py'), 'import os\nfrom fastapi import FastAPI\n\napp = FastAPI()\noven = os.environ["OVEN_URL"]\n');
    const { stdout, stderr } = await groundwork('scan', folder, '--json');
    rmSync(folder, { recursive: true });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, notes: [] });
  });

  it('is content when its reader leaves early', async () => {
    const child = spawn(process.execPath, [program, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const code = await new Promise((done) => child.on('close', done));
    expect(code).toBe(0);
  });
});
