import { describe, expect, it } from 'vitest';
import { createTerminal } from './terminal.ts';

const stream = (change: { isTTY?: boolean; columns?: number } = {}) => ({ write: () => true, ...change });

describe('createTerminal', () => {
  it('uses no colour when nobody is watching', () => {
    expect(createTerminal(stream(), {}).style.bad('late')).toBe('late');
  });

  it('uses colour on a terminal', () => {
    expect(createTerminal(stream({ isTTY: true }), {}).style.bad('late')).toBe('\u001b[31mlate\u001b[39m');
  });

  it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('uses no colour on a terminal with %o', (env) => {
    expect(createTerminal(stream({ isTTY: true }), env).colour).toBe(false);
  });

  it('uses colour in a pipe when forced to', () => {
    expect(createTerminal(stream(), { FORCE_COLOR: '1' }).colour).toBe(true);
  });

  it('is not interactive in CI, where a terminal may be pretended', () => {
    expect(createTerminal(stream({ isTTY: true }), { CI: 'true' }).interactive).toBe(false);
  });

  it.each([
    [20, 60],
    [132, 132],
    [400, 200],
  ])('lays out for %i columns in %i', (columns, width) => {
    expect(createTerminal(stream({ isTTY: true, columns }), {}).width).toBe(width);
  });

  it('takes COLUMNS where there is no terminal to ask', () => {
    expect(createTerminal(stream(), { COLUMNS: '80' }).width).toBe(80);
  });
});
