/** One call of a tool, ended. */
export interface EndedCall {
  /** What was asked. */
  readonly asked: string;
  /** What came of it. */
  readonly outcome: string;
  readonly failed: boolean;
  readonly edits: boolean;
}

/** How often the same may happen in a row, and how often the same may fail without an edit between. */
const most = { repeated: 5, failed: 5 } as const;
const longestRound = 3;

/** Watches for an agent that goes round; says so once, in a sentence. */
export function createWatch(): (call: EndedCall) => string | null {
  let calls: string[] = [];
  let failures = new Map<string, number>();
  return ({ asked, outcome, failed, edits }) => {
    calls = [...calls, `${asked}\0${outcome}`].slice(-most.repeated * longestRound);
    if (edits && !failed) failures = new Map();
    if (failed) failures.set(asked, (failures.get(asked) ?? 0) + 1);
    const round = goesRound(calls);
    if (round !== null)
      return round === 1 ? 'The same was done over and over, with the same outcome' : `The same ${round} things were done over and over`;
    return (failures.get(asked) ?? 0) >= most.failed ? `The same failed ${most.failed} times, and nothing was changed in between` : null;
  };
}

/** Of how many calls the round is that the last ones repeat; `null` where they do not. */
function goesRound(calls: readonly string[]): number | null {
  for (let length = 1; length <= longestRound; length += 1) {
    const last = calls.slice(-length * most.repeated);
    if (last.length === length * most.repeated && last.every((call, at) => call === last[at % length])) return length;
  }
  return null;
}
