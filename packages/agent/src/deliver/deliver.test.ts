import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receiptSchema, type Receipt } from '../receipt/receipt.ts';
import { Repository } from '../verify/bakery.fixture.ts';
import { deliver } from './deliver.ts';
import { keepChange } from './keep.ts';

const { signal } = new AbortController();
let bakery: Repository;
let receipt: Receipt;
let pack: string;

beforeEach(async () => {
  bakery = new Repository({ 'bakery.sh': 'echo 3\n', 'README.md': 'Bread\n' });
  for (const [name, value] of [
    ['user.name', 'Ada Baker'],
    ['user.email', 'ada@bakery.test'],
  ] as const)
    git('config', name, value);
  bakery.work({ 'bakery.sh': 'echo 4\n', 'oven/heat.sh': '#!/bin/sh\necho 220\n' });
  const done = await bakery.verify({ goal: 'Four loaves: one more than there were', 'done when': [{ run: 'test "$(sh bakery.sh)" = 4' }] });
  pack = join(bakery.home, 'change.pack');
  await keepChange(done.objects, { tree: done.tree, base: bakery.base }, pack);
  receipt = receiptSchema.parse({
    version: 1,
    ticket: { id: 'four-loaves', goal: 'Four loaves: one more than there were', hash: 'a'.repeat(64) },
    outcome: done.outcome,
    base: bakery.base,
    tree: done.tree,
    diffHash: done.diffHash,
    files: done.files,
    checks: done.checks,
    agent: { name: 'baker', version: null, command: ['baker'] },
    model: 'bakery/rye-1',
    usage: { usd: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, requests: 0, unpriced: 0 },
    seconds: 1,
    at: '2026-11-26T08:00:00.000Z',
  });
  done.close();
});
afterEach(() => bakery.close());

const git = (...args: string[]): string => bakery.git(bakery.dir, ...args).trim();
const delivered = (more: Partial<Receipt> = {}) => deliver({ repository: bakery.dir, receipt: { ...receipt, ...more }, pack, signal });

describe('a change that was verified', () => {
  it('becomes a branch with one commit by the person, and nothing else of theirs moves', async () => {
    bakery.write(bakery.dir, { 'README.md': 'Bread and cake\n', 'notes.txt': 'mine\n' });
    git('add', 'notes.txt');
    const before = [
      git('status', '--porcelain'),
      git('rev-parse', 'HEAD'),
      git('branch', '--show-current'),
      git('config', '--list', '--local'),
    ];
    const { branch, commit, again } = await delivered();
    expect({ branch, again }).toEqual({ branch: 'groundwork/four-loaves', again: false });
    expect([
      git('status', '--porcelain'),
      git('rev-parse', 'HEAD'),
      git('branch', '--show-current'),
      git('config', '--list', '--local'),
    ]).toEqual(before);
    expect(git('rev-parse', `${branch}^{tree}`, `${branch}^`)).toBe(`${receipt.tree}\n${bakery.base}`);
    expect(git('ls-tree', branch, 'oven/heat.sh')).toMatch(/^100755/);
    const message = git('log', '-1', '--format=%an <%ae>%n%B', commit);
    expect(message).toMatch(/^Ada Baker <ada@bakery\.test>\nFour loaves: one more than there were\n\nVerified on a clean tree:\n- test /);
    expect(message).toMatch(/\nAssisted-by: baker:rye-1\nGroundwork-Receipt: [0-9a-f]{64}$/);
    expect(git('notes', '--ref=ai', 'show', commit)).toContain('bakery.sh\n');
  });

  it('closes nothing and calls nobody by its message, whatever was wanted', async () => {
    const ticket = { ...receipt.ticket, goal: 'Four loaves: fixes #999, closes https://bakery.test/a/b/issues/1, thanks @bakery/all' };
    const { commit } = await delivered({ ticket });
    const message = git('log', '-1', '--format=%B', commit);
    expect(message.replaceAll('\u2060', '')).toContain('fixes #999, closes https://bakery.test/a/b/issues/1, thanks @bakery/all');
    expect(message).not.toMatch(/#\d|closes https?:|@\w/);
  });

  it('is the same commit when it is delivered again, and another branch where somebody went on', async () => {
    const first = await delivered();
    expect(await delivered()).toEqual({ ...first, again: true });
    git('switch', '--quiet', first.branch);
    bakery.write(bakery.dir, { 'bakery.sh': 'echo 5\n' });
    git('commit', '--quiet', '--all', '--message', 'Five');
    expect(await delivered()).toEqual({ ...first, branch: 'groundwork/four-loaves-2', again: false });
  });

  it.each([
    [
      'is not resolved',
      'deliver.not_resolved',
      () => ({ outcome: { state: 'unresolved' as const, reason: 'looped' as const, why: 'it went in circles' } }),
    ],
    ['is another than the receipt says', 'deliver.changed', () => ({ diffHash: 'b'.repeat(64) })],
  ])('is not delivered where it %s', async (_what, code, more) => {
    await expect(delivered(more())).rejects.toMatchObject({ code });
    expect(git('branch', '--list', 'groundwork/*')).toBe('');
  });

  it('is not delivered from a pack that is damaged or gone', async () => {
    writeFileSync(pack, 'PACK of something else');
    await expect(delivered()).rejects.toMatchObject({ code: 'git.failed' });
    pack = join(bakery.home, 'no-such.pack');
    await expect(delivered()).rejects.toMatchObject({ code: 'deliver.gone', exit: 3 });
    expect(git('branch', '--list', 'groundwork/*')).toBe('');
  });

  it('runs no hook, filter or signing program of the repository', async () => {
    const trap = join(bakery.home, 'ran');
    for (const [name, value] of [
      ['core.hooksPath', bakery.home],
      ['core.fsmonitor', `touch ${trap}`],
      ['commit.gpgSign', 'true'],
      ['gpg.program', `${bakery.home}/reference-transaction`],
    ] as const)
      git('config', name, value);
    bakery.write(bakery.home, { 'reference-transaction': `#!/bin/sh\ntouch ${trap}\n` });
    await delivered();
    expect(() => bakery.git(bakery.home, 'hash-object', trap)).toThrow('could not open');
  });
});
