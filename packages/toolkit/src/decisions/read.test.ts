import { GroundworkError } from '@groundwork/host';
import { describe, expect, it } from 'vitest';
import { parseDecisions } from './read.ts';

function errorOf(text: string): GroundworkError {
  try {
    parseDecisions(text);
  } catch (error) {
    if (error instanceof GroundworkError) return error;
  }
  return expect.unreachable('it should not parse');
}

describe('parseDecisions', () => {
  it('reads answers and overrides', () => {
    const { decisions } = parseDecisions('name: bakery\nanswers: { mailer.concurrency: 4 }\nservices:\n  api: { port: 8000 }\n');
    expect(decisions).toEqual({ name: 'bakery', answers: { 'mailer.concurrency': 4 }, services: { api: { port: 8000 } } });
  });

  it.each(['', '# nothing decided yet\n', '---\n'])('takes an empty file for no decisions: %j', (text) => {
    expect(parseDecisions(text).decisions).toEqual({});
  });

  it.each([
    ['broken syntax', 'answers:\n  a: [1,\n', 'decisions.syntax', /^groundwork\.yaml:\d+:\d+$/u],
    ['a key twice', 'name: a\nname: b\n', 'decisions.syntax', /:2:1$/u],
    ['an unknown key', 'name: bakery\nservice: {}\n', 'decisions.invalid', /:2:1$/u],
    ['an unknown key further in', 'services:\n  api:\n    port: 80\n    helth: /up\n', 'decisions.invalid', /:4:5$/u],
    ['a wrong type', 'services:\n  api:\n    port: "80"\n', 'decisions.invalid', /:3:5$/u],
    ['a value that means nothing', 'services:\n  api:\n    kind: website\n', 'decisions.invalid', /:3:5$/u],
    ['a list at the top', '- api\n', 'decisions.invalid', /:1:1$/u],
    ['an item of a list', 'ignore:\n  - docs\n  - 3\n', 'decisions.invalid', /:3:5$/u],
  ])('points at %s', (_what, text, code, where) => {
    const error = errorOf(text);
    expect(error).toMatchObject({ code, exit: 2, where: expect.stringMatching(where) });
    expect(error.fix).not.toBeNull();
  });

  it('names the keys there are', () => {
    expect(errorOf('resources:\n  db: { size: 3 }\n').fix).toBe('Remove it, or use one of: type, need, version, ignore');
  });

  it('refuses aliases that unfold without end', () => {
    const levels = Array.from({ length: 12 }, (_, level) => `  l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(', ')}]`);
    expect(errorOf(`answers:\n  l0: &l0 [1]\n${levels.join('\n')}\n`).code).toBe('decisions.syntax');
  });
});
