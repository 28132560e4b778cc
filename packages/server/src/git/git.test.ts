import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Commit } from '@groundwork/protocol';
import { requireProgram } from '@groundwork/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bakery } from './bakery.fixture.ts';

const there = requireProgram('git', 'apt-get install git');
let bakery: Bakery;
beforeEach(() => {
  bakery = new Bakery();
});
afterEach(() => bakery.close());

describe.runIf(there)('status', () => {
  it('tells what is staged, changed, untracked, renamed and deleted', async () => {
    bakery.commit({ 'rye.md': 'rye\n'.repeat(20), 'oat.md': 'oat', 'spelt.md': 'spelt' });
    bakery.run('mv', 'rye.md', 'dark rye.md');
    bakery.write('oat.md', 'more oat');
    rmSync(bakery.path('spelt.md'));
    bakery.write('new/wheat.md', 'wheat');
    expect(await bakery.git.status()).toMatchObject({
      branch: 'main',
      upstream: null,
      operation: null,
      limited: false,
      index: [{ path: 'dark rye.md', kind: 'renamed', from: 'rye.md' }],
      worktree: [
        { path: 'oat.md', kind: 'modified', from: null },
        { path: 'spelt.md', kind: 'deleted', from: null },
        { path: 'new/wheat.md', kind: 'untracked', from: null },
      ],
    });
  });

  it('knows a repository before its first commit, and no repository', async () => {
    bakery.write('rye.md', 'rye');
    bakery.run('add', 'rye.md');
    expect(await bakery.git.status()).toMatchObject({ branch: 'main', head: null, index: [{ path: 'rye.md', kind: 'added' }] });
    expect(await bakery.git.log({ revisions: [], path: null, skip: 0, limit: 5 })).toEqual([]);
    expect(await bakery.git.show({ path: 'rye.md', revision: 'HEAD' })).toBeNull();
    await bakery.git.unstage(['rye.md'], false);
    expect(await bakery.git.status()).toMatchObject({ index: [], worktree: [{ path: 'rye.md', kind: 'untracked' }] });
    const plain = new Bakery({ repository: false });
    expect(await plain.git.status()).toBeNull();
    await plain.git.init();
    expect(await plain.git.status()).toMatchObject({ branch: 'main', head: null });
    plain.close();
  });

  it('knows a folder inside a repository, and leaves the rest of it alone', async () => {
    const cellar = new Bakery({ below: 'cellar' });
    cellar.commit({ 'wine.md': 'wine', '../rye.md': 'rye' });
    cellar.write('wine.md', 'old wine');
    cellar.write('../rye.md', 'old rye');
    expect((await cellar.git.status())?.worktree).toEqual([{ path: 'wine.md', kind: 'modified', from: null }]);
    expect(String(await cellar.git.show({ path: 'wine.md', revision: 'HEAD' }))).toBe('wine');
    await cellar.git.discard(['wine.md'], false);
    expect([cellar.read('wine.md'), cellar.read('../rye.md')]).toEqual(['wine', 'old rye']);
    cellar.close();
  });

  it('knows a second work tree, and a checkout without a branch', async () => {
    bakery.commit({ 'rye.md': 'rye' });
    bakery.run('worktree', 'add', '--quiet', '--detach', join(bakery.dir, 'stall'));
    const stall = new Bakery({ repository: false });
    rmSync(stall.dir, { recursive: true });
    symlinkSync(join(bakery.dir, 'stall'), stall.dir);
    expect(await stall.git.status()).toMatchObject({ branch: null, head: bakery.run('rev-parse', 'HEAD').trim(), worktree: [] });
    stall.close();
  });

  it('tells conflicts, and what is under way', async () => {
    bakery.commit({ 'rye.md': 'rye' });
    bakery.run('switch', '--quiet', '--create', 'sour');
    bakery.commit({ 'rye.md': 'sour rye' });
    bakery.run('switch', '--quiet', 'main');
    bakery.commit({ 'rye.md': 'sweet rye' });
    expect(() => bakery.run('merge', 'sour')).toThrow('Command failed');
    expect(await bakery.git.status()).toMatchObject({
      operation: 'merge',
      message: "Merge branch 'sour'",
      index: [],
      worktree: [{ path: 'rye.md', kind: 'conflicted' }],
    });
    const sides = await Promise.all([':1', ':2', ':3'].map((revision) => bakery.git.show({ path: 'rye.md', revision })));
    expect(sides.map(String)).toEqual(['rye', 'sweet rye', 'sour rye']);
    await expect(bakery.git.discard(['rye.md'], false)).rejects.toMatchObject({ code: 'git.in_conflict' });
    await expect(commit('No')).rejects.toMatchObject({ code: 'git.conflicts' });
    bakery.write('rye.md', 'sweet and sour rye');
    await bakery.git.stage(['rye.md'], false);
    await commit('Both');
    expect(await bakery.git.status()).toMatchObject({ operation: null, worktree: [] });
  });

  it('counts what is ahead and behind', async () => {
    bakery.commit({ 'rye.md': 'rye' });
    bakery.run('init', '--quiet', '--bare', join(bakery.home, 'shop.git'));
    bakery.run('remote', 'add', 'origin', join(bakery.home, 'shop.git'));
    await bakery.git.push({ setUpstream: true, trust: false }, signal);
    bakery.commit({ 'oat.md': 'oat' });
    expect((await bakery.git.status())?.upstream).toEqual({ name: 'origin/main', ahead: 1, behind: 0 });
  });

  it('takes names of any bytes, and stages, shows and discards them', async () => {
    const odd = ['*.md', 'two\nlines', '-f', 'sp ace ', 'ünï⚓', '"quoted"', ':(top)x', 'tab\tstop', '\\'];
    for (const name of odd) bakery.write(name, name);
    bakery.write(Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'café');
    bakery.write('plain.md', 'not to be staged');
    const shown = (await bakery.git.status())?.worktree.map(({ path }) => path) ?? [];
    expect(shown).toEqual(expect.arrayContaining([...odd, String.raw`caf\351`]));
    const wanted = shown.filter((path) => path !== 'plain.md');
    await bakery.git.stage(wanted, false);
    expect((await bakery.git.status())?.index.map(({ path }) => path).toSorted()).toEqual(wanted.toSorted());
    expect(String(await bakery.git.show({ path: '*.md', revision: ':' }))).toBe('*.md');
    await bakery.git.unstage(wanted, false);
    await bakery.git.discard(wanted, false);
    expect((await bakery.git.status())?.worktree).toEqual([{ path: 'plain.md', kind: 'untracked', from: null }]);
  });

  it('lists so many changes and says that there are more', async () => {
    mkdirSync(bakery.path('crumbs'));
    for (let crumb = 0; crumb < 10_050; crumb += 1) writeFileSync(bakery.path(`crumbs/${crumb}`), '');
    const status = await bakery.git.status();
    expect([status?.worktree.length, status?.limited]).toEqual([10_000, true]);
    bakery.write('.gitignore', 'crumbs\n');
    expect(await bakery.git.status()).toMatchObject({ limited: false, worktree: [{ path: '.gitignore' }] });
  });

  it('knows what is left out', async () => {
    bakery.commit({ '.gitignore': 'ovens/\n*.log\n', 'kept.log': 'tracked' }, 'Ignored');
    bakery.run('add', '--force', 'kept.log');
    bakery.write('ovens/heat.md', '200');
    const paths = ['ovens', 'ovens/heat.md', 'day.log', 'kept.log', 'rye.md', 'two\nlines.log'];
    expect(await bakery.git.ignored(paths)).toEqual(['ovens', 'ovens/heat.md', 'day.log', 'two\nlines.log']);
    expect(await bakery.git.ignored(['rye.md'])).toEqual([]);
  });

  it('shows a submodule that moved on as one change', async () => {
    const oven = new Bakery();
    oven.commit({ 'heat.md': '200' });
    bakery.commit({ 'rye.md': 'rye' });
    bakery.run('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', oven.dir, 'oven');
    bakery.commit({}, 'An oven');
    bakery.write('oven/heat.md', '220');
    expect((await bakery.git.status())?.worktree).toEqual([]);
    bakery.run('-C', 'oven', 'commit', '--quiet', '--all', '--message', 'Hotter');
    expect((await bakery.git.status())?.worktree).toEqual([{ path: 'oven', kind: 'modified', from: null }]);
    oven.close();
  });
});

