import { expect, it } from 'vitest';
import { planIn } from './checklist.ts';

const entries = (text: string) => planIn(text)?.map(({ content, status }) => `${status}: ${content}`) ?? null;

it('a plan is the last checklist of what was said', () => {
  expect(entries('Hello.')).toBeNull();
  expect(entries('- [ ] knead\n- [x] weigh\n\nNow:\n\n1. [x] weigh\n2. [~] knead\n   - with care\n3. [ ] bake\n\nWell.')).toEqual([
    'completed: weigh',
    'in_progress: knead',
    'pending: bake',
  ]);
});
