import type { Suggestion } from '../completer/suggested.ts';
import { Followed, type Change } from './followed.ts';
import { checkpoints, type Counted } from './tally.ts';

interface Shown {
  readonly id: string;
  /** Where it stands to be inserted, and what of it is still to come. */
  at: number;
  rest: string;
  isCounted: boolean;
}

interface Accepted {
  readonly id: string;
  readonly path: string;
  readonly length: number;
  readonly since: number;
  readonly text: Followed;
  /** The next of `checkpoints`. */
  next: number;
}

/** Fewer characters at once may be a bracket that an editor closed by itself. */
const leastAtOnce = 3;
/** Who takes away all they accepted this soon did not want it, in milliseconds. */
const regrets = 15_000;

/**
 * Follows what becomes of suggestions by what is edited: one that was shown is accepted when it is inserted at once, partially when its
 * beginning is; what is left of it is looked at later. It needs no help of an editor, keeps no text, and knows no clock of its own.
 */
export class Measure {
  readonly #shown = new Map<string, Shown>();
  #accepted: Accepted[] = [];
  readonly #count: (counted: Counted) => void;
  readonly #regretted: (id: string, path: string) => void;

  constructor(count: (counted: Counted) => void, regretted: (id: string, path: string) => void = () => {}) {
    this.#count = count;
    this.#regretted = regretted;
  }

  shown(path: string, offset: number, { id, text, from }: Suggestion): void {
    const before = this.#shown.get(path);
    this.#shown.set(path, { id, at: offset, rest: text, isCounted: false });
    // The rest of the same one is no further one.
    const isAnother = before?.id !== id;
    if (isAnother || from === 'model') this.#count({ shown: Number(isAnother), shownCharacters: isAnother ? text.length : 0 });
  }

  changed(path: string, changes: readonly Change[], now: number): void {
    for (const change of changes) {
      for (const each of this.#accepted) if (each.path === path) each.text.apply(change);
      this.#follow(path, change, now);
    }
    this.#accepted = this.#accepted.filter((each) => {
      if (each.path !== path || each.text.left > 0 || now - each.since > regrets) return true;
      this.#regretted(each.id, path);
      this.#count({ rejected: 1, ...lookedAt(each, 0) });
      return false;
    });
  }

  closed(path: string, now: number): void {
    this.#shown.delete(path);
    this.look(now);
    this.#accepted = this.#accepted.filter((each) => each.path !== path);
  }

  rejected(path: string): string | null {
    const shown = this.#shown.get(path);
    if (!shown) return null;
    this.#shown.delete(path);
    this.#count({ rejected: 1 });
    return shown.id;
  }

  /** Looks at what is due; called now and then. */
  look(now: number): void {
    for (const each of this.#accepted) {
      for (; each.next < checkpoints.length && now - each.since >= (checkpoints[each.next] ?? 0) * 1000; each.next += 1) {
        this.#count(single(each.next, each));
      }
    }
    this.#accepted = this.#accepted.filter(({ next }) => next < checkpoints.length);
  }

  #follow(path: string, { at, removed, inserted }: Change, now: number): void {
    const shown = this.#shown.get(path);
    if (!shown) return;
    if (at !== shown.at || removed > 0) {
      // An edit further up moves it; any other one ends it.
      if (at + removed <= shown.at && at < shown.at) shown.at += inserted.length - removed;
      else this.#shown.delete(path);
      return;
    }
    if (inserted === shown.rest || (inserted.length >= leastAtOnce && shown.rest.startsWith(inserted))) {
      const isWhole = inserted === shown.rest;
      this.#count({ accepted: Number(isWhole), partially: Number(!isWhole && !shown.isCounted), acceptedCharacters: inserted.length });
      this.#accepted.push({ id: shown.id, path, length: inserted.length, since: now, text: new Followed(at, inserted.length), next: 0 });
      shown.isCounted = true;
      shown.at += inserted.length;
      shown.rest = shown.rest.slice(inserted.length);
      if (isWhole) this.#shown.delete(path);
    } else if (shown.rest.startsWith(inserted)) {
      shown.at += inserted.length;
      shown.rest = shown.rest.slice(inserted.length);
    } else this.#shown.delete(path);
  }
}

function single(at: number, { length, text }: Accepted): Counted {
  const only = (value: number): [number, number, number] => [at === 0 ? value : 0, at === 1 ? value : 0, at === 2 ? value : 0];
  return { looked: only(length), retained: only(text.left) };
}

/** From a checkpoint on nothing is left. */
function lookedAt({ length, next }: Accepted, left: number): Counted {
  const from = (value: number): [number, number, number] => [next <= 0 ? value : 0, next <= 1 ? value : 0, next <= 2 ? value : 0];
  return { looked: from(length), retained: from(left) };
}
