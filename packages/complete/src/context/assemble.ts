import type { Hole, Snippet } from '../prompt/hole.ts';
import { masked } from '../private/masked.ts';
import type { Ranked } from './rank.ts';

/** Tokens of one prompt. Code has about three and a half characters a token. */
export interface PromptBudget {
  readonly prefix: number;
  readonly suffix: number;
  readonly context: number;
}

const perToken = 3.5;
export const shown = 20;

/** By where a model runs and how much it reads: on a person's own machine each token of a prompt is waited for. */
export function budgetOf(isLocal: boolean): PromptBudget {
  return isLocal ? { prefix: 1200, suffix: 400, context: 1400 } : { prefix: 2400, suffix: 800, context: 3000 };
}

export interface Parts {
  readonly repository: string;
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly ranked: readonly Ranked[];
  readonly edits: readonly Snippet[];
  readonly facts: Snippet | null;
}

/** A prompt's parts within its budget: what weighs least first, as a model heeds most what it read last. */
export function assemble({ repository, path, prefix, suffix, ranked, edits, facts }: Parts, budget: PromptBudget): Hole {
  let left = budget.context * perToken;
  const take = (snippet: Snippet): boolean => {
    const length = snippet.text.length + snippet.path.length + 8;
    if (length > left) return false;
    left -= length;
    return true;
  };
  const own = [...(facts ? [facts] : []), ...edits].filter(take);
  const chosen = ranked.slice(0, shown).filter(({ definition }) => take(definition));
  const byFile = Map.groupBy(chosen.toReversed(), ({ definition }) => definition.path);
  const definitions = [...byFile].map(([file, of]) => ({
    path: file,
    text: of
      .toSorted((a, b) => a.definition.line - b.definition.line)
      .map(({ definition }) => definition.text)
      .join('\n'),
  }));
  return {
    repository,
    path,
    prefix: masked(lastOf(prefix, budget.prefix * perToken)),
    suffix: masked(firstOf(suffix, budget.suffix * perToken)),
    snippets: [...definitions, ...own].map((each) => ({ path: each.path, text: masked(each.text) })),
  };
}

/** From the beginning of a line. */
function lastOf(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(-Math.floor(length));
  return cut.slice(cut.indexOf('\n') + 1);
}

/** To the end of a line. */
function firstOf(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, Math.floor(length));
  return cut.slice(0, cut.lastIndexOf('\n') + 1);
}
