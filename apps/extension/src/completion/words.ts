import type { CompletionDays, CompletionState } from '@groundwork/language-server/protocol';

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

/** What came of the suggestions of each model since a day (YYYY-MM-DD), in a few lines. */
export function tallyWords(all: CompletionDays, since: string): string {
  const byModel = Map.groupBy(
    all.filter(({ day }) => day >= since),
    ({ model }) => model,
  );
  const lines = [...byModel].map(([model, days]) => {
    const sum = (of: (day: CompletionDays[number]) => number): number => days.reduce((total, day) => total + of(day), 0);
    const [shown, accepted, partially] = [sum((day) => day.shown), sum((day) => day.accepted), sum((day) => day.partially)];
    const kept = (['30 s', '2 min', '10 min'] as const).flatMap((after, at) => {
      const looked = sum((day) => day.looked[at] ?? 0);
      return looked === 0
        ? []
        : [
            `${percent(
              sum((day) => day.retained[at] ?? 0),
              looked,
            )} after ${after}`,
          ];
    });
    const characters = sum((day) => day.acceptedCharacters);
    const what = `${shown} shown, ${accepted} accepted (${percent(accepted, shown)}), ${partially} in part: ${characters} characters`;
    return `${model}\n${what}${kept.length > 0 ? `, of which are still there ${kept.join(', ')}` : ''}`;
  });
  return lines.length > 0 ? lines.join('\n\n') : 'Nothing was suggested yet';
}

const percent = (part: number, of: number): string => (of === 0 ? '0 %' : `${Math.round((100 * part) / of)} %`);
