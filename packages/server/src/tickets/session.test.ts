import { forgeDouble } from '@groundwork/forge/testing';
import { requireProgram } from '@groundwork/testing';
import { sessionState } from '@groundwork/agent/contract';
import type { WindowConnection } from '@groundwork/protocol';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { baking, follows, openBakery, type Bakery } from './bakery.fixture.ts';

let bakery: Bakery;
afterEach(() => bakery.close(), 60_000);

const id = 'hotter-oven';
const anew = { id, resume: false, agent: null, model: null };
const patient = { timeout: 40_000, interval: 100 };

async function approved(): Promise<WindowConnection> {
  const window = bakery.harbour.window();
  const { hash } = await window.call('tickets/show', { id });
  await window.call('tickets/approve', { id, hash });
  return window;
}

const stateSeenBy = async (window: WindowConnection): Promise<string> => (await window.call('tickets/show', { id })).state;

/** A model that waits before one of its answers until it may go on. */
function waiting(at: 'works' | 'ends') {
  let reached: () => void = () => {};
  let go: () => void = () => {};
  const isReached = new Promise<void>((resolve) => (reached = resolve));
  const mayGo = new Promise<void>((resolve) => (go = resolve));
  const script = baking(async (what) => {
    if (what !== at) return;
    reached();
    await mayGo;
  });
  return { script, isReached, go };
}

