import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSnapshot } from './snapshot.ts';

let root: string;
let repository: string;
const { signal } = new AbortController();
const git = (...words: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@harbour.example', ...words], {
    cwd: repository,
    encoding: 'utf8',
  }).trim();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'library-'));
  repository = join(root, 'library');
  mkdirSync(repository);
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(join(repository, 'shelf.py'), 'BOOKS = []\n');
  git('add', '.');
  git('commit', '--quiet', '--message', 'A shelf');
  writeFileSync(join(repository, 'shelf.py'), 'BOOKS = ["Middlemarch"]\n');
  git('commit', '--quiet', '--all', '--message', 'A book');
  git('tag', 'first');
  writeFileSync(join(repository, 'later.py'), 'SECRET = "the solution"\n');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Later');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a snapshot', () => {
  it('holds a commit with its ancestors, and nothing that came after', async () => {
    git('remote', 'add', 'origin', 'https://ada:password@forge.example/library.git');
    const later = git('rev-parse', 'HEAD');
    const folder = join(root, 'snapshot');
    const { base } = await createSnapshot({ repository, base: 'first', folder, kept: null, signal });
    expect(base).toBe(git('rev-parse', 'first'));
    const inside = (...words: string[]): string => execFileSync('git', words, { cwd: folder, encoding: 'utf8' }).trim();
    expect(inside('log', '--format=%s', '--all')).toBe('A book\nA shelf');
    expect(inside('status', '--porcelain')).toBe('');
    expect(inside('remote')).toBe('');
    expect(() => execFileSync('git', ['cat-file', '-e', later], { cwd: folder, stdio: 'ignore' })).toThrow('Command failed');
    expect(readdirSync(folder).toSorted()).toEqual(['.git', 'shelf.py']);
    expect(readFileSync(join(folder, '.git', 'config'), 'utf8')).not.toContain('forge');
    expect(existsSync(join(folder, '.git', 'objects', 'info', 'alternates'))).toBe(false);
    expect(existsSync(join(folder, '.git', 'hooks'))).toBe(false);
  });

  it('is made faster of what is kept of the one before, and never gets what that has and it must not', async () => {
    const kept = join(root, 'kept');
    const packs = (folder: string): number => readdirSync(join(folder, 'objects/pack')).filter((name) => name.endsWith('.pack')).length;
    const made = async (base: string, name: string): Promise<string> => {
      const { folder } = await createSnapshot({ repository, base, folder: join(root, name), kept, signal });
      return execFileSync('git', ['log', '--format=%s', '--all'], { cwd: folder, encoding: 'utf8' }).trim();
    };
    const later = git('rev-parse', 'main');
    expect(await made('first', 'a')).toBe('A book\nA shelf');
    const all = execFileSync('git', ['cat-file', '--batch-all-objects', '--batch-check'], { cwd: join(root, 'a'), encoding: 'utf8' });
    expect(await made('main', 'b')).toBe('Later\nA book\nA shelf');
    expect([packs(join(kept, later)), packs(join(root, 'b/.git'))]).toEqual([2, 2]);
    expect(readdirSync(kept)).toEqual([later]);
    expect(execFileSync('git', ['fsck', '--strict'], { cwd: join(root, 'b'), encoding: 'utf8' })).toBe('');
    // Earlier again: what is kept holds more than its ancestors.
    expect(await made('first', 'c')).toBe('A book\nA shelf');
    expect(execFileSync('git', ['cat-file', '--batch-all-objects', '--batch-check'], { cwd: join(root, 'c'), encoding: 'utf8' })).toBe(all);
    git('checkout', '--quiet', '--orphan', 'other');
    git('commit', '--quiet', '--message', 'Another history');
    expect(await made('other', 'd')).toBe('Another history');
  });

  it('is made although what was kept is gone, and leaves nothing of a run that was killed', async () => {
    const kept = join(root, 'kept');
    const commit = git('rev-parse', 'main');
    // No process has this number.
    mkdirSync(join(kept, `${commit}.4194399`), { recursive: true });
    mkdirSync(join(kept, commit, 'objects/pack/pack-00.pack'), { recursive: true });
    const { folder } = await createSnapshot({ repository, base: 'main', folder: join(root, 'a'), kept, signal });
    expect(execFileSync('git', ['fsck', '--strict'], { cwd: folder, encoding: 'utf8' })).toBe('');
    expect(readdirSync(kept)).toEqual([]);
    await createSnapshot({ repository, base: 'main', folder: join(root, 'b'), kept, signal });
    expect(readdirSync(kept)).toEqual([commit]);
  });

  it('is made of a linked work tree, of one that borrows objects, and of a shallow clone', async () => {
    git('worktree', 'add', '--quiet', join(root, 'reading-room'), 'first');
    const linked = await createSnapshot({
      repository: join(root, 'reading-room'),
      base: 'HEAD',
      folder: join(root, 'a'),
      kept: null,
      signal,
    });
    expect(linked.base).toBe(git('rev-parse', 'first'));
    git('clone', '--quiet', '--shared', '.', join(root, 'borrowed'));
    await createSnapshot({ repository: join(root, 'borrowed'), base: 'HEAD', folder: join(root, 'b'), kept: null, signal });
    git('clone', '--quiet', '--depth=1', `file://${repository}`, join(root, 'shallow'));
    await createSnapshot({ repository: join(root, 'shallow'), base: 'HEAD', folder: join(root, 'c'), kept: null, signal });
    expect(existsSync(join(root, 'c', 'later.py'))).toBe(true);
  });

  it('runs nothing of the repository', async () => {
    const trap = join(root, 'ran');
    writeFileSync(join(repository, '.gitattributes'), '* filter=trap\n');
    git('add', '.');
    git('commit', '--quiet', '--message', 'A trap');
    for (const key of ['core.fsmonitor', 'filter.trap.smudge', 'filter.trap.clean', 'uploadpack.packObjectsHook'])
      git('config', key, `touch ${trap}; cat`);
    mkdirSync(join(repository, '.git', 'hooks'), { recursive: true });
    writeFileSync(join(repository, '.git', 'hooks', 'post-checkout'), `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 });
    await createSnapshot({ repository, base: 'main', folder: join(root, 'snapshot'), kept: null, signal });
    expect(existsSync(trap)).toBe(false);
  });

  it('says what is missing', async () => {
    const folder = join(root, 'snapshot');
    await expect(createSnapshot({ repository: root, base: 'HEAD', folder, kept: null, signal })).rejects.toMatchObject({
      code: 'snapshot.no_repository',
      exit: 3,
    });
    await expect(createSnapshot({ repository, base: 'nowhere', folder, kept: null, signal })).rejects.toMatchObject({
      code: 'snapshot.no_commit',
    });
    await expect(createSnapshot({ repository, base: '--help', folder, kept: null, signal })).rejects.toMatchObject({
      code: 'snapshot.no_commit',
    });
    expect(existsSync(folder)).toBe(false);
  });
});
