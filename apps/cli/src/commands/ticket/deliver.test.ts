import { hashOfHead, parseTicket, receiptSchema } from '@groundwork/agent';
import { forgeDouble, type ForgeDouble } from '@groundwork/forge/testing';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { groundworkIn } from '../../main.fixture.ts';

let home: string;
let forge: ForgeDouble;
const dir = (): string => join(home, 'ovens');
const git = (...words: string[]): string => execFileSync('git', words, { cwd: dir(), encoding: 'utf8' }).trim();

const text =
  '---\ngoal: The oven bakes at 220 degrees\ndone when:\n  - run: test "$(sh oven.sh)" = 220\n---\n\nSourdough wants it hotter.\n';

/** A repository of a forge with a ticket that was approved and resolved: its receipt and its change lie where a session leaves them. */
beforeEach(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'bakery-')));
  for (const [name, value] of Object.entries({ HOME: home, XDG_STATE_HOME: join(home, 'state'), GIT_CONFIG_NOSYSTEM: '1' }))
    vi.stubEnv(name, value);
  const root = join(home, 'forge');
  mkdirSync(join(dir(), 'tickets'), { recursive: true });
  writeFileSync(join(dir(), 'oven.sh'), 'echo 180\n');
  writeFileSync(join(dir(), 'tickets', 'hotter.md'), text);
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@bakery.test');
  git('add', '.');
  git('commit', '--quiet', '--message', 'An oven');
  git('clone', '--quiet', '--bare', dir(), join(root, 'bakery', 'ovens.git'));
  execFileSync('git', ['--git-dir', join(root, 'bakery', 'ovens.git'), 'config', 'http.receivepack', 'true']);
  git('remote', 'add', 'origin', join(root, 'bakery', 'ovens.git'));
  git('fetch', '--quiet', 'origin');
  forge = await forgeDouble({ kind: 'gitlab', root, projects: ['bakery/ovens'] });
  git('remote', 'set-url', 'origin', `${forge.url}/bakery/ovens.git`);
  resolve();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await forge.close();
  rmSync(home, { recursive: true, force: true });
});

function resolve(): void {
  const base = git('rev-parse', 'HEAD');
  writeFileSync(join(dir(), 'oven.sh'), 'echo 220\n');
  git('add', '.');
  const tree = git('write-tree');
  git('reset', '--quiet', '--hard');
  const raw = execFileSync('git', ['diff-tree', '-r', '-z', '--no-renames', '--full-index', `${base}^{tree}`, tree], { cwd: dir() });
  const objects = git('rev-list', '--objects', '--no-object-names', tree, `^${base}`);
  const place = join(dir(), '.groundwork', 'tickets', 'hotter');
  mkdirSync(place, { recursive: true });
  writeFileSync(
    join(place, 'change.pack'),
    execFileSync('git', ['pack-objects', '--stdout', '--quiet'], { cwd: dir(), input: `${objects}\n` }),
  );
  writeFileSync(join(place, 'ticket.md'), text);
  const receipt = receiptSchema.parse({
    version: 1,
    ticket: { id: 'hotter', goal: 'The oven bakes at 220 degrees', hash: hashOfHead(parseTicket(text, 'hotter.md').head) },
    outcome: { state: 'resolved' },
    base,
    tree,
    diffHash: createHash('sha256').update(raw).digest('hex'),
    files: [{ path: 'oven.sh', added: 1, deleted: 1 }],
    checks: [],
    agent: { name: 'baker', version: null, command: ['baker'] },
    model: null,
    usage: { usd: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, requests: 0, unpriced: 0 },
    seconds: 1,
    at: '2026-11-26T08:00:00.000Z',
  });
  writeFileSync(join(place, 'receipt.json'), JSON.stringify(receipt));
}

const gw = (...inputs: readonly string[]) =>
  groundworkIn(dir(), ['ticket', ...inputs], '', { PATH: process.env['PATH'] ?? '', HOME: home, ...forge.env });

describe('gw ticket deliver', () => {
  it('makes a branch, and sends nothing anywhere until it is asked to', async () => {
    await gw('approve', 'hotter', '--yes');
    expect(await gw('deliver', 'hotter')).toMatchObject({
      exit: 0,
      stderr: '',
      stdout: expect.stringContaining('groundwork/hotter has the change of hotter'),
    });
    expect(await gw('deliver', 'hotter', '--draft')).toMatchObject({ exit: 2, stderr: expect.stringContaining('--pull-request') });
    expect(forge.asked).toEqual([]);
  });

  it('opens a merge request once, and says where it is', async () => {
    expect(await gw('deliver', 'hotter', '--pull-request')).toMatchObject({
      exit: 3,
      stderr: expect.stringContaining('not what you approved'),
    });
    await gw('approve', 'hotter', '--yes');
    const first = await gw('deliver', 'hotter', '--pull-request');
    expect(first).toMatchObject({ exit: 0, stderr: '' });
    expect(first.stdout).toMatch(
      /is pushed to origin\n.*merge request #1 is open {2}http:\/\/127\.0\.0\.1:\d+\/bakery\/ovens\/-\/merge_requests\/1\n$/,
    );
    expect((await gw('deliver', 'hotter', '--pull-request')).stdout).toMatch(
      /was pushed already to origin\n.*merge request #1 says what holds now/,
    );
    expect(forge.requests).toHaveLength(1);
    const shown = JSON.parse((await gw('show', 'hotter', '--json')).stdout);
    expect(shown.delivered).toMatchObject({
      branch: 'groundwork/hotter',
      published: { remote: 'origin', request: { number: 1, word: 'merge request' } },
    });
    expect(readFileSync(join(dir(), '.groundwork', 'tickets', 'hotter', 'published.json'), 'utf8')).not.toContain(forge.token);
    expect(git('rev-parse', '--abbrev-ref', 'HEAD')).toBe('main');
  });
});
