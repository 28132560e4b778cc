import { describe, expect, it } from 'vitest';
import { queryDocument, resourceOf, statementAt, statementsIn } from './language.ts';

const text = `-- groundwork: orders

select *
-- of today
from loaves;

delete from crumbs;
`;

describe('a query document', () => {
  it('says in its first line which resource it asks', () => {
    expect(resourceOf(queryDocument('orders', 'sql', null).split('\n')[0] ?? '')).toBe('orders');
    expect(resourceOf(queryDocument('broker', 'redis', null).split('\n')[0] ?? '')).toBe('broker');
    expect(resourceOf('-- orders of today')).toBeNull();
    expect(queryDocument('orders', 'sql', ['public', 'Day"s loaves'])).toContain('from public."Day""s loaves"');
  });

  it('holds statements that stand apart by empty lines', () => {
    expect(statementsIn(text)).toEqual([
      { firstLine: 2, lastLine: 4, text: 'select *\nfrom loaves;' },
      { firstLine: 6, lastLine: 6, text: 'delete from crumbs;' },
    ]);
  });

  it('runs the statement the cursor stands in, or the last one above it', () => {
    expect(statementAt(text, 3)?.firstLine).toBe(2);
    expect(statementAt(text, 5)?.firstLine).toBe(2);
    expect(statementAt(text, 0)?.firstLine).toBe(2);
    expect(statementAt('-- groundwork: orders', 0)).toBeNull();
  });
});
