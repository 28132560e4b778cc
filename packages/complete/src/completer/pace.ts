/** Bounds of the pause after a keystroke before a model is asked, in milliseconds. */
const bounds = { least: 40, most: 350, first: 120 } as const;

/** How long to wait for the next keystroke: a little longer than somebody takes between two while typing, and longer where answers take long. */
export class Pace {
  #last: number | null = null;
  #between: number = bounds.first;
  #answer = 0;

  typed(now: number): void {
    const since = this.#last === null ? null : now - this.#last;
    this.#last = now;
    // A longer one is a pause for thought and says nothing of how fast somebody types.
    if (since !== null && since < 1000) this.#between = 0.7 * this.#between + 0.3 * since;
  }

  answered(ms: number): void {
    this.#answer = this.#answer === 0 ? ms : 0.8 * this.#answer + 0.2 * ms;
  }

  get pause(): number {
    // An answer that comes at once may be asked for with every keystroke; one that takes seconds is worth a surer moment.
    const patience = Math.min(1.6, 0.6 + this.#answer / 1000);
    return Math.round(Math.min(bounds.most, Math.max(bounds.least, this.#between * patience)));
  }
}
