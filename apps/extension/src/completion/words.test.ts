import { describe, expect, it } from 'vitest';
import { tallyWords, wordsOf } from './words.ts';

const model = 'ollama/qwen2.5-coder:7b';

describe('completion in the status bar', () => {
  it.each([
    ['off', { state: 'off', model: null, why: null }, true, '$(circle-slash) completion off', 'until a model is chosen'],
    ['switched off', { state: 'off', model: null, why: null }, false, '$(circle-slash) completion off', 'switched off'],
    ['ready', { state: 'ready', model, why: null }, true, '$(sparkle) qwen2.5-coder:7b', `${model} completes`],
    ['silent', { state: 'silent', model, why: 'unsure' }, true, '$(circle-outline) qwen2.5-coder:7b', 'the model was not sure'],
    ['failed', { state: 'failed', model, why: 'The budget is spent' }, true, '$(warning) completion', 'The budget is spent'],
  ] as const)('%s', (_, state, isEnabled, text, tooltip) => {
    expect(wordsOf(state, isEnabled).text).toBe(text);
    expect(wordsOf(state, isEnabled).tooltip).toContain(tooltip);
  });
});

describe('what came of suggestions', () => {
  const day = {
    model,
    shown: 40,
    accepted: 10,
    partially: 2,
    rejected: 3,
    shownCharacters: 900,
    acceptedCharacters: 320,
    requests: 30,
    fromMemory: 9,
  };

  it('is told in a few lines', () => {
    const days = [
      { ...day, day: '2026-11-25', looked: [100, 100, 0] as [number, number, number], retained: [100, 80, 0] as [number, number, number] },
      { ...day, day: '2026-11-26', looked: [100, 0, 0] as [number, number, number], retained: [90, 0, 0] as [number, number, number] },
      { ...day, day: '2026-10-01', looked: [0, 0, 0] as [number, number, number], retained: [0, 0, 0] as [number, number, number] },
    ];
    expect(tallyWords(days, '2026-11-01')).toBe(
      `${model}\n80 shown, 20 accepted (25 %), 4 in part: 640 characters, of which are still there 95 % after 30 s, 80 % after 2 min`,
    );
    expect(tallyWords([], '2026-11-01')).toBe('Nothing was suggested yet');
  });
});
