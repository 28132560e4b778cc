import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Installed } from '../../toolchains/versions.ts';
import { installedFromPyPI, type PythonProgram } from './python.ts';

const buoy: PythonProgram = { title: 'Buoy', package: 'buoy-server', version: '2.0.1', program: 'buoy', python: [8, 12] };
let shelf = '';
const pythons = (): Installed[] =>
  ['3.7.9', '3.11.2', '3.12.1', '3.13.0'].map((version) => ({ program: join(shelf, version, 'bin/python3'), version }));

beforeAll(() => {
  shelf = mkdtempSync(join(tmpdir(), 'groundwork-pythons-'));
  for (const { program } of pythons()) mkdirSync(dirname(program), { recursive: true });
  chmodSync(shelf, 0o755);
});

afterAll(() => rmSync(shelf, { recursive: true }));

describe('a server carried by PyPI', () => {
  const carriedWith = (more: Partial<PythonProgram> = {}) => installedFromPyPI({ ...buoy, ...more }, pythons);
  const commandsOf = (more: Partial<PythonProgram> = {}): string[][] =>
    (carriedWith(more)?.obtain.commands ?? []).map((command) => ('argv' in command ? command.argv : []));

  it('gets an environment of its own, of wheels, with the newest Python it runs on', () => {
    const commands = commandsOf();
    expect(commands[0]?.slice(0, 3)).toEqual([join(shelf, '3.12.1/bin/python3'), '-m', 'venv']);
    expect(commands.at(-1)).toContain('--only-binary=:all:');
    expect(commands.at(-1)).not.toContain('--require-hashes');
    expect(installedFromPyPI(buoy, pythons)?.program).toMatch(/\/servers\/buoy-server-2\.0\.1\/environment\/bin\/buoy$/u);
  });

  it('is only what it was when somebody else packed it', () => {
    const commands = commandsOf({ hashes: ['aa', 'bb'] });
    expect(carriedWith({ hashes: ['aa', 'bb'] })?.obtain.files).toEqual({
      'requirements.txt': 'buoy-server==2.0.1 --hash=sha256:aa --hash=sha256:bb\n',
    });
    expect(commands.at(-1)).toContain('--require-hashes');
  });

  it('is none where no Python is one it runs on', () => {
    expect(installedFromPyPI({ ...buoy, python: [14, 15] }, pythons)).toBeNull();
  });
});
