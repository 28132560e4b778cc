import { expect, it } from 'vitest';
import { settingsAt } from './settings.ts';

it('finds what stands under a name with dots', () => {
  const settings = { python: { analysis: { mode: 'open' } }, harbour: 'pier' };
  expect(settingsAt(settings, 'python.analysis')).toEqual({ mode: 'open' });
  expect(settingsAt(settings, 'harbour')).toBe('pier');
  expect(settingsAt(settings, '')).toBe(settings);
  for (const nothing of ['gopls', 'harbour.length', 'python.analysis.mode.more', 'constructor'])
    expect(settingsAt(settings, nothing)).toBeNull();
});
