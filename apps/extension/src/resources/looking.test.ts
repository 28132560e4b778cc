import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Current } from '../session/current.ts';
import { Looking } from './looking.ts';

let asked: string[];
let looking: Looking;
const shown = new Set<string>();

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  shown.clear();
  const call = async (request: string, { name }: { name: string }): Promise<object> => {
    asked.push(`${request} ${name}`);
    return {};
  };
  looking = new Looking({ snapshot: { connection: 'connected' }, session: () => ({ window: { call } }) } as unknown as Current);
  looking.shownBy(() => shown);
});
afterEach(() => {
  looking.dispose();
  vi.useRealTimers();
});

it('gives back what is not shown any more, after a moment', async () => {
  shown.add('orders').add('broker');
  await looking.open('orders');
  await looking.open('broker');
  await vi.runAllTimersAsync();
  shown.delete('orders');
  looking.look();
  await vi.runAllTimersAsync();
  looking.look();
  await vi.runAllTimersAsync();
  expect(asked).toEqual(['resources/open orders', 'resources/open broker', 'resources/close orders']);
});

it('keeps what is shown again in time', async () => {
  await looking.open('orders');
  shown.add('orders');
  await vi.runAllTimersAsync();
  expect(asked).toEqual(['resources/open orders']);
});
