import type { CompletionState } from '@groundwork/language-server/protocol';

/** How completion is shown in the status bar. */
export interface CompletionWords {
  readonly text: string;
  readonly tooltip: string;
}

const reasons: Readonly<Record<string, string>> = {
  'mid-word': 'in the middle of a word',
  inside: 'within a comment or text',
  empty: 'an empty file',
  rejected: 'you just turned one down',
  unsure: 'the model was not sure',
  nothing: 'nothing fits here',
  hidden: 'this file is left out',
};

/** Words for where completion stands. `isEnabled`: a person did not switch it off. */
export function wordsOf({ state, model, why }: CompletionState, isEnabled: boolean): CompletionWords {
  const name = model?.slice(model.indexOf('/') + 1) ?? '';
  if (state === 'failed') return { text: '$(warning) completion', tooltip: `Completion: ${why ?? 'it failed'}` };
  if (!isEnabled) return { text: '$(circle-slash) completion off', tooltip: 'Completion is switched off. Click to switch it on' };
  if (state === 'off')
    return { text: '$(circle-slash) completion off', tooltip: 'Completion is off until a model is chosen. Click to choose one' };
  if (state === 'silent')
    return { text: `$(circle-outline) ${name}`, tooltip: `${model ?? ''} is silent here: ${reasons[why ?? ''] ?? why ?? ''}` };
  return { text: `$(sparkle) ${name}`, tooltip: `${model ?? ''} completes. Click to switch it off` };
}
