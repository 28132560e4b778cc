import { describe, expect, it } from 'vitest';
import { wordsOf } from './words.ts';

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
