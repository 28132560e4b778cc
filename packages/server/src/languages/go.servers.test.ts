import type { LanguageServerStatus } from '@groundwork/protocol';
import { requireProgram } from '@groundwork/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHarbour, type Harbour } from '../server.fixture.ts';
import { openEditor, type Editor } from './editor.fixture.ts';

let harbour: Harbour;
let editor: Editor;

const wanted =
  requireProgram('go', 'apt-get install golang-go') &&
  requireProgram('gopls', 'env GOTOOLCHAIN=auto go install golang.org/x/tools/gopls@latest');

describe.runIf(wanted)('Go', { timeout: 120_000 }, () => {
  beforeEach(async () => {
    harbour = await openHarbour({
      'go.mod': 'module example.org/harbour\n\ngo 1.21\n',
      'main.go':
        'package main\n\nimport (\n\t"fmt"\n\n\t"example.org/harbour/moorings"\n)\n\nfunc main() {\n\tberth := moorings.Berth{}\n\tfmt.Println(berth.Free())\n}\n',
      'tides/tide.go': 'package tides\n\nfunc High() float64 { return missing }\n',
      'moorings/berth.go': 'package moorings\n\ntype Berth struct{}\n\nfunc (b Berth) Free() int { return 3 }\n',
    });
    const all: LanguageServerStatus[] = await harbour.window().call('languages/list', {});
    editor = await openEditor(
      harbour,
      all.find(({ id }) => id === 'gopls'),
    );
    for (const path of ['main.go', 'tides/tide.go']) editor.open(path, 'go');
  });

  afterEach(async () => {
    await editor.close();
    await harbour.close();
  });

  it('completes, leads to definitions and into the standard library, renames, and sees what is wrong, before anyone trusts it', async () => {
    expect((await editor.problems('tides/tide.go')).map(({ message }) => message)).toContainEqual(
      expect.stringContaining('undefined: missing'),
    );
    const completions = await editor.ask<{ items: { label: string }[] }>('textDocument/completion', 'main.go', 'berth.Free', { offset: 6 });
    expect(completions.items.map(({ label }) => label)).toContain('Free');
    const [own] = await editor.ask<{ uri: string }[]>('textDocument/definition', 'main.go', 'Free()');
    expect(own?.uri).toMatch(/\/moorings\/berth\.go$/u);
    const [standard] = await editor.ask<{ uri: string }[]>('textDocument/definition', 'main.go', 'Println');
    expect(standard?.uri).toMatch(/\/src\/fmt\/print\.go$/u);
    const renamed = await editor.ask('textDocument/rename', 'main.go', 'Free()', { newName: 'Left' });
    expect(JSON.stringify(renamed)).toContain('berth.go');
  });
});
