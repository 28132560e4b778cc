import type { LanguageServerStatus } from '@groundwork/protocol';
import { requireProgram } from '@groundwork/testing';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openHarbour, type Harbour } from '../server.fixture.ts';
import { openEditor, type Editor } from './editor.fixture.ts';

let harbour: Harbour;
let editors: Editor[];
let state: string;

beforeEach(() => {
  editors = [];
  state = mkdtempSync(join(tmpdir(), 'harbour-state-'));
  vi.stubEnv('XDG_STATE_HOME', state);
});

afterEach(async () => {
  for (const editor of editors) await editor.close();
  await harbour.close();
  rmSync(state, { recursive: true });
  vi.unstubAllEnvs();
});

async function list(): Promise<LanguageServerStatus[]> {
  return harbour.window().call('languages/list', {});
}

async function edit(id: string): Promise<Editor> {
  const editor = await openEditor(
    harbour,
    (await list()).find((server) => server.id === id),
  );
  editors.push(editor);
  return editor;
}

function trust(): void {
  mkdirSync(join(state, 'groundwork'));
  const folders = { [harbour.dir]: { since: '2026-01-01' } };
  writeFileSync(join(state, 'groundwork', 'trust.json'), JSON.stringify({ version: 1, folders }));
}

/** A program of the repository that leaves a mark when it runs. */
function trap(path: string): void {
  harbour.write(path, `#!/bin/sh\ntouch "${harbour.dir}/trapped"\nexec python3 "$@"\n`);
  chmodSync(join(harbour.dir, path), 0o755);
}

interface Location {
  readonly uri: string;
}
interface Edits {
  readonly changes?: Record<string, unknown[]>;
  readonly documentChanges?: { readonly edits: unknown[] }[];
}

describe.runIf(requireProgram('python3', 'apt-get install python3'))('Python', { timeout: 90_000 }, () => {
  const files = {
    'moorings.py': 'class Mooring:\n    def free_berths(self) -> int:\n        """How many boats still fit."""\n        return 3\n',
    'harbour.py':
      'from moorings import Mooring\nfrom tides import high\n\n\ndef board(mooring: Mooring) -> str:\n    return f"{mooring.free_berths()} {high(missing)}"\n',
    '.venv/pyvenv.cfg': 'home = /usr/bin\nversion = 3.11.2\n',
    '.venv/lib/python3.11/site-packages/tides/__init__.py': 'def high(port: str) -> float:\n    return 2.5\n',
    '.venv/lib/python3.11/site-packages/tides/py.typed': '',
  };

  it('completes, hovers, leads to definitions and into installed packages, renames, and sees what is wrong', async () => {
    harbour = await openHarbour(files);
    const editor = await edit('basedpyright');
    editor.open('harbour.py', 'python');
    const completions = await editor.ask<{ items: { label: string }[] }>('textDocument/completion', 'harbour.py', 'mooring.free', {
      offset: 8,
    });
    expect(completions.items.map(({ label }) => label)).toContain('free_berths');
    expect(JSON.stringify(await editor.ask('textDocument/hover', 'harbour.py', 'free_berths'))).toContain('How many boats still fit');
    const [definition] = await editor.ask<Location[]>('textDocument/definition', 'harbour.py', 'free_berths');
    expect(definition?.uri).toMatch(/\/moorings\.py$/u);
    const [library] = await editor.ask<Location[]>('textDocument/definition', 'harbour.py', 'high(missing');
    expect(library?.uri).toMatch(/site-packages\/tides\/__init__\.py$/u);
    const { changes = {}, documentChanges = [] } = await editor.ask<Edits>('textDocument/rename', 'harbour.py', 'free_berths', {
      newName: 'berths_left',
    });
    expect(Object.keys(changes).length + documentChanges.length).toBe(2);
    expect((await editor.problems('harbour.py')).map(({ message }) => message)).toContainEqual(
      expect.stringContaining('"missing" is not defined'),
    );
  });

  it('runs no Python of a repository that nobody trusts', async () => {
    harbour = await openHarbour({
      ...files,
      'pyproject.toml': '[tool.basedpyright]\nvenvPath = "."\nvenv = ".venv"\n',
      'json.py': 'import pathlib\npathlib.Path("trapped").touch()\n',
    });
    trap('.venv/bin/python');
    trap('.venv/bin/python3');
    trap('.groundwork/local/toolchains/python-root-1/bin/python');
    harbour.write('.groundwork/local/toolchains/python-root-1/pyvenv.cfg', 'version = 3.11.2\n');
    harbour.write('.groundwork/local/toolchains/python-root-1/lib/python3.11/site-packages/sails.py', '');
    const editor = await edit('basedpyright');
    editor.open('harbour.py', 'python');
    await editor.problems('harbour.py');
    expect(existsSync(join(harbour.dir, 'trapped'))).toBe(false);
    const before = (await list()).find(({ id }) => id === 'basedpyright');
    trust();
    const after = (await list()).find(({ id }) => id === 'basedpyright');
    expect(JSON.stringify(before?.settings)).not.toContain('bin/python"');
    expect(JSON.stringify(after?.settings)).toContain('python-root-1/bin/python"');
    expect(after?.revision).not.toBe(before?.revision);
  });

  it('ends with its socket', async () => {
    harbour = await openHarbour(files);
    const editor = await edit('basedpyright');
    editor.open('harbour.py', 'python');
    await editor.problems('harbour.py');
    const children = `ps -o args= --ppid ${process.pid} | grep -c "[l]angserver.index.js" || true`;
    const running = (): string => execFileSync('sh', ['-c', children], { encoding: 'utf8' }).trim();
    expect(running()).toBe('1');
    await editor.close();
    await expect.poll(running, { timeout: 5000 }).toBe('0');
  });
});

