import { execFileSync, spawnSync } from 'node:child_process';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOf } from '../../receipt/canonical.ts';
import { Harbour } from './harbour.fixture.ts';

let harbour: Harbour;
afterEach(() => harbour.close());
afterAll(() => Harbour.removeTemplate());

const onServer = (branch: string, project = 0): string | null => {
  const of = harbour.forge.projects[project];
  return of ? harbour.forge.branch(of, branch) : null;
};
const refs = (): string => harbour.git('for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads', 'refs/tags', 'refs/notes');

describe.each(['github', 'gitlab'] as const)('a request on %s', (kind) => {
  beforeEach(async () => {
    harbour = await Harbour.open(kind);
  });

  it('is opened from a branch of ours, and nothing else of the person leaves or moves', async () => {
    const change = harbour.change('two\n');
    const [before, main] = [refs(), onServer('main')];
    const issue = `${harbour.forge.url}/harbour/berths/${kind === 'gitlab' ? '-/' : ''}issues/42`;
    const done = await harbour.publish(change, { issue });
    expect(done).toMatchObject({
      remote: 'origin',
      branch: 'groundwork/berths',
      state: 'open',
      did: { push: 'pushed', request: 'opened' },
    });
    expect(harbour.forge.requests).toMatchObject([
      { number: 1, base: 'main', branch: 'groundwork/berths', title: 'Berths are counted once', draft: false },
    ]);
    expect([onServer('groundwork/berths'), onServer('main'), refs()]).toEqual([change.commit, main, before]);
    const [{ body } = { body: '' }] = harbour.forge.requests;
    expect(body).toMatch(/\n> Berths are counted once\n/);
    expect(body).toContain('| ✔ | <code>npm test</code> | exit 1, 0.6 s | exit 0, 0.6 s |');
    expect(body).toContain('| Provenance | 1 of 1 added lines');
    expect(body).toContain(`<code>${hashOf(harbour.receipt())}</code>`);
    expect(body).toContain('\nCloses #42\n');
    expect(done.request?.url).toContain(harbour.forge.url);
  });

  it('is the same one when it is run again, with what a person wrote around our part', async () => {
    const change = harbour.change('two\n');
    await harbour.publish(change);
    const [request] = harbour.forge.requests;
    expect(request).toBeDefined();
    if (!request) return;
    Object.assign(request, {
      title: 'Count berths',
      body: `Please look, @ada.\r\n\r\n${request.body.replaceAll('\n', '\r\n').replace('5 requests', '6 requests')}\r\nThanks`,
    });
    const receipt = harbour.receipt({ seconds: 20 });
    expect(await harbour.publish(change, { receipt })).toMatchObject({ did: { push: 'there', request: 'updated' } });
    expect(harbour.forge.requests).toHaveLength(1);
    expect(request.title).toBe('Count berths');
    expect(request.body).toMatch(/^Please look, @ada\.\n\n<!-- groundwork[\s\S]*\n<!-- \/groundwork -->\nThanks$/);
    expect(request.body).toContain(hashOf(receipt));
    request.body = 'All of it is mine now';
    expect(await harbour.publish(change, { receipt })).toMatchObject({ did: { push: 'there', request: 'left' } });
    expect(request.body).toBe('All of it is mine now');
  });

  it.each<[string, () => void]>([
    ['the answer to opening it was lost', () => harbour.forge.fault('POST', /pulls|merge_requests/, 'cut')],
    ['the server was in trouble first', () => harbour.forge.fault('GET', /berths/, { status: 502 }, 2)],
  ])('is one, though %s', async (_what, fault) => {
    const change = harbour.change('two\n');
    fault();
    expect(await harbour.publish(change)).toMatchObject({ state: 'open', request: { number: 1 } });
    harbour.kept = null;
    expect(await harbour.publish(change)).toMatchObject({ request: { number: 1 }, did: { push: 'there', request: 'updated' } });
    expect(harbour.forge.requests).toHaveLength(1);
  });

  it('is one, where it was killed after the push', async () => {
    const change = harbour.change('two\n');
    harbour.forge.fault('POST', /pulls|merge_requests/, { status: 500 });
    await expect(harbour.publish(change)).rejects.toMatchObject({ code: 'forge.unreachable', exit: 75 });
    expect([onServer('groundwork/berths'), harbour.kept]).toMatchObject([change.commit, { branch: 'groundwork/berths', request: null }]);
    expect(await harbour.publish(change)).toMatchObject({ did: { push: 'there', request: 'opened' } });
  });

  it('gets the change of a later receipt, over nothing but ours', async () => {
    await harbour.publish(harbour.change('two\n'));
    const later = harbour.change('three\n', 'groundwork/berths-2');
    const receipt = harbour.receipt({ at: '2026-11-27T08:00:00.000Z' });
    expect(await harbour.publish(later, { receipt })).toMatchObject({
      branch: 'groundwork/berths',
      request: { number: 1 },
      did: { push: 'pushed', request: 'updated' },
    });
    expect([onServer('groundwork/berths'), harbour.forge.requests.length]).toEqual([later.commit, 1]);
    const theirs = harbour.theirs('groundwork/berths', { onto: later.commit });
    expect(await harbour.publish(later, { receipt })).toMatchObject({ did: { push: 'ahead', request: 'updated' } });
    const last = harbour.change('four\n', 'groundwork/berths-3');
    await expect(harbour.publish(last, { receipt: harbour.receipt({ seconds: 1 }) })).rejects.toMatchObject({
      code: 'deliver.moved_on',
      exit: 3,
    });
    expect(onServer('groundwork/berths')).toBe(theirs);
  });

  it('takes another name where that branch is somebody else’s', async () => {
    const theirs = harbour.theirs('groundwork/berths', { onto: 'main' });
    const change = harbour.change('two\n');
    expect(await harbour.publish(change)).toMatchObject({ branch: 'groundwork/berths-2', did: { push: 'pushed', request: 'opened' } });
    expect([onServer('groundwork/berths'), onServer('groundwork/berths-2')]).toEqual([theirs, change.commit]);
  });

  it('is not opened again once people decided, and another one is for another change', async () => {
    const change = harbour.change('two\n');
    await harbour.publish(change);
    const [request] = harbour.forge.requests;
    if (request) request.state = 'merged';
    for (const kept of [harbour.kept, null]) {
      harbour.kept = kept;
      expect(await harbour.publish(change)).toMatchObject({ state: 'merged', did: { request: 'left' } });
    }
    const receipt = harbour.receipt({ seconds: 30 });
    expect(await harbour.publish(harbour.change('three\n', 'groundwork/berths-2'), { receipt })).toMatchObject({
      branch: 'groundwork/berths-2',
      request: { number: 2 },
    });
  });

  it('says what to do without the right to push, and goes from a fork', async () => {
    harbour.forge.projects[0]?.pushers.clear();
    const change = harbour.change('two\n');
    await expect(harbour.publish(change)).rejects.toMatchObject({
      code: 'deliver.no_right',
      exit: 3,
      fix: expect.stringContaining('--remote fork'),
    });
    harbour.git('remote', 'add', 'fork', `${harbour.forge.url}/pilot/berths.git`);
    expect(await harbour.publish(change, { remote: 'fork', request: { draft: true } })).toMatchObject({
      remote: 'fork',
      request: { number: 1 },
    });
    const [into, fork] = harbour.forge.projects;
    expect(harbour.forge.requests).toMatchObject([{ project: into?.id, from: fork?.id, draft: true }]);
    expect([onServer('groundwork/berths'), onServer('groundwork/berths', 1)]).toEqual([null, change.commit]);
    harbour.git('config', 'remote.pushDefault', 'fork');
    expect(await harbour.publish(change)).toMatchObject({ remote: 'fork', request: { number: 1 }, did: { push: 'there' } });
  });

  it('follows a project that was renamed', async () => {
    Object.assign(harbour.forge.projects[0] ?? {}, { path: 'quay/berths', formerly: 'harbour/berths' });
    execFileSync('mkdir', ['-p', `${harbour.root}/quay`]);
    execFileSync('ln', ['-s', '../harbour/berths.git', `${harbour.root}/quay/berths.git`]);
    harbour.git('remote', 'set-url', '--push', 'origin', `${harbour.forge.url}/quay/berths.git`);
    expect((await harbour.publish(harbour.change('two\n'))).request?.url).toContain('/quay/berths/');
  });

  it('pushes nothing that stands on commits of the person’s own', async () => {
    harbour.commit({ 'mine.txt': 'mine\n' }, 'Not for you yet');
    const change = harbour.change('two\n');
    await expect(harbour.publish(change)).rejects.toMatchObject({
      code: 'deliver.base_not_pushed',
      exit: 3,
      fix: expect.stringContaining('git push'),
    });
    expect(onServer('groundwork/berths')).toBeNull();
  });

  it('shows the token to its server, and to nothing and nobody else', async () => {
    const change = harbour.change('two\n');
    const done = await harbour.publish(change, { notes: true });
    harbour.forge.projects[0]?.pushers.clear();
    harbour.git('remote', 'set-url', 'origin', `${harbour.forge.url.replace('//', `//oauth2:${harbour.forge.token}@`)}/harbour/berths.git`);
    const failed = await harbour
      .publish(change, {
        request: null,
        before: null,
        remote: 'origin',
        delivered: { ...harbour.change('three\n'), again: false, lines: { agent: 1, of: 1 } },
      })
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'deliver.no_right' });
    harbour.git('remote', 'set-url', 'origin', `${harbour.forge.url}/harbour/berths.git`);
    const said = [
      JSON.stringify(done),
      JSON.stringify(harbour.told),
      JSON.stringify(harbour.kept),
      String(failed),
      JSON.stringify(failed),
      JSON.stringify(harbour.forge.requests),
    ];
    for (const text of said) expect(text).not.toContain(harbour.forge.token);
    // The address of the person's own remote is theirs to write; we put a token into no argument, and no file.
    expect(
      harbour
        .arguments()
        .split('\n')
        .filter((line) => line.includes(harbour.forge.token) && !line.startsWith('remote set-url')),
    ).toEqual([]);
    expect(spawnSync('grep', ['-rl', harbour.forge.token, harbour.dir], { encoding: 'utf8' }).stdout).toBe('');
    expect(
      harbour.forge.asked
        .filter(({ authorization }) => authorization !== null)
        .every(({ authorization }) => authorization === `Bearer ${harbour.forge.token}`),
    ).toBe(true);
  });

  it('pushes notes on request, together with those of others', async () => {
    const change = harbour.change('two\n');
    harbour.git('notes', '--ref=ai', 'add', '-m', 'ours', change.commit);
    const theirs = harbour.git('rev-parse', 'main');
    harbour.git('notes', '--ref=theirs', 'add', '-m', 'theirs', theirs);
    execFileSync('git', ['push', '--quiet', `${harbour.root}/harbour/berths.git`, 'refs/notes/theirs:refs/notes/ai'], { cwd: harbour.dir });
    await harbour.publish(change, { notes: true, request: null });
    const shown = (commit: string): string =>
      execFileSync('git', ['--git-dir', `${harbour.root}/harbour/berths.git`, 'notes', '--ref=ai', 'show', commit], {
        encoding: 'utf8',
      }).trim();
    expect([shown(change.commit), shown(theirs)]).toEqual(['ours', 'theirs']);
  });
});
