import { describe, expect, it } from 'vitest';
import { cutEnd, cutPath, cutStart, visible, widthOfText, wrap } from './text.ts';

describe('visible', () => {
  it('shows line ends and escape sequences instead of obeying them', () => {
    expect(visible('orders\n\u001b[2Jpaid.py')).toBe('orders\\n\\u001b[2Jpaid.py');
  });

  it('shows marks that turn the reading direction', () => {
    expect(visible('invoice\u202efdp.py')).toBe('invoice\\u202efdp.py');
  });

  it('keeps line ends where asked', () => {
    expect(visible('one\ntwo\t', { keepLineEnds: true })).toBe('one\ntwo\\t');
  });
});

describe('cutting', () => {
  it('keeps the end of a path', () => {
    expect(cutStart('backend/app/settings.py:14', 15)).toBe('…settings.py:14');
  });

  it.each([
    ['backend/app/settings.py:14', 22, '…/app/settings.py:14'],
    ['backend/app/settings.py:14', 26, 'backend/app/settings.py:14'],
    ['backend/settings-of-production.py:14', 20, '…of-production.py:14'],
  ])('keeps whole folders of %j in %i columns', (text, width, cut) => {
    expect(cutPath(text, width)).toBe(cut);
  });

  it('keeps the start of a name', () => {
    expect(cutEnd('nightly-price-import', 8)).toBe('nightly…');
  });

  it('counts wide characters as two columns', () => {
    expect(widthOfText(cutEnd('価格更新サービス', 7))).toBeLessThanOrEqual(7);
  });
});

describe('wrap', () => {
  it('breaks at spaces', () => {
    expect(wrap('celery -A app.tasks worker', 12)).toEqual(['celery -A', 'app.tasks', 'worker']);
  });

  it('leaves a word whole that is too wide by itself', () => {
    expect(wrap('see https://shop.example/orders/archive', 10)).toEqual(['see', 'https://shop.example/orders/archive']);
  });
});