describe('TypeScript and JavaScript', { timeout: 90_000 }, () => {
  const files = {
    'tsconfig.json': '{ "compilerOptions": { "strict": true, "plugins": [{ "name": "barnacle" }, { "name": "../../../barnacle" }] } }',
    'quay.ts':
      'export interface Boat {\n  name: string;\n  length: number;\n}\nexport const longest = (boats: Boat[]): Boat | undefined => boats.toSorted((a, b) => b.length - a.length)[0];\n',
    'log.ts': "import { longest } from './quay.ts';\nconst boat = longest([]);\nconsole.log(boat.name);\n",
  };

  it('completes, leads to definitions, renames across files, formats, and sees what is wrong', async () => {
    harbour = await openHarbour(files);
    const editor = await edit('typescript');
    editor.open('log.ts', 'typescript');
    expect((await editor.problems('log.ts')).map(({ message }) => message)).toContain("'boat' is possibly 'undefined'.");
    const completions = await editor.ask<{ items: { label: string }[] }>('textDocument/completion', 'log.ts', 'boat.name', { offset: 5 });
    expect(completions.items.map(({ label }) => label)).toEqual(expect.arrayContaining(['name', 'length']));
    const [definition] = await editor.ask<Location[]>('textDocument/definition', 'log.ts', 'longest([])');
    expect(definition?.uri).toMatch(/\/quay\.ts$/u);
    editor.open('quay.ts', 'typescript');
    const renamed = await editor.ask<Edits>('textDocument/rename', 'quay.ts', 'longest =', { newName: 'flagship' });
    expect(JSON.stringify(renamed)).toContain('log.ts');
    const options = { tabSize: 4, insertSpaces: true };
    expect(JSON.stringify(await editor.ask('textDocument/formatting', 'quay.ts', '', { options }))).toContain('"newText":"    "');
  });

  it('runs neither the compiler nor the plugins of a repository that nobody trusts', async () => {
    harbour = await openHarbour(files);
    const mark = 'require("node:fs").writeFileSync("trapped", "");\n';
    for (const name of ['typescript/lib/tsserver.js', 'typescript/lib/typescript.js', 'barnacle/index.js'])
      harbour.write(`node_modules/${name}`, mark);
    harbour.write('node_modules/typescript/package.json', '{ "name": "typescript", "version": "5.8.1" }');
    harbour.write('node_modules/barnacle/package.json', '{ "name": "barnacle", "version": "1.0.0", "main": "index.js" }');
    harbour.write('barnacle/index.js', mark);
    const editor = await edit('typescript');
    editor.open('log.ts', 'typescript');
    await editor.problems('log.ts');
    expect(existsSync(join(harbour.dir, 'trapped'))).toBe(false);
    const status = (await list()).find(({ id }) => id === 'typescript');
    expect(status?.limited).toMatch(/own 5\.8\.1 .* once the folder is trusted/u);
    trust();
    const trusted = (await list()).find(({ id }) => id === 'typescript');
    expect(trusted?.limited).toBeNull();
    expect(JSON.stringify(trusted?.options)).toContain(join(harbour.dir, 'node_modules/typescript/lib/tsserver.js'));
  });
});