describe.runIf(requireProgram('bwrap', 'apt-get install bubblewrap'))('a ticket is worked on', { timeout: 120_000 }, () => {
  it('as every window sees, and becomes a branch when a person says so: *pipeline conformance*', async () => {
    bakery = await openBakery();
    const oven = await approved();
    const counter = bakery.harbour.window('counter');
    const [seen, alsoSeen] = [await follows(oven, id), await follows(counter, id)];
    const asked = oven.call('tickets/solve', anew);
    await expect.poll(() => stateSeenBy(counter), patient).toBe('waiting');
    await expect.poll(() => sessionState(seen).plan, patient).toEqual([{ text: 'Turn the oven up', state: 'pending' }]);
    // The plan is shown to one window, and another may go on with it.
    await counter.call('tickets/plan', { id, text: null });
    expect(await asked).toMatchObject({ outcome: { state: 'resolved' }, files: [{ path: 'oven.sh', added: 1, deleted: 1 }] });
    await expect.poll(() => [sessionState(seen).phase, sessionState(alsoSeen).phase], patient).toEqual(['done', 'done']);
    await expect.poll(() => alsoSeen, patient).toEqual(seen);
    const content = (side: 'before' | 'after') => oven.call('tickets/content', { id, path: 'oven.sh', side });
    expect([await content('before'), await content('after')]).toEqual([{ text: 'echo 180\n' }, { text: 'echo 220\n' }]);
    expect(bakery.git('branch', '--list', '--format=%(refname:short)')).toBe('main\n');

    const told: (string | null)[] = [];
    counter.on('tickets/changed', ({ tickets }) => void told.push(tickets[0]?.branch ?? null));
    expect(await oven.call('tickets/deliver', { id })).toMatchObject({ state: 'resolved', delivered: { branch: `groundwork/${id}` } });
    await expect.poll(() => told.at(-1), patient).toBe(`groundwork/${id}`);
    expect(bakery.git('show', `groundwork/${id}:oven.sh`)).toBe('echo 220\n');
    expect(bakery.git('status', '--porcelain', '--branch')).toBe('## main\n');
    const again = await counter.call('tickets/deliver', { id });
    expect(again.delivered).toEqual({ branch: `groundwork/${id}`, url: null });

    await expect(counter.call('tickets/place', { id })).rejects.toMatchObject({ code: 'deliver.no_remote' });
    const root = mkdtempSync(join(tmpdir(), 'groundwork-forge-'));
    bakery.git('clone', '--quiet', '--bare', '.', join(root, 'guild', 'bakery.git'));
    execFileSync('git', ['--git-dir', join(root, 'guild', 'bakery.git'), 'config', 'http.receivepack', 'true']);
    const forge = await forgeDouble({ kind: 'github', root, projects: ['guild/bakery'] });
    try {
      for (const [name, value] of Object.entries(forge.env)) vi.stubEnv(name, value);
      bakery.git('remote', 'add', 'origin', `${forge.url.replace('//', '//mira:flour@')}/guild/bakery.git`);
      bakery.git('update-ref', 'refs/remotes/origin/main', 'main');
      const to = `${forge.url}/guild/bakery`;
      expect(await counter.call('tickets/place', { id })).toEqual({ remote: 'origin', to, into: to, base: 'main' });
      expect(forge.requests).toEqual([]);
      const { delivered } = await oven.call('tickets/publish', { id });
      expect(forge.requests).toMatchObject([{ branch: `groundwork/${id}`, base: 'main', state: 'open' }]);
      expect(delivered?.url).toContain(`${forge.url}/guild/bakery/pull/`);
      expect((await counter.call('tickets/publish', { id })).delivered).toEqual(delivered);
      expect(forge.requests).toHaveLength(1);
    } finally {
      vi.unstubAllEnvs();
      await forge.close();
      rmSync(root, { recursive: true, force: true });
    }
  });

  it('and steered, stopped, and gone on with', async () => {
    const { script, isReached, go } = waiting('works');
    bakery = await openBakery(script);
    const window = await approved();
    const seen = await follows(window, id);
    const first = window.call('tickets/solve', anew);
    await expect.poll(() => stateSeenBy(window), patient).toBe('waiting');
    await window.call('tickets/plan', { id, text: null });
    await isReached;
    await window.call('tickets/steer', { id, text: 'And nothing else' });
    await expect
      .poll(() => sessionState(seen).said.filter(({ by }) => by === 'person'), patient)
      .toEqual([{ by: 'person', text: 'And nothing else' }]);
    await window.call('tickets/stop', { id });
    expect(await first).toBeNull();
    expect(await stateSeenBy(window)).toBe('paused');
    go();
    expect(await window.call('tickets/solve', { ...anew, resume: true })).toMatchObject({ outcome: { state: 'resolved' } });
  });

  it('once, however many windows ask for it, and goes on without the one that did', async () => {
    const { script, isReached, go } = waiting('ends');
    bakery = await openBakery(script);
    const oven = await approved();
    oven.call('tickets/solve', anew).catch(() => {});
    await expect.poll(() => stateSeenBy(oven), patient).toBe('waiting');
    const counter = bakery.harbour.window('counter');
    const asked = counter.call('tickets/solve', anew);
    await counter.call('tickets/plan', { id, text: null });
    await isReached;
    oven.close();
    go();
    expect(await asked).toMatchObject({ outcome: { state: 'resolved' } });
    expect(bakery.model.requests).toHaveLength(3);
  });

  it('by nobody without a model, and says how one is chosen', async () => {
    bakery = await openBakery(baking(), false);
    const window = await approved();
    await expect(window.call('tickets/solve', anew)).rejects.toMatchObject({ code: 'models.none', exit: 3 });
    expect(await stateSeenBy(window)).toBe('approved');
  });

  it('with the model a window names', async () => {
    bakery = await openBakery(baking(), false);
    const window = await approved();
    const asked = window.call('tickets/solve', { ...anew, model: `two@${bakery.model.url}/v1` });
    await expect.poll(() => stateSeenBy(window), patient).toBe('waiting');
    await window.call('tickets/stop', { id });
    expect(await asked).toBeNull();
    expect(bakery.model.requests.map(({ model }) => model)).toEqual(['two']);
  });
});

describe.runIf(requireProgram('bwrap', 'apt-get install bubblewrap'))(
  'a repository that comes with all of a ticket',
  { timeout: 120_000 },
  () => {
    it('is not believed: neither that it was approved, nor that it was resolved', async () => {
      bakery = await openBakery();
      const window = await approved();
      const asked = window.call('tickets/solve', anew);
      await expect.poll(() => stateSeenBy(window), patient).toBe('waiting');
      await window.call('tickets/plan', { id, text: null });
      await asked;
      expect(await stateSeenBy(window)).toBe('resolved');
      // As a stranger finds it: the same folder, and a person who never saw it.
      rmSync(join(bakery.harbour.home, 'state'), { recursive: true });
      expect(await stateSeenBy(window)).toBe('proposed');
      await expect(window.call('tickets/deliver', { id })).rejects.toMatchObject({ code: 'ticket.not_approved' });
      await expect(window.call('tickets/solve', { ...anew, resume: true })).rejects.toMatchObject({ code: 'ticket.not_approved' });
      expect(bakery.git('branch', '--list', '--format=%(refname:short)')).toBe('main\n');
    });
  },
);
