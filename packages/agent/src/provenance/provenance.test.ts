import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { readGitAiNote } from '@groundwork/churn';
import { PersonRepository } from '../git/person.ts';
import { receiptSchema, type Receipt } from '../receipt/receipt.ts';
import { Objects } from '../git/objects.ts';
import { Repository } from '../verify/bakery.fixture.ts';
import { readChange } from '../verify/change/change.ts';
import { attribute } from './attribute.ts';
import { attachNotes } from './notes.ts';
import { attachProvenance, readProvenance } from './provenance.ts';
import { recordOf } from './record.ts';

const signal = new AbortController().signal;
const before = 'def price():\n    return 3\n';
const after = `${before}\n\ndef count(loaves):\n    total = len(loaves)\n    return total\n`;
let repository: Repository;

beforeEach(() => {
  repository = new Repository({ 'bakery.py': before, 'README.md': 'Bread\n' });
  for (const [name, value] of [
    ['user.name', 'Ada Baker'],
    ['user.email', 'ada@bakery.test'],
  ] as const)
    git('config', name, value);
});
afterEach(() => repository.close());

const git = (...args: string[]): string => repository.git(repository.dir, ...args).trim();
const write = (files: Record<string, string>): void => repository.write(repository.dir, files);

function receipt(id: string): Receipt {
  return receiptSchema.parse({
    version: 1,
    ticket: { id, goal: 'Loaves are counted', hash: 'a'.repeat(64) },
    outcome: { state: 'resolved' },
    base: repository.base,
    tree: null,
    diffHash: null,
    files: [],
    checks: [],
    agent: { name: 'baker', version: '2.1', command: ['baker'] },
    model: 'bakery/rye-1',
    usage: { usd: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, requests: 0, unpriced: 0 },
    seconds: 1,
    at: '2026-11-26T08:00:00.000Z',
  });
}

/** A commit an agent made on a branch of its own, with what is known of its lines attached. */
async function delivered(files: Record<string, string> = { 'bakery.py': after }, id = 'count'): Promise<string> {
  git('switch', '--quiet', '--create', `groundwork/${id}`);
  write(files);
  git('add', '--all');
  git('commit', '--quiet', '--message', id);
  const commit = git('rev-parse', 'HEAD');
  const objects = await Objects.open(mkdtempSync(join(repository.home, 'objects-')), repository.dir);
  const change = await readChange(objects, await objects.treeOf(`${commit}^`), await objects.treeOf(commit));
  await attachNotes(await PersonRepository.open(repository.dir, signal), commit, attribute(change, [recordOf(receipt(id), change)]));
  git('switch', '--quiet', 'main');
  return commit;
}

/** What is known of the last commit, before and after it was attached again. */
async function found(revisions = ['HEAD^..HEAD']): Promise<unknown> {
  const [first] = await readProvenance({ repository: repository.dir, revisions, signal });
  await attachProvenance({ repository: repository.dir, revisions, signal });
  const [again] = await readProvenance({ repository: repository.dir, revisions, signal });
  expect(again?.attached ?? true).toBe(true);
  return (
    first && {
      attached: first.attached,
      files: first.attributions
        .flatMap(({ record, files }) => files.map(({ path, agent, edited }) => [record.ticket, path, agent, edited] as const))
        .toSorted(([a], [b]) => a.localeCompare(b)),
    }
  );
}

const note = (): string => git('notes', '--ref=ai', 'show', 'HEAD');

