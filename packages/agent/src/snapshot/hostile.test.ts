import { requireProgram } from '@groundwork/testing';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Objects } from '../git/objects.ts';
import { openJail } from '../jail/open.ts';
import { readChanges } from '../session/changes.ts';
import { readWorktree } from '../verify/change/worktree.ts';
import { createSnapshot } from './snapshot.ts';

const { signal } = new AbortController();
let root: string;
let repository: string;
let folder: string;
let base: string;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'harbour-'));
  repository = join(root, 'harbour');
  folder = join(root, 'snapshot');
  mkdirSync(repository);
  const git = (...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@harbour.example', ...words], { cwd: repository, encoding: 'utf8' });
  git('init', '--quiet');
  writeFileSync(join(repository, 'berths.txt'), 'three\n');
  mkdirSync(join(repository, 'quay'));
  writeFileSync(join(repository, 'quay', 'crane.txt'), 'one\n');
  git('add', '.');
  git('commit', '--quiet', '--message', 'A harbour');
  writeFileSync(join(root, 'secret'), 'CANARY\n');
  ({ base } = await createSnapshot({ repository, base: 'HEAD', folder, kept: null, signal }));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What something in a jail may leave for the git of whoever looks at the folder afterwards; `$TRAP` is a command. */
const traps: readonly (readonly [string, string])[] = [
  ['a monitor', 'git config core.fsmonitor "$TRAP"'],
  [
    'hooks',
    'mkdir -p h; for n in post-index-change pre-commit post-checkout reference-transaction; do printf "#!/bin/sh\\n$TRAP\\n" > h/$n; chmod +x h/$n; done; git config core.hooksPath "$PWD/h"; cp -r h .git/hooks',
  ],
  [
    'filters',
    'echo "* filter=t diff=t merge=t" > .gitattributes; for k in filter.t.clean filter.t.smudge filter.t.process diff.t.textconv diff.t.command merge.t.driver diff.external; do git config $k "$TRAP"; done',
  ],
  ['an include', 'printf "[include]\\npath=%s/evil\\n[core]\\nfsmonitor=%s\\n" "$PWD" "$TRAP" >> .git/config; echo "[broken" > evil'],
  ['another work tree', 'git config core.worktree "$ROOT"'],
  ['borrowed objects', 'echo "$ROOT/harbour/.git/objects" > .git/objects/info/alternates'],
  ['a link for its folder', 'mv .git real; ln -s "$ROOT" .git'],
  ['a repository in the repository', 'git init -q inner; git -C inner config core.fsmonitor "$TRAP"; echo x > inner/x'],
  [
    'a submodule',
    'printf "[submodule \\"s\\"]\\npath=s\\nurl=ext::$TRAP\\nupdate=!$TRAP\\n" > .gitmodules; git init -q s; git -C s config core.fsmonitor "$TRAP"',
  ],
  ['a bare repository', 'mkdir b; git init -q --bare b; git -C b config core.fsmonitor "$TRAP"; cp -r b/* .'],
  ['a link in place of a folder', 'rm -r quay; ln -s "$ROOT" quay'],
  ['a link in place of a file', 'rm berths.txt; ln -s "$ROOT/secret" berths.txt'],
  ['a pipe', 'rm berths.txt; mkfifo berths.txt'],
  ['no repository any more', 'rm -rf .git'],
];

describe.runIf(requireProgram('bwrap', 'apt-get install bubblewrap'))('a folder that something in a jail left', () => {
  it.each(traps)('with %s runs nothing and leads nowhere', async (_name, script) => {
    const trap = `touch ${root}/ran /workspace/ran; cat`;
    const jail = await openJail({ folder, doors: [], readable: [], env: { TRAP: trap, ROOT: root } });
    await jail.run({ command: ['sh', '-c', script] }, { timeoutMs: 20_000, signal });
    const changes = await readChanges(jail, base, signal);
    await jail.close();
    expect(JSON.stringify(changes)).not.toContain('CANARY');
    rmSync(join(folder, 'ran'), { force: true });

    const objects = await Objects.open(join(root, 'objects'), repository, signal);
    const tree = await objects.treeOf(base);
    const { entries } = await readWorktree(objects, folder, await objects.entries(tree), tree);
    const written = await objects.writeTree(entries, join(root, 'index'));
    const diff = (await objects.run(['diff', '--no-ext-diff', '--no-textconv', tree, written])).toString();
    expect(diff).not.toContain('CANARY');
    expect([...entries.keys()].filter((path) => path.includes('..') || path.startsWith('.git/'))).toEqual([]);
    expect([existsSync(join(root, 'ran')), existsSync(join(folder, 'ran'))]).toEqual([false, false]);
  });
});