describe.runIf(there)('commit', () => {
  it('commits what is staged, or everything, and amends', async () => {
    bakery.commit({ 'rye.md': 'rye', 'oat.md': 'oat' });
    bakery.write('rye.md', 'more rye');
    bakery.write('oat.md', 'more oat');
    await bakery.git.stage(['rye.md'], false);
    const first = await commit('More rye\n\nIt sells.');
    expect((await bakery.git.status())?.worktree.map(({ path }) => path)).toEqual(['oat.md']);
    expect(await bakery.git.lastMessage()).toBe('More rye\n\nIt sells.');
    const second = await commit('More of both', { all: true, amend: true });
    expect(second).not.toBe(first);
    const log = await bakery.git.log({ revisions: [], path: null, skip: 0, limit: 10 });
    expect(log.map(({ subject, author }) => [subject, author])).toEqual([
      ['More of both', 'Ada Baker'],
      ['Bread', 'Ada Baker'],
    ]);
    expect(await bakery.git.log({ revisions: [], path: 'oat.md', skip: 1, limit: 1 })).toMatchObject([{ subject: 'Bread' }]);
  });

  it('says that there is nothing to commit', async () => {
    bakery.commit({ 'rye.md': 'rye' });
    await expect(commit('Nothing')).rejects.toMatchObject({ code: 'git.nothing' });
  });

  it('is taken back, the first one as well', async () => {
    bakery.commit({ 'rye.md': 'rye' });
    bakery.commit({ 'rye.md': 'more rye' }, 'More');
    await bakery.git.undoCommit(false);
    expect(await bakery.git.status()).toMatchObject({ index: [{ path: 'rye.md', kind: 'modified' }] });
    await bakery.git.undoCommit(false);
    expect(await bakery.git.status()).toMatchObject({ head: null, index: [{ path: 'rye.md', kind: 'added' }] });
  });

  it('asks who commits, and is told', async () => {
    writeFileSync(join(bakery.home, 'config'), '');
    bakery.write('rye.md', 'rye');
    await bakery.git.stage(['rye.md'], false);
    await expect(commit('Rye')).rejects.toMatchObject({ code: 'git.no_identity', fix: expect.stringContaining('user.name') as string });
    await bakery.git.setIdentity({ name: 'Bo Miller', email: 'bo@mill.test' });
    await commit('Rye');
    expect(await bakery.git.log({ revisions: [], path: null, skip: 0, limit: 1 })).toMatchObject([{ author: 'Bo Miller' }]);
  });

  it('waits for another git, and says so when it stays', async () => {
    bakery.write('rye.md', 'rye');
    bakery.write('.git/index.lock', '');
    setTimeout(() => rmSync(bakery.path('.git/index.lock')), 300);
    await bakery.git.stage(['rye.md'], false);
    bakery.write('.git/index.lock', '');
    await expect(bakery.git.unstage(['rye.md'], false)).rejects.toMatchObject({ code: 'git.locked', exit: 75 });
  });

  it('says what a hook said', async () => {
    bakery.trusted = true;
    bakery.write('.git/hooks/pre-commit', '#!/bin/sh\necho "flour is missing" >&2\nexit 1\n', 0o755);
    bakery.write('rye.md', 'rye');
    await bakery.git.stage(['rye.md'], false);
    await expect(commit('Rye')).rejects.toMatchObject({ message: expect.stringContaining('flour is missing') as string });
  });
});

