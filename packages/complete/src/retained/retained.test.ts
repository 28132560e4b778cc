import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Followed } from './followed.ts';
import { readTally, tallyFile, TallyLedger } from './ledger.ts';
import { Measure } from './measure.ts';
import { emptyDay, plus, type Day } from './tally.ts';

describe('a text that is followed', () => {
  it.each([
    ['an edit before it moves it', [{ at: 0, removed: 2, inserted: 'harbour' }], 10],
    ['what is typed into it is not of it', [{ at: 15, removed: 0, inserted: 'xx' }], 10],
    ['what is taken out of it is gone', [{ at: 12, removed: 3, inserted: '' }], 7],
    ['its end is gone with what follows', [{ at: 18, removed: 10, inserted: 'y' }], 8],
    ['all of it', [{ at: 5, removed: 40, inserted: '' }], 0],
    [
      'pieces are followed on',
      [
        { at: 12, removed: 1, inserted: 'abc' },
        { at: 0, removed: 0, inserted: '--' },
        { at: 12, removed: 2, inserted: '' },
      ],
      7,
    ],
  ])('%s', (_, changes, left) => {
    const text = new Followed(10, 10);
    for (const each of changes) text.apply(each);
    expect(text.left).toBe(left);
  });
});

describe('a measure', () => {
  let day: Day;
  let regretted: string[];
  let measure: Measure;
  beforeEach(() => {
    day = emptyDay('2026-11-26', 'tide');
    regretted = [];
    measure = new Measure(
      (counted) => (day = plus(day, counted)),
      (id) => regretted.push(id),
    );
    measure.shown('quay.py', 10, { id: 'a', text: 'moor(ship)', from: 'model' });
  });
  const insert = (at: number, inserted: string, now = 0): void => measure.changed('quay.py', [{ at, removed: 0, inserted }], now);

  it('counts what is inserted at once as accepted, and looks at it later', () => {
    insert(10, 'moor(ship)');
    measure.changed('quay.py', [{ at: 15, removed: 4, inserted: 'boat' }], 20_000);
    measure.look(29_000);
    expect(day).toMatchObject({ shown: 1, accepted: 1, acceptedCharacters: 10, looked: [0, 0, 0] });
    measure.look(31_000);
    measure.changed('quay.py', [{ at: 10, removed: 5, inserted: '' }], 60_000);
    measure.look(700_000);
    expect(day).toMatchObject({ looked: [10, 10, 10], retained: [6, 1, 1] });
  });

  it('counts a beginning as partially accepted', () => {
    insert(10, 'moor(');
    insert(15, 'ship)');
    expect(day).toMatchObject({ accepted: 1, partially: 1, acceptedCharacters: 10 });
  });

  it('does not count what is typed', () => {
    for (const [at, each] of [...'moor(ship)'].entries()) {
      // The last character is all that is left, as typed as the others.
      if (at < 9) insert(10 + at, each);
    }
    expect(day).toMatchObject({ shown: 1, accepted: 0, partially: 0 });
  });

  it('counts one that goes on once', () => {
    insert(10, 'm');
    measure.shown('quay.py', 11, { id: 'a', text: 'oor(ship)', from: 'memory' });
    expect(day).toMatchObject({ shown: 1, shownCharacters: 10 });
  });

  it('notices what is taken back at once', () => {
    insert(10, 'moor(ship)');
    measure.changed('quay.py', [{ at: 10, removed: 10, inserted: '' }], 3000);
    expect(regretted).toEqual(['a']);
    expect(day).toMatchObject({ rejected: 1, looked: [10, 10, 10], retained: [0, 0, 0] });
  });

  it('does not count what is edited elsewhere', () => {
    insert(2, 'import tide\n');
    insert(22, 'moor(ship)');
    expect(day).toMatchObject({ accepted: 1 });
    insert(100, 'moor(ship)');
    expect(day).toMatchObject({ accepted: 1 });
  });
});

describe('the numbers', () => {
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'quay-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('of two windows are added up in one file, by day and model', () => {
    const file = tallyFile({ XDG_STATE_HOME: dir });
    const [one, other] = [new TallyLedger(file), new TallyLedger(file)];
    const at = new Date('2026-11-26T09:00:00Z');
    one.add('tide', { shown: 2 }, at);
    other.add('tide', { shown: 1, accepted: 1 }, at);
    other.add('ebb', { shown: 1 }, at);
    one.write();
    other.write();
    expect(readTally(file)).toMatchObject([
      { day: '2026-11-26', model: 'tide', shown: 3, accepted: 1 },
      { day: '2026-11-26', model: 'ebb', shown: 1 },
    ]);
    expect(readTally(join(dir, 'none.json'))).toEqual([]);
  });
});