describe('a language server that is not there', () => {
  it('says which command gets it, and has no socket', async () => {
    harbour = await openHarbour();
    const fixOf = async (wanted: string): Promise<unknown> => (await list()).find(({ id }) => id === wanted)?.fix;
    harbour.write('../bin/rustup', '');
    symlinkSync('rustup', join(harbour.home, 'bin', 'rust-analyzer'));
    for (const name of ['go', 'rustup']) {
      harbour.write(`../bin/${name}`, '#!/bin/sh\n');
      chmodSync(join(harbour.home, 'bin', name), 0o755);
    }
    vi.stubEnv('PATH', join(harbour.home, 'bin'));
    for (const name of ['GOPATH', 'RUSTUP_HOME']) vi.stubEnv(name, state);
    expect(await fixOf('gopls')).toMatch(/go install golang\.org\/x\/tools\/gopls@latest$/u);
    // What rustup puts there is no rust-analyzer.
    expect(await fixOf('rust-analyzer')).toBe('rustup component add rust-analyzer');
    rmSync(join(harbour.home, 'bin', 'go'));
    expect(await fixOf('gopls')).toMatch(/install (golang-)?go$/u);
    await expect(openEditor(harbour, { ...({} as LanguageServerStatus), id: 'gopls' })).rejects.toThrow('404');
    await expect(openEditor(harbour, { ...({} as LanguageServerStatus), id: 'barnacle' })).rejects.toThrow('404');
  });
});

describe.runIf(requireProgram('python3', 'apt-get install python3-venv'))('Ruff', { timeout: 120_000 }, () => {
  it('of a trusted repository formats Python, and finds fault where it was chosen', async () => {
    harbour = await openHarbour({ 'harbour.py': 'import os\nberths = [ 1,2 ]\n' });
    vi.stubEnv('PATH', '/usr/bin:/bin');
    execFileSync('python3', ['-m', 'venv', join(harbour.dir, '.venv')]);
    execFileSync(join(harbour.dir, '.venv/bin/pip'), ['install', '--quiet', '--only-binary=:all:', 'ruff==0.17.6']);
    expect((await list()).find(({ id }) => id === 'ruff')?.available).toBe(false);
    trust();
    const plain = await edit('ruff');
    plain.open('harbour.py', 'python');
    const options = { tabSize: 4, insertSpaces: true };
    expect(JSON.stringify(await plain.ask('textDocument/formatting', 'harbour.py', '', { options }))).toContain('berths = [1, 2]');
    expect(await plain.ask('textDocument/diagnostic', 'harbour.py', '')).toMatchObject({ items: [] });
    harbour.write('ruff.toml', '');
    const chosen = await edit('ruff');
    chosen.open('harbour.py', 'python');
    expect(JSON.stringify(await chosen.ask('textDocument/diagnostic', 'harbour.py', ''))).toContain('F401');
  });
});