describe.runIf(there)('history', () => {
  it('is read from any branch, with what each commit changed', async () => {
    bakery.commit({ 'rye.md': 'rye\n'.repeat(20), 'oat.md': 'oat' });
    bakery.run('switch', '--quiet', '--create', 'sour');
    bakery.run('mv', 'rye.md', 'sour rye.md');
    bakery.commit({ 'oat.md': 'sour oat' }, 'Sour\n\nIt keeps longer.');
    bakery.run('switch', '--quiet', 'main');
    bakery.commit({ 'spelt.md': 'spelt' }, 'Spelt');
    const read = (...revisions: string[]): Promise<Commit[]> => bakery.git.log({ revisions, path: null, skip: 0, limit: 10 });
    const [spelt] = await read();
    const [sour, bread] = await read('sour');
    expect([spelt?.subject, sour?.subject, sour?.message, sour?.email]).toEqual([
      'Spelt',
      'Sour',
      'Sour\n\nIt keeps longer.',
      'ada@bakery.test',
    ]);
    expect((await read('main', 'sour')).map(({ subject }) => subject).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'Bread',
      'Sour',
      'Spelt',
    ]);
    expect([sour?.parents, spelt?.parents, bread?.parents]).toEqual([[bread?.commit], [bread?.commit], []]);
    expect(await bakery.git.changes({ commit: 'sour', parent: bread?.commit ?? null })).toEqual([
      { path: 'oat.md', kind: 'modified', from: null },
      { path: 'sour rye.md', kind: 'renamed', from: 'rye.md' },
    ]);
    expect((await bakery.git.changes({ commit: bread?.commit ?? '', parent: null })).map(({ kind }) => kind)).toEqual(['added', 'added']);
    expect(await bakery.git.mergeBase(['main', 'sour'])).toBe(bread?.commit);
    await expect(read('nowhere')).rejects.toMatchObject({ code: 'git.unknown' });
  });
});

