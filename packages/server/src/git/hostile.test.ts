import { requireProgram } from '@groundwork/testing';
import { appendFileSync, mkdirSync, renameSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bakery } from './bakery.fixture.ts';

/** What a command of the repository leaves behind when it runs. */
const mark = 'burnt';
const commit = { message: 'Rye', all: false, amend: false, signOff: false, empty: false, trust: false };
const signal = new AbortController().signal;
let bakery: Bakery;
let command: string;

beforeEach(() => {
  bakery = new Bakery();
  bakery.commit({ 'rye.md': 'rye', 'oat.md': 'oat' });
  command = `touch ${join(bakery.home, mark)}; cat`;
});
afterEach(() => bakery.close());

const burnt = (): boolean => bakery.read(`../${mark}`) !== null;

async function readEverything(): Promise<void> {
  const { git } = bakery;
  // Looks changed to git, so that it reads it and would send it through a filter.
  for (const name of ['rye.md', 'oat.md']) utimesSync(bakery.path(name), new Date(), new Date(Date.now() + 5000));
  await git.status();
  await git.branches();
  await git.log({ revisions: [], path: 'rye.md', skip: 0, limit: 10 });
  await git.lastMessage();
  await git.ignored(['rye.md', 'crumbs']);
  await git.changes({ commit: 'HEAD', parent: null });
  await git.show({ path: 'rye.md', revision: 'HEAD' });
  await git.show({ path: 'rye.md', revision: ':' });
}

