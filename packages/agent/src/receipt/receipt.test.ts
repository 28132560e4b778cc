import { silentHost } from '@groundwork/host';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Repository, ticketOf } from '../verify/bakery.fixture.ts';
import { plainJail } from '../verify/plain-jail.fixture.ts';
import { nothingToPrepare } from '../verify/prepare/prepare.ts';
import { hashOfHead } from '../ticket/file.ts';
import { commitMessage } from '../deliver/message.ts';
import { canonical, hashOf } from './canonical.ts';
import { openReceipt } from './open-receipt.ts';
import { receiptMarkdown } from './markdown.ts';
import { receiptSchema, type Receipt } from './receipt.ts';
import { verifyReceipt } from './verify-receipt.ts';

const head = { 'done when': [{ run: 'grep -q rye loaves.txt' }] };
let repository: Repository;
beforeEach(() => {
  repository = new Repository({ 'loaves.txt': 'oat\n' });
});
afterEach(() => repository.close());

async function made(): Promise<Receipt> {
  repository.work({ 'loaves.txt': 'oat\nrye\n' });
  const done = await repository.verify(head);
  const { outcome, tree, diffHash, files, checks } = done;
  // Delivered, so that its tree is one of the repository.
  repository.git(repository.agent, 'commit', '--quiet', '--all', '--message', 'Rye');
  repository.git(repository.dir, 'fetch', '--quiet', repository.agent, 'HEAD');
  done.close();
  return receiptSchema.parse({
    version: 1,
    ticket: { id: 'rye', goal: ticketOf(head).head.goal, hash: hashOfHead(ticketOf(head).head) },
    outcome,
    base: repository.base,
    tree,
    diffHash,
    files,
    checks,
    agent: { name: 'baker', version: null, command: ['baker'] },
    model: 'bakery/rye-1',
    usage: { usd: 0.12, inputTokens: 10, cachedTokens: 0, outputTokens: 2, requests: 1, unpriced: 0 },
    seconds: 61,
    at: '2026-11-26T08:00:00.000Z',
  });
}

const again = async (receipt: Receipt, words = head): Promise<unknown> =>
  verifyReceipt(receipt, {
    ticket: ticketOf(words),
    repository: repository.dir,
    scratch: `${repository.home}/scratch`,
    openJail: plainJail,
    prepare: nothingToPrepare,
    mask: (text) => text,
    report: () => {},
    signal: new AbortController().signal,
  });

async function checked(receipt: Receipt, words: Parameters<typeof ticketOf>[0] | null = head) {
  const opened = await openReceipt({ receipt, repository: repository.dir, pack: `${repository.home}/none.pack`, host: silentHost });
  try {
    const { holds, claims } = await opened.check(words === null ? [] : [ticketOf(words).head]);
    const inState = (state: string) => claims.filter((each) => each.state === state).map(({ id }) => id);
    return { holds, differs: inState('differs'), unknown: inState('unknown') };
  } finally {
    opened.close();
  }
}

/** As `deliver` commits it. */
function commit(receipt: Receipt, tree = receipt.tree ?? ''): void {
  const made = repository.git(repository.dir, 'commit-tree', tree, '-p', receipt.base, '-m', commitMessage(receipt)).trim();
  repository.git(repository.dir, 'update-ref', 'refs/heads/groundwork/rye', made);
}