describe.runIf(there)('branches', () => {
  it('are listed, made and switched to', async () => {
    bakery.commit({ 'rye.md': 'rye' });
    bakery.run('tag', 'v1');
    await bakery.git.switch({ name: 'feature/sour', create: true, trust: false });
    const branches = (await bakery.git.branches()).map(({ name, kind, current }) => `${name} ${kind} ${current}`);
    expect(branches.toSorted((a, b) => a.localeCompare(b))).toEqual(['feature/sour local true', 'main local false', 'v1 tag false']);
    await bakery.git.switch({ name: 'v1', create: false, trust: false });
    expect((await bakery.git.status())?.branch).toBeNull();
    await bakery.git.switch({ name: 'main', create: false, trust: false });
    await expect(bakery.git.switch({ name: 'main', create: true, trust: false })).rejects.toMatchObject({ code: 'git.exists' });
    await expect(bakery.git.switch({ name: 'two words', create: true, trust: false })).rejects.toMatchObject({ code: 'git.bad_name' });
    await expect(bakery.git.switch({ name: '--orphan', create: false, trust: false })).rejects.toMatchObject({ code: 'git.bad_name' });
    await expect(bakery.git.switch({ name: 'nowhere', create: false, trust: false })).rejects.toMatchObject({ code: 'git.unknown' });
  });

  it('are not switched to over what is not committed', async () => {
    bakery.commit({ 'rye.md': 'rye' });
    bakery.run('switch', '--quiet', '--create', 'sour');
    bakery.commit({ 'rye.md': 'sour rye' });
    bakery.write('rye.md', 'not committed');
    await expect(bakery.git.switch({ name: 'main', create: false, trust: false })).rejects.toMatchObject({ code: 'git.would_overwrite' });
    expect(bakery.read('rye.md')).toBe('not committed');
  });
});

const signal = new AbortController().signal;

function commit(message: string, options: { all?: boolean; amend?: boolean } = {}): Promise<string> {
  return bakery.git.commit({ message, all: false, amend: false, signOff: false, empty: false, trust: false, ...options });
}