describe.runIf(requireProgram('git', 'apt-get install git'))('a repository that is not trusted', () => {
  it.each([
    ['core.fsmonitor', []],
    ['core.hooksPath', []],
    ['core.sshCommand', []],
    ['core.alternateRefsCommand', []],
    ['diff.external', []],
    ['diff.dough.textconv', ['*.md diff=dough']],
    ['diff.dough.command', ['*.md diff=dough']],
    ['filter.dough.clean', ['*.md filter=dough']],
    ['filter.dough.process', ['*.md filter=dough']],
    ['filter.a=b.clean', ['*.md filter=a=b']],
    ['gpg.program', []],
    ['core.pager', []],
    ['core.editor', []],
  ])('runs nothing of %s when it is read', async (key, attributes) => {
    bakery.run('config', key, command);
    bakery.run('config', 'log.showSignature', 'true');
    if (attributes.length > 0) bakery.write('.git/info/attributes', attributes.join('\n'));
    await readEverything();
    expect(burnt()).toBe(false);
  });

  it('would have run it: the same, trusted', async () => {
    bakery.run('config', 'filter.dough.clean', command);
    bakery.write('.git/info/attributes', '*.md filter=dough');
    bakery.trusted = true;
    await readEverything();
    expect(burnt()).toBe(true);
  });

  it('hides no command in a file its configuration includes', async () => {
    bakery.write('.git/more', `[filter "dough"]\n\tclean = "${command}"\n\trequired\n[core]\n\tfsmonitor = "${command}"\n`);
    bakery.run('config', 'include.path', 'more');
    bakery.write('.git/info/attributes', '*.md filter=dough');
    await readEverything();
    expect(burnt()).toBe(false);
  });

  it('is not read where it names a filter in bytes that are no text', async () => {
    bakery.write('.git/info/attributes', '*.md filter=x');
    const config = Buffer.concat([Buffer.from('[filter "'), Buffer.of(0xff), Buffer.from(`"]\n\tclean = "${command}"\n`)]);
    appendFileSync(bakery.path('.git/config'), config);
    await expect(bakery.git.status()).rejects.toMatchObject({ code: 'git.trust_needed' });
    expect(burnt()).toBe(false);
  });

  it('fetches no object that is missing, by no command', async () => {
    bakery.run('config', 'remote.origin.url', `ext::sh -c "${command}"`);
    bakery.run('config', 'remote.origin.promisor', 'true');
    bakery.run('config', 'protocol.ext.allow', 'always');
    bakery.run('config', 'extensions.partialClone', 'origin');
    const oid = bakery.run('rev-parse', 'HEAD:rye.md').trim();
    renameSync(bakery.path(`.git/objects/${oid.slice(0, 2)}/${oid.slice(2)}`), join(bakery.home, 'object'));
    await readEverything();
    expect(await bakery.git.show({ path: 'rye.md', revision: 'HEAD' })).toBeNull();
    expect(burnt()).toBe(false);
  });

  it('is not entered where it is a bare one that lies in the folder', async () => {
    const plain = new Bakery({ repository: false });
    plain.run('init', '--quiet', '--bare', plain.dir);
    plain.run('config', 'core.fsmonitor', command);
    plain.run('config', 'core.worktree', '.');
    plain.run('config', 'core.bare', 'false');
    expect(await plain.git.status()).toBeNull();
    expect(burnt()).toBe(false);
    plain.close();
  });

  it('runs no command of a submodule', async () => {
    const oven = new Bakery();
    oven.commit({ 'heat.md': '200' });
    bakery.run('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', oven.dir, 'oven');
    bakery.run('-C', 'oven', 'config', 'core.fsmonitor', command);
    bakery.run('-C', 'oven', 'config', 'filter.dough.clean', command);
    bakery.write('.git/modules/oven/info/attributes', '* filter=dough');
    bakery.write('oven/heat.md', '220');
    await readEverything();
    bakery.run('config', '--file', '.gitmodules', 'submodule.oven.ignore', 'none');
    bakery.run('config', 'submodule.oven.ignore', 'none');
    await bakery.git.stage(['oven', '.gitmodules'], false);
    await bakery.git.unstage(['oven'], false);
    await bakery.git.stage(['oven'], false);
    await bakery.git.commit({ ...commit, message: 'An oven', all: true });
    await expect(bakery.git.commit({ ...commit, message: 'Nothing', all: true })).rejects.toMatchObject({ code: 'git.nothing' });
    await bakery.git.discard(['oven'], false);
    await bakery.git.switch({ name: 'sour', create: true, trust: false });
    await bakery.git.switch({ name: 'main', create: false, trust: false });
    await bakery.git.undoCommit(false);
    expect(burnt()).toBe(false);
    oven.close();
  });

  it('asks before a hook or a filter of its own would run, names it, and runs it once that was agreed to', async () => {
    bakery.write('.git/hooks/pre-commit', `#!/bin/sh\n${command} </dev/null\n`, 0o755);
    bakery.write('rye.md', 'more rye');
    await bakery.git.stage(['rye.md'], false);
    const refused = { code: 'git.trust_needed', message: expect.stringContaining('hook pre-commit') as string };
    await expect(bakery.git.commit(commit)).rejects.toMatchObject(refused);
    expect([burnt(), (await bakery.git.status())?.index.length]).toEqual([false, 1]);
    await bakery.git.commit({ ...commit, trust: true });
    expect([burnt(), bakery.trusted]).toEqual([true, true]);
  });

  it.each([
    ['core.sshCommand', (): Promise<unknown> => bakery.git.fetch(false, signal)],
    ['credential.helper', (): Promise<unknown> => bakery.git.pull(false, signal)],
    ['remote.origin.receivepack', (): Promise<unknown> => bakery.git.push({ setUpstream: false, trust: false }, signal)],
    ['filter.dough.smudge', (): Promise<unknown> => bakery.git.switch({ name: 'sour', create: true, trust: false })],
    ['filter.dough.clean', (): Promise<unknown> => bakery.git.stage(['rye.md'], false)],
    ['filter.dough.smudge', (): Promise<unknown> => bakery.git.discard(['rye.md'], false)],
    ['gpg.ssh.program', (): Promise<unknown> => bakery.git.undoCommit(false)],
  ])('asks before what %s says runs', async (key, act) => {
    bakery.run('config', key, command);
    await expect(act()).rejects.toMatchObject({ code: 'git.trust_needed', message: expect.stringContaining(command) as string });
    expect(burnt()).toBe(false);
  });

  it('finds hooks wherever they are kept in it', async () => {
    mkdirSync(bakery.path('.husky'));
    bakery.write('.husky/post-checkout', `#!/bin/sh\n${command} </dev/null\n`, 0o755);
    bakery.run('config', 'core.hooksPath', '.husky');
    await expect(bakery.git.switch({ name: 'sour', create: true, trust: false })).rejects.toMatchObject({ code: 'git.trust_needed' });
    bakery.run('config', '--unset', 'core.hooksPath');
    // The person's own hooks are theirs, unless they are a folder of every repository.
    bakery.run('config', '--global', 'core.hooksPath', '.husky');
    await expect(bakery.git.switch({ name: 'sour', create: true, trust: false })).rejects.toMatchObject({ code: 'git.trust_needed' });
    expect(burnt()).toBe(false);
  });
});
