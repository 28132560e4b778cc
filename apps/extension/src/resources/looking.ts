import type { ResultOf } from '@groundwork/protocol';
import type * as vscode from 'vscode';
import type { Current } from '../session/current.ts';

/** A person goes from one table to another, closing the first. */
const patienceMs = 10_000;

/**
 * Which resources this window looks into. One that was started for it alone is given back when nothing of it is shown any more: no rows,
 * no query, nothing open in the side bar.
 */
export class Looking implements vscode.Disposable {
  readonly #current: Current;
  readonly #opened = new Set<string>();
  readonly #shown: (() => Iterable<string>)[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(current: Current) {
    this.#current = current;
  }

  /** Opening what is open costs nothing, and brings up what was stopped meanwhile. */
  async open(name: string): Promise<ResultOf<'resources/open'>> {
    const opened = await this.#current.session().window.call('resources/open', { name });
    this.#opened.add(name);
    this.look();
    return opened;
  }

  /** Somewhere resources are shown: whoever does says which, and calls `look` when that changes. */
  shownBy(names: () => Iterable<string>): void {
    this.#shown.push(names);
  }

  /** Gives back, after a moment, what is not shown any more. */
  look(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#giveBack(), patienceMs);
  }

  #giveBack(): void {
    // A server that went away has given back everything, or is told by the next look.
    if (this.#current.snapshot.connection !== 'connected') return;
    const shown = new Set(this.#shown.flatMap((names) => [...names()]));
    for (const name of this.#opened) {
      if (shown.has(name)) continue;
      this.#opened.delete(name);
      void this.#current
        .session()
        .window.call('resources/close', { name })
        .catch(() => {});
    }
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
