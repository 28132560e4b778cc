import type { ModelMessage } from 'ai';
import { describe, expect, it } from 'vitest';
import { shorten, within } from './context.ts';

const person = (content: string): ModelMessage => ({ role: 'user', content });
const step = (id: string, output: string): ModelMessage[] => [
  { role: 'assistant', content: [{ type: 'tool-call', toolCallId: id, toolName: 'bash', input: { command: 'cat flour.txt' } }] },
  { role: 'tool', content: [{ type: 'tool-result', toolCallId: id, toolName: 'bash', output: { type: 'text', value: output } }] },
];
const size = (messages: readonly ModelMessage[]): number => JSON.stringify(messages).length;

describe('a conversation within a bound', () => {
  const flour = 'flour '.repeat(2000);
  const long = [person('Bake.'), ...step('a', flour), ...step('b', flour), person('Hotter.'), ...step('c', flour)];

  it('stays as it is where it fits', () => expect(within(long, 1_000_000)).toEqual(long));

  it('shortens outputs, oldest first', () => {
    const kept = within(long, 30_000);
    expect(size(kept)).toBeLessThanOrEqual(30_000);
    expect(kept.length).toBe(long.length);
    expect(JSON.stringify(kept[2])).toContain('characters left out');
    expect(kept.slice(3)).toEqual(long.slice(3));
  });

  it('leaves out whole steps where that is not enough, never what a person said, nor the last step', () => {
    const kept = within(long, 100);
    expect(kept.map(({ role }) => role)).toEqual(['user', 'user', 'assistant', 'tool']);
    expect(kept.slice(2)).toEqual(long.slice(-2));
  });

  it('says how much of a text is missing', () =>
    expect(shorten('a'.repeat(50) + 'b'.repeat(50), 30)).toBe(`${'a'.repeat(10)}\n[... 70 characters left out ...]\n${'b'.repeat(20)}`));
});