describe('whose lines they are', () => {
  it('is attached to the commit that brings them, as two standards have it', async () => {
    await delivered();
    git('merge', '--quiet', '--ff-only', 'groundwork/count');
    expect(await found()).toEqual({ attached: true, files: [['count', 'bakery.py', [{ start: 3, end: 7 }], []]] });
    expect(note()).toMatch(/^bakery\.py\n {2}s_[\da-f]{14}::t_[\da-f]{14} 3-7\n---\n\{/);
    expect(readGitAiNote(note())).toMatchObject({ ai: 5, human: 0, tool: 'baker', model: 'bakery/rye-1' });
    const trace: unknown = JSON.parse(git('notes', '--ref=agent-trace', 'show', 'HEAD'));
    expect(trace).toMatchObject({
      version: '0.1.0',
      vcs: { type: 'git', revision: git('rev-parse', 'HEAD') },
      tool: { name: 'baker', version: '2.1' },
      files: [
        {
          path: 'bakery.py',
          conversations: [{ contributor: { type: 'ai', model_id: 'bakery/rye-1' }, ranges: [{ start_line: 3, end_line: 7 }] }],
        },
      ],
      metadata: { 'dev.groundwork': { ticket: 'count' } },
    });
  });

  it('survives a rebase, which moves the lines', async () => {
    await delivered();
    write({ 'bakery.py': `# Bread of the harbour\n# and more\n${before}` });
    git('commit', '--quiet', '--all', '--message', 'Words');
    git('switch', '--quiet', 'groundwork/count');
    git('rebase', '--quiet', 'main');
    expect(await found()).toEqual({ attached: false, files: [['count', 'bakery.py', [{ start: 5, end: 9 }], []]] });
    expect(note()).toContain(' 5-9\n');
  });

  it('survives a squash with work of a person and of another ticket', async () => {
    await delivered();
    git('switch', '--quiet', 'groundwork/count');
    await delivered({ 'rye.py': 'def knead(dough):\n    return dough\n' }, 'rye');
    git('switch', '--quiet', 'groundwork/rye');
    write({ 'README.md': 'Bread and more\n' });
    git('commit', '--quiet', '--all', '--message', 'A person');
    git('switch', '--quiet', 'main');
    git('merge', '--quiet', '--squash', 'groundwork/rye');
    git('commit', '--quiet', '--message', 'All of it');
    expect(await found()).toEqual({
      attached: false,
      files: [
        ['count', 'bakery.py', [{ start: 3, end: 7 }], []],
        ['rye', 'rye.py', [{ start: 1, end: 2 }], []],
      ],
    });
  });

  it.each([true, false])('tells what a person amended apart (notes copied by git: %s)', async (copied) => {
    await delivered();
    git('switch', '--quiet', 'groundwork/count');
    if (copied) git('config', 'notes.rewriteRef', 'refs/notes/*');
    write({ 'bakery.py': after.replace('total = len(loaves)', 'total = sum(1 for _ in loaves)') });
    git('commit', '--quiet', '--all', '--amend', '--no-edit');
    expect(await found()).toEqual({
      attached: false,
      files: [
        [
          'count',
          'bakery.py',
          [
            { start: 3, end: 5 },
            { start: 7, end: 7 },
          ],
          [{ start: 6, end: 6 }],
        ],
      ],
    });
    expect(readGitAiNote(note())).toMatchObject({ ai: 4, human: 1 });
    expect(git('notes', '--ref=agent-trace', 'show', 'HEAD')).toContain('"type":"mixed"');
  });

  it('survives being picked to another branch, under another name, and the end of its commit', async () => {
    const commit = await delivered();
    git('mv', 'bakery.py', 'shop.py');
    git('commit', '--quiet', '--message', 'Another name');
    git('cherry-pick', commit);
    git('branch', '--quiet', '-D', 'groundwork/count');
    git('reflog', 'expire', '--expire=now', '--all');
    git('gc', '--quiet', '--prune=now');
    expect(() => git('cat-file', '-e', commit)).toThrow(commit);
    expect(await found()).toEqual({ attached: false, files: [['count', 'shop.py', [{ start: 3, end: 7 }], []]] });
  });

  it('says nothing of lines that a person wrote', async () => {
    await delivered();
    write({ 'oat.py': 'def bake():\n    return 1\n' });
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Oat');
    expect(await found()).toBeUndefined();
  });

  it('leaves what other tools attached', async () => {
    const commit = await delivered();
    const theirs = 'bakery.py\n  d9978a8723e02b52 1-4\n---\n{"schema_version":"authorship/3.0.0","base_commit_sha":"x","prompts":{}}';
    git('notes', '--ref=ai', 'add', '--force', '--message', theirs, commit);
    git('notes', '--ref=agent-trace', 'append', '--message', '{"version":"0.1.0","id":"x","files":[]}', commit);
    git('switch', '--quiet', 'groundwork/count');
    const change = attribute(await changeOf(commit), [recordOf(receipt('later'), await changeOf(commit))]);
    await attachNotes(await PersonRepository.open(repository.dir, signal), commit, change);
    expect(note()).toBe(theirs);
    const traces = git('notes', '--ref=agent-trace', 'show', commit).split('\n');
    expect(traces.map((line) => line.includes('dev.groundwork'))).toEqual([false, true]);
  });
});

async function changeOf(commit: string): Promise<Awaited<ReturnType<typeof readChange>>> {
  const objects = await Objects.open(mkdtempSync(join(repository.home, 'objects-')), repository.dir);
  return readChange(objects, await objects.treeOf(`${commit}^`), await objects.treeOf(commit));
}
