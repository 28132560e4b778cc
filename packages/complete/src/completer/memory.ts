import type { Suggested } from './suggested.ts';

const most = 40;

/** Suggestions that were given: who types what one says, or comes back to its place, is given the rest of it without a request. */
export class Memory {
  #kept: Suggested[] = [];

  keep(suggested: Suggested): void {
    this.#kept = [suggested, ...this.#kept.filter((each) => each !== suggested)].slice(0, most);
  }

  /** What is left of a suggestion at a place; `null` where none leads there. */
  find(path: string, prefix: string, suffix: string): { readonly suggested: Suggested; readonly rest: string } | null {
    for (const suggested of this.#kept) {
      const rest = suggested.path === path ? restOf(suggested, prefix, suffix) : null;
      if (rest !== null && rest !== '') return { suggested, rest };
    }
    return null;
  }

  forgetId(id: string): void {
    this.#kept = this.#kept.filter((each) => each.id !== id);
  }
}

/** What of a text that belongs at a place is still to come further on; `null` where that leads elsewhere. */
export function restOf(
  from: { readonly prefix: string; readonly suffix: string; readonly text: string },
  prefix: string,
  suffix: string,
): string | null {
  if (prefix.length < from.prefix.length || !prefix.startsWith(from.prefix)) return null;
  const typed = prefix.slice(from.prefix.length);
  if (!from.text.startsWith(typed)) return null;
  return isSuffixOf(from.suffix, suffix) ? from.text.slice(typed.length) : null;
}

/** Editors close brackets and quotes as they are typed. */
const isSuffixOf = (before: string, now: string): boolean =>
  now === before ||
  (now.length > before.length &&
    now.length - before.length <= 4 &&
    now.endsWith(before) &&
    /^[)\]}"'`>]+$/.test(now.slice(0, now.length - before.length)));
