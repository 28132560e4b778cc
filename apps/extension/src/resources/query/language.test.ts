import { describe, expect, it } from 'vitest';
import { placeIn, queryDocument, resourceOf, statementAt, statementsIn } from './language.ts';

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
      { firstLine: 2, lastLine: 4, text: 'select *\nfrom loaves;', lines: [2, 4] },
      { firstLine: 6, lastLine: 6, text: 'delete from crumbs;', lines: [6] },
    ]);
  });

  it('knows which place of it a server means', () => {
    const [first] = statementsIn(text);
    expect(first && placeIn({ ...first, character: 0 }, '2:6')).toEqual({ line: 4, character: 5 });
    const selected = { text: 'loaves;\n\ndelete', lines: [4, 5, 6], character: 5 };
    expect(placeIn(selected, '1:3')).toEqual({ line: 4, character: 7 });
    expect(placeIn(selected, '3:1')).toEqual({ line: 6, character: 0 });
    expect(placeIn(selected, '9:1')).toBeNull();
    expect(placeIn(selected, 'oven.py:3')).toBeNull();
  });

  it('writes names as MySQL has them', () => {
    expect(queryDocument('orders', 'sql', ['shop', 'Day loaves'], '`')).toContain('from shop.`Day loaves`');
  });

  it('runs the statement the cursor stands in, or the last one above it', () => {
    expect(statementAt(text, 3)?.firstLine).toBe(2);
    expect(statementAt(text, 5)?.firstLine).toBe(2);
    expect(statementAt(text, 0)?.firstLine).toBe(2);
    expect(statementAt('-- groundwork: orders', 0)).toBeNull();
  });
});
