import { describe, expect, it } from 'vitest';
import { chooseVersion } from './versions.ts';

const installed = ['3.11.7', '3.9.18', '3.12.1', '3.12.4'].map((version) => ({ program: `python${version}`, version }));
const chosen = (wanted: string | null) => {
  const choice = chooseVersion(installed, wanted);
  return choice && [choice.chosen.version, choice.other];
};

describe('the version that is used', () => {
  it.each([
    [null, ['3.11.7', false]],
    ['3.12', ['3.12.1', false]],
    ['3.12.4', ['3.12.4', false]],
    ['3.12.9', ['3.12.1', false]],
    ['3', ['3.11.7', false]],
    ['3.10', ['3.11.7', true]],
    ['3.14', ['3.12.4', true]],
    ['3.7', ['3.9.18', true]],
  ])('for %s', (wanted, expected) => {
    expect(chosen(wanted)).toEqual(expected);
  });

  it('is none where none is installed', () => {
    expect(chooseVersion([], '3.12')).toBeNull();
  });
});