describe('what a receipt says, without executing anything', () => {
  it('holds, with and without a commit that was made of it', async () => {
    const receipt = await made();
    expect(await checked(receipt)).toEqual({ holds: true, differs: [], unknown: ['commit'] });
    commit(receipt);
    expect(await checked(receipt)).toEqual({ holds: true, differs: [], unknown: [] });
    expect(await checked(receipt, null)).toEqual({ holds: true, differs: [], unknown: ['ticket'] });
  });

  it('tells what was changed in it afterwards', async () => {
    const receipt = await made();
    commit(receipt);
    const { checks, files, ticket, base } = receipt;
    const forged: Readonly<Record<string, [forged: Partial<Receipt>, differs: readonly string[]]>> = {
      'a cost made smaller': [{ seconds: 1 }, ['commit']],
      'another change': [{ diffHash: '0'.repeat(64) }, ['change', 'commit']],
      'fewer lines': [{ files: files.map((each) => ({ ...each, added: 0 })) }, ['change', 'commit']],
      'a failed check that counts for nothing': [
        { checks: checks.map((each) => ({ ...each, state: 'failed' as const })) },
        ['outcome', 'commit'],
      ],
      'nothing that was executed': [{ checks: checks.map((each) => ({ ...each, before: null, after: null })) }, ['outcome', 'commit']],
      'another ticket': [{ ticket: { ...ticket, hash: '1'.repeat(64) } }, ['ticket', 'commit']],
      'the base as the tree': [{ tree: repository.git(repository.dir, 'rev-parse', `${base}^{tree}`).trim() }, ['change']],
    };
    for (const [what, [more, differs]] of Object.entries(forged))
      expect({ what, ...(await checked({ ...receipt, ...more })) }).toMatchObject({ what, holds: false, differs });
  });

  it('tells a commit that carries it and holds something else', async () => {
    const receipt = await made();
    commit(receipt, repository.git(repository.dir, 'rev-parse', `${receipt.base}^{tree}`).trim());
    expect(await checked(receipt)).toMatchObject({ holds: false, differs: ['commit'] });
  });

  it('cannot say where what was verified is not here', async () => {
    const receipt = await made();
    await expect(checked({ ...receipt, tree: 'a'.repeat(40) })).rejects.toMatchObject({ code: 'receipt.no_objects', exit: 3 });
    await expect(checked({ ...receipt, base: 'b'.repeat(40) })).rejects.toMatchObject({ code: 'receipt.no_objects', exit: 3 });
  });
});

describe('a receipt', () => {
  it('has one hash, whatever the order of its keys', async () => {
    const receipt = await made();
    const turned = Object.fromEntries(Object.entries(receipt).toReversed());
    expect(hashOf(turned)).toBe(hashOf(receipt));
    expect(canonical({ b: [1, { d: undefined, c: 'é\n' }], a: null })).toBe('{"a":null,"b":[1,{"c":"é\\n"}]}');
  });

  it('holds when it is verified again, and says what does not', async () => {
    const receipt = await made();
    expect(await again(receipt)).toEqual({ holds: true, differences: [] });
    const forged: Receipt = { ...receipt, diffHash: '0'.repeat(64) };
    expect(await again(forged)).toMatchObject({ holds: false, differences: [{ what: 'the change' }] });
    const other = { 'done when': [{ run: 'grep -q spelt loaves.txt' }] };
    expect(await again(receipt, other)).toMatchObject({
      holds: false,
      differences: [{ what: 'the ticket' }, { what: 'the outcome', now: 'acceptance_failed' }, { what: 'acceptance.1' }],
    });
  });

  it('is shown without anything of others being markup', async () => {
    const receipt = await made();
    const check = receipt.checks.find(({ id }) => id === 'acceptance.1');
    const hostile: Receipt = {
      ...receipt,
      ticket: { ...receipt.ticket, goal: '<img src=x> @ada [x](http://evil.example) | `y`' },
      checks: check?.after
        ? [{ ...check, why: 'a | b <script>', after: { ...check.after, output: '```\n</details>\n\u001b[31m```` `' } }]
        : [],
      agent: { ...receipt.agent, name: '**baker** @bob' },
    };
    const text = receiptMarkdown(hostile);
    expect(text).not.toMatch(/<img|<script|@ada|@bob|\]\(http|\*\*baker/);
    expect(text).toContain('`````text\n```\n</details>');
    expect(receiptMarkdown(receipt)).toContain('| ✔ | `grep -q rye loaves.txt`<br>It did not hold before (exit 1) and does now: exit 0 |');
  });
});
