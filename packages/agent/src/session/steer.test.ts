import type { Script } from '@groundwork/gateway/testing';
import { silentHost } from '@groundwork/host';
import { requireProgram } from '@groundwork/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { solve } from '../solve.ts';
import type { Controls } from './controls.ts';
import { readEvents, ticketFolder } from './journal.ts';
import type { SolveOptions } from './options.ts';
import { sessionState } from './state.ts';
import { bakeryTicket, goodScript, misbehaves, openBakery, plans, steadyModel, writes, type Bakery } from './testing/bakery.fixture.ts';

let bakery: Bakery;
afterEach(() => bakery.close());
const stateOf = (id = 'hotter-oven') => sessionState(readEvents(ticketFolder(bakery.repository, id)).events);

/** Solves with somebody at the controls, who acts once so many requests were made. */
async function steered(script: Script, requests: number, act: (controls: Controls) => void, more: Partial<SolveOptions> = {}) {
  bakery = await openBakery(script);
  let controls: Controls | null = null;
  const watching = setInterval(() => {
    if (bakery.model.requests.length < requests || controls === null) return;
    clearInterval(watching);
    act(controls);
  }, 20);
  return solve({ ...bakery.options, ...more, onControls: (given) => (controls = given) }).finally(() => clearInterval(watching));
}

describe.runIf(requireProgram('bwrap', 'apt-get install bubblewrap'))('a person', () => {
  it('ends a turn, says more, and the work goes on', async () => {
    const slow = { fault: { kind: 'slow' as const, ms: 400 } };
    const receipt = await steered(
      [...plans, { ...writes('oven.sh', 'echo 200\n'), ...slow }, writes('oven.sh', 'echo 220\n'), { text: 'Hotter.' }],
      3,
      (controls) => controls.steer('No, hotter'),
    );
    expect(receipt.outcome).toEqual({ state: 'resolved' });
    expect(stateOf().said.map(({ by, text }) => `${by}: ${text}`)).toContain('person: No, hotter');
  });

  it('ends an agent that does not listen, and a new one is told what was before', { timeout: 60_000 }, async () => {
    const script: Script = (request) =>
      request.messages.some(({ text }) => text.includes('Go on now'))
        ? steadyModel2(request)
        : ([...plans, misbehaves('hang')][request.index] ?? {});
    const steadyModel2 = (request: Parameters<Extract<Script, (...words: never[]) => unknown>>[0]) =>
      request.messages.at(-1)?.role === 'tool' ? { text: 'Done.' } : writes('oven.sh', 'echo 220\n');
    const receipt = await steered(script, 3, (controls) => {
      controls.interrupt();
      setTimeout(() => controls.steer('Go on now'), 100);
    });
    expect(receipt.outcome).toEqual({ state: 'resolved' });
  });

  it('stops it for good', async () => {
    const receipt = await steered([...plans, misbehaves('hang')], 3, (controls) => controls.stop());
    expect(receipt.outcome).toMatchObject({ state: 'unresolved', reason: 'cancelled' });
  });

  it('leaves, and comes back to it', async () => {
    const leaving = new AbortController();
    bakery = await openBakery(steadyModel);
    const host = { ...silentHost, signal: leaving.signal };
    const onEvent: SolveOptions['onEvent'] = (event) => {
      if (event.kind === 'tool' && event.state === 'completed') leaving.abort();
    };
    await expect(solve({ ...bakery.options, host, onEvent })).rejects.toMatchObject({ code: 'session.left', exit: 75 });
    expect(stateOf().phase).toBe('working');
    expect((await solve(bakery.options)).outcome).toEqual({ state: 'resolved' });
  });

  it('does not approve a plan, changes the next one, and answers what is open', async () => {
    bakery = await openBakery([...plans, ...plans, ...goodScript.slice(2)]);
    const asked: string[][] = [];
    const receipt = await solve({
      ...bakery.options,
      questions: [{ id: 'unit', ask: 'Celsius or Fahrenheit?', options: ['C', 'F'], default: 'C' }],
      approvals: {
        questions: async () => ({ unit: 'C' }),
        ticket: async () => true,
        plan: async (plan) => {
          asked.push(plan.map(({ text }) => text));
          return asked.length === 1 ? { answer: 'steer', text: 'Only the oven' } : { answer: 'change', plan: ['Write 220', 'Look'] };
        },
      },
    });
    expect(receipt.outcome).toEqual({ state: 'resolved' });
    expect(asked).toHaveLength(2);
    const prompts = bakery.model.requests.map(({ messages }) => messages.findLast(({ role }) => role === 'user')?.text ?? '');
    expect(prompts[0]).toContain('Celsius or Fahrenheit? C');
    expect(prompts[2]).toContain('Only the oven');
    expect(prompts[4]).toContain('1. Write 220\n2. Look');
  });

  it('has nothing spent before the ticket is approved', async () => {
    bakery = await openBakery([]);
    const approvals = { ...bakery.options.approvals, ticket: async () => false };
    await expect(solve({ ...bakery.options, approvals })).rejects.toMatchObject({ code: 'session.left' });
    expect(bakery.model.requests).toEqual([]);
    expect(stateOf().phase).toBe('approving');
  });

  it('works on several at once', async () => {
    bakery = await openBakery(steadyModel);
    const tickets = ['rye', 'spelt', 'oat'].map((id) => ({ ...bakeryTicket(), id }));
    const receipts = await Promise.all(tickets.map((ticket) => solve({ ...bakery.options, ticket })));
    expect(receipts.map(({ outcome }) => outcome.state)).toEqual(['resolved', 'resolved', 'resolved']);
    expect(tickets.map(({ id }) => stateOf(id).phase)).toEqual(['done', 'done', 'done']);
  });
});
