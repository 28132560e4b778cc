import { requireProgram } from '@groundwork/testing';
import type { Script } from '@groundwork/gateway/testing';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Receipt } from './receipt/receipt.ts';
import { readEvents, ticketFolder } from './session/journal.ts';
import type { SolveOptions } from './session/options.ts';
import { sessionState } from './session/state.ts';
import {
  bakeryTicket,
  goodScript,
  misbehaves,
  openBakery,
  plans,
  scriptedAgent,
  writes,
  type Bakery,
} from './session/testing/bakery.fixture.ts';
import { solve } from './solve.ts';

let bakery: Bakery;
afterEach(() => bakery.close());

const solved = async (script: Script, more: Partial<SolveOptions> = {}, ticket = bakeryTicket()): Promise<Receipt> => {
  bakery = await openBakery(script, ticket);
  return solve({ ...bakery.options, ...more });
};
const stateOf = () => sessionState(readEvents(ticketFolder(bakery.repository, bakery.ticket.id)).events);
const reasonOf = ({ outcome }: Receipt): string => (outcome.state === 'resolved' ? 'resolved' : outcome.reason);

describe.runIf(requireProgram('bwrap', 'apt-get install bubblewrap'))('a ticket', () => {
  it('is planned, worked on, verified, and ends in a receipt', async () => {
    const receipt = await solved(goodScript);
    expect(receipt).toMatchObject({
      outcome: { state: 'resolved' },
      files: [{ path: 'oven.sh', added: 1, deleted: 1 }],
      agent: { name: 'scripted', version: '1.0.0' },
      model: 'scripted/one',
      usage: { requests: 4 },
    });
    const state = stateOf();
    expect(state.phase).toBe('done');
    expect(state.plan).toEqual([{ text: 'Turn the oven up', state: 'pending' }]);
    expect(state.tools).toMatchObject([{ title: 'write oven.sh', tool: 'edit', state: 'completed', output: 'written' }]);
    expect(state.permissions).toMatchObject([{ answer: 'allowed' }]);
    expect(readFileSync(join(bakery.repository, 'oven.sh'), 'utf8')).toBe('echo 180\n');
    expect(JSON.parse(readFileSync(ticketFolder(bakery.repository, 'hotter-oven').receipt, 'utf8'))).toEqual(receipt);
  });

  it('changes nothing while it is planned', async () => {
    const receipt = await solved([writes('oven.sh', 'echo 220\n'), { text: '1. **Look**\n2. Turn it up' }, { text: 'Done, I say.' }]);
    expect(reasonOf(receipt)).toBe('no_change');
    expect(stateOf().permissions).toMatchObject([{ answer: 'denied', why: 'This turn is for planning' }]);
    expect(stateOf().plan.map(({ text }) => text)).toEqual(['Look', 'Turn it up']);
  });

  it('reads, writes and runs for the agent in the jail', async () => {
    const call = (name: string, input: Record<string, string>) => ({ tools: [{ name, input }] });
    await solved([
      ...plans,
      call('client_write', { path: 'oven.sh', text: 'echo 220\n' }),
      call('terminal', { command: 'sh oven.sh; id -un' }),
      call('client_write', { path: '../../../etc/evil', text: 'no' }),
      { text: 'Done.' },
    ]);
    expect(stateOf().tools.map(({ output }) => output)).toEqual(['echo 220\n', '220\ngroundwork\n', 'not read']);
    expect(existsSync('/etc/evil')).toBe(false);
  });

  const looping = [...plans, ...Array.from({ length: 12 }, () => ({ tools: [{ name: 'run', input: { command: 'false' } }] }))];
  const refusing = [...plans, { fault: { kind: 'status' as const, status: 400, message: 'nothing is scripted' } }];
  it.each([
    ['no_change', [...plans, { text: 'All tests pass.' }]],
    ['acceptance_failed', [...plans, writes('oven.sh', 'echo 200\n'), { text: 'All tests pass.' }]],
    ['out_of_scope', [...plans, writes('oven.sh', 'echo 220\n'), writes('till.sh', 'echo 1\n'), { text: 'Done.' }]],
    ['looped', looping],
    ['refused', [...plans, { text: 'That I will not do.', stop: 'refusal' as const }]],
    ['crashed', [...plans, misbehaves('crash')]],
    ['malformed', [...plans, misbehaves('babble')]],
    ['crashed', refusing],
  ])('ends unresolved: %s', async (reason, script) => {
    expect(reasonOf(await solved(script))).toBe(reason);
    expect(stateOf().phase).toBe('done');
  });

  it.each([
    ['its own', {}, 'budget: { requests: 6 }\n'],
    ['the usual one', { budget: { usd: null, tokens: null, requests: 6 } }, ''],
  ])('ends when its budget is spent, at most one request late: %s', async (_whose, more, head) => {
    const endless: Script = (request) => (request.index < 2 ? (plans[request.index] ?? {}) : writes(`recipes/${request.index}`, 'rye\n'));
    const receipt = await solved(endless, more, bakeryTicket(head));
    expect(reasonOf(receipt)).toBe('budget_spent');
    expect(receipt.usage.requests).toBe(6);
  });

  it('ends when its time is over', async () => {
    const receipt = await solved([...plans, misbehaves('hang')], {}, bakeryTicket('budget: { minutes: 0.05 }\n'));
    expect(reasonOf(receipt)).toBe('out_of_time');
  }, 60_000);

  it('says that an agent cannot be started', async () => {
    const receipt = await solved([], { agent: { ...scriptedAgent(), command: ['no-such-agent'] } });
    expect(receipt.outcome).toMatchObject({ reason: 'crashed', why: expect.stringContaining('no-such-agent') });
  });

  it('is worked on by one process at a time', async () => {
    bakery = await openBakery(goodScript);
    const first = solve(bakery.options);
    await expect(solve(bakery.options)).rejects.toMatchObject({ code: 'session.running', exit: 75 });
    expect(reasonOf(await first)).toBe('resolved');
  });
});
