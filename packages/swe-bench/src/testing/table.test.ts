import { describe, expect, it } from 'vitest';
import type { Played } from './conformance.ts';
import { conformanceTable } from './table.ts';

const run = (behaviour: Played['behaviour'], reason: string, rest: Partial<Played> = {}): Played => ({
  instance_id: 'bakery__oven-7',
  behaviour,
  reason,
  why: '',
  resolved: false,
  usd: 0,
  tokens: 1200,
  seconds: 4.4,
  ...rest,
});

describe('conformanceTable', () => {
  it('shows how each run ended last, and that it ended otherwise before', () => {
    const table = conformanceTable([
      run('oracle', 'no_patch'),
      run('oracle', 'resolved', { resolved: true, seconds: 12 }),
      run('breach', 'out_of_scope', { why: '1 file outside\nof a|b' }),
    ]);
    expect(table).toContain('| bakery__oven-7 | oracle | resolved | resolved; otherwise 1 times before | 12 |\n');
    expect(table).toContain('| bakery__oven-7 | breach | unresolved | out_of_scope: 1 file outside of a/b | 4 |\n');
    expect(table).toContain('| oracle | resolved | 1 of 1 | 12 |\n');
  });

  it.each([
    ['a wrong reason', run('refusal', 'crashed')],
    ['a change that was taken for resolved', run('false_claim', 'resolved', { resolved: true })],
    ['a solution that was not', run('oracle', 'tests_failed')],
  ])('counts %s as not held', (_what, each) => {
    const table = conformanceTable([each]);
    expect(table).toContain('; NOT HELD |');
    expect(table).toContain('| 0 of 1 |');
  });
});
