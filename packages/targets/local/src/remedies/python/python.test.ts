import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../launch/command.ts';
import type { PythonTools } from '../../launch/schema.ts';
import { asOfCommit, asOfPins, pinsIn } from './as-of.ts';
import { notBuiltIn, olderPython, otherPython } from './other-python.ts';

let folder: string;
let ran: string[][];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'observatory-'));
  ran = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const tools = (fields: Partial<PythonTools> = {}): PythonTools => ({
  language: 'python',
  venv: join(folder, 'venv'),
  version: '3.13.0',
  others: ['3.12.1', '3.10.13', '3.9.18'].map((version) => ({ version, program: `/py/${version}` })),
  uv: { program: 'uv', setup: [] },
  requirements: [join(folder, 'requirements.txt')],
  locked: false,
  constraints: join(folder, 'constraints.txt'),
  ...fields,
});

/** Stands for the resolver: what it is asked for is kept, and what it would write is written. */
const resolver =
  (answer: (argv: readonly string[]) => string | null) =>
  (command: Command): Promise<boolean> => {
    const argv = 'argv' in command ? command.argv : [];
    ran.push([...argv]);
    const text = answer(argv);
    const at = argv.indexOf('--output-file');
    const file = at === -1 ? argv.find((word) => word.startsWith('--output='))?.slice('--output='.length) : argv[at + 1];
    if (text !== null && file !== undefined && file !== '/dev/null') writeFileSync(file, text);
    return Promise.resolve(text !== null);
  };

const pylock = `
[[packages]]
name = "astropy"
version = "4.0"
sdist = { url = "https://example.org/a.tar.gz", upload-time = 2020-01-10T10:00:00Z }
wheels = [{ url = "https://example.org/a.whl", upload-time = 2022-01-10T10:00:00Z }]
[[packages]]
name = "telescope"
version = "1.0"
sdist = { url = "https://example.org/t.tar.gz", upload-time = 2020-06-20T20:00:00Z }
`;

describe('versions of the time', () => {
  const log = 'site-packages/kombu\nkombu.exceptions.VersionMismatch: Redis transport requires redis-py versions 6.1.0 or later';

  it('are those of the day the newest pinned release came out', async () => {
    writeFileSync(join(folder, 'requirements.txt'), 'astropy==4.0\ntelescope[dome] == 1.0 ; python_version > "3"\nlens\nmount==2.*\n');
    const run = resolver((argv) => (argv.includes('--no-deps') ? pylock : 'lens==1.2\n'));
    expect(asOfPins.fits(log, tools())).toBe(true);
    const mended = await asOfPins.prepare({ tools: tools(), cwd: folder, log, run });
    expect(mended).toMatchObject({
      says: expect.stringContaining('2020-06-20, when the newest release it pins came out'),
      env: { PIP_CONSTRAINT: join(folder, 'constraints.txt') },
    });
    expect(ran.at(-1)).toContain('2020-06-21T20:00:00.000Z');
  });

  it('are those of the day the service was last changed, where git knows', async () => {
    const run = resolver((argv) => (argv[0] === 'git' ? '2021-03-04T05:06:07+02:00\n' : 'lens==1.2\n'));
    const mended = await asOfCommit.prepare({ tools: tools(), cwd: folder, log, run });
    expect(mended?.says).toContain('2021-03-04, when it was last changed');
  });

  it('are not asked for when the same ones are installed, everything is locked, or nothing is known', async () => {
    writeFileSync(join(folder, 'requirements.txt'), 'lens\n');
    mkdirSync(join(folder, 'venv/lib/python3.13/site-packages/Lens-1.2.dist-info'), { recursive: true });
    const run = resolver((argv) => (argv[0] === 'git' ? '2021-03-04T05:06:07+02:00\n' : 'lens==1.2\n'));
    expect(await asOfCommit.prepare({ tools: tools(), cwd: folder, log, run })).toBeNull();
    expect(asOfCommit.fits(log, tools({ locked: true }))).toBe(false);
    expect(await asOfPins.prepare({ tools: tools(), cwd: folder, log, run: resolver(() => null) })).toBeNull();
  });

  it('follow lists that include others, even in a circle', () => {
    writeFileSync(join(folder, 'a.txt'), '-r b.txt\nlens==1.2\n');
    writeFileSync(join(folder, 'b.txt'), '-r a.txt\ndome==3.4 # pinned\n');
    expect(pinsIn([join(folder, 'a.txt')])).toEqual(['lens==1.2', 'dome==3.4']);
  });
});

describe('another Python', () => {
  it('is the nearest one that what could not be built is made for', async () => {
    const log = 'ERROR: Failed building wheel for numpy\nERROR: Failed to build numpy';
    const run = resolver((argv) => (argv.includes('/py/3.9.18') ? '' : null));
    const mended = await otherPython.prepare({ tools: tools(), cwd: folder, log, run });
    expect(mended).toMatchObject({
      says: 'numpy cannot be built for Python 3.13.0: using 3.9.18',
      commands: [{ argv: ['/py/3.9.18', '-m', 'venv', '--clear', join(folder, 'venv')] }],
    });
    expect(ran.map((argv) => argv[argv.indexOf('--only-binary') + 1])).toEqual(['numpy', 'numpy', 'numpy']);
  });

  it('is none when no one fits', async () => {
    const log = "ERROR: Package 'dome' requires a different Python: 3.13.0 not in '<3.8'";
    expect(await otherPython.prepare({ tools: tools(), cwd: folder, log, run: resolver(() => null) })).toBeNull();
  });

  it.each([
    ["ModuleNotFoundError: No module named 'imp'", '3.10.13'],
    ["AttributeError: module 'collections' has no attribute 'Mapping'", '3.9.18'],
    ["ModuleNotFoundError: No module named 'cgi'", '3.12.1'],
  ])('still has what was taken out: %s', async (log, version) => {
    expect(olderPython.fits(log, tools())).toBe(true);
    const mended = await olderPython.prepare({ tools: tools(), cwd: folder, log, run: resolver(() => '') });
    expect(mended?.says).toContain(`using ${version}`);
  });

  it.each([
    [
      'ERROR: Failed to build installable wheels for some pyproject.toml based projects (lens)\n  ERROR: Failed building wheel for lens',
      ['lens'],
    ],
    ['  × Failed to build `dome==3.4`\n', ['dome']],
    ['Collecting lens\nCollecting star-map>=1.0\n  error: subprocess-exited-with-error', ['star-map']],
  ])('knows what could not be built: %j', (log, names) => {
    expect(notBuiltIn(log)).toEqual(names);
  });
});
