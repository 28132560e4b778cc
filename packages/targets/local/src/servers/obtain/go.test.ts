import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtWithGo } from './go.ts';

const bell = { title: 'Bell', name: 'bell', module: 'example.org/Harbour/Bell', main: './cmd/bell', version: 'v1.2.0' } as const;

/** A machine that has one Go, which says it is of this version. */
function machineWith(version: string | null): void {
  process.env['PATH'] = bin;
  if (version !== null) writeFileSync(join(bin, 'go'), `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
}

let bin = '';
const path = process.env['PATH'];

beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'groundwork-bin-'));
});

afterEach(() => {
  process.env['PATH'] = path;
  rmSync(bin, { recursive: true });
});

describe('a server carried by a Go module', () => {
  it.each([[null], ['go1.19.8'], ['go1.2']])('is none with %s', (version) => {
    machineWith(version);
    expect(builtWithGo(bell)).toBeNull();
  });

  it('is built as the main module from what was downloaded and checked, and leaves only itself', () => {
    machineWith('go1.21.0');
    const carried = builtWithGo({ ...bell, files: { 'version.txt': 'v1.2.0' }, tags: ['lite'] });
    const { folder = '', commands = [], env = {}, label } = carried?.obtain ?? {};
    expect(label).toBe('Bell 1.2.0 (built with Go)');
    expect(carried?.program).toBe(join(folder, 'bin', 'bell'));
    const source = join(folder, 'scratch/source');
    expect(commands.map((command) => ('argv' in command ? command.argv : []))).toEqual([
      [join(bin, 'go'), 'mod', 'download', 'example.org/Harbour/Bell@v1.2.0'],
      ['cp', '-R', join(folder, 'scratch/modules/example.org/!harbour/!bell@v1.2.0'), source],
      expect.arrayContaining(['v1.2.0', join(source, 'version.txt')]),
      expect.arrayContaining(['build', source, '-tags=lite', carried?.program, './cmd/bell']),
      ['rm', '-rf', join(folder, 'scratch')],
    ]);
    // Nothing of the person's own Go is written to.
    for (const name of ['GOPATH', 'GOMODCACHE', 'GOCACHE']) expect(env[name]).toMatch(new RegExp(`^${folder}/scratch/`, 'u'));
    expect(existsSync(folder)).toBe(false);
  });
});
