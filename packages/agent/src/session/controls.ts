/** What a person does while a session goes on; from any window. */
export interface Controls {
  /** Ends the turn. The session waits for a further word, or to be stopped. */
  interrupt(): void;
  /** A further word: the turn is ended, and the next one begins with it. */
  steer(text: string): void;
  /** Ends the session for good. */
  stop(): void;
}

/** The other end of it. */
export class Steering implements Controls {
  #words: string[] = [];
  #wake: () => void = () => {};
  #endTurn: () => void = () => {};
  stopped = false;

  interrupt(): void {
    this.#endTurn();
  }

  steer(text: string): void {
    this.#words.push(text);
    this.#endTurn();
    this.#wake();
  }

  stop(): void {
    this.stopped = true;
    this.#endTurn();
    this.#wake();
  }

  /** Called while a turn goes on, when it should end. */
  onEnd(end: () => void): void {
    this.#endTurn = end;
    if (this.stopped || this.#words.length > 0) end();
  }

  /** What was said and not heard yet; `null` where nothing was. */
  take(): string | null {
    const words = this.#words.join('\n\n');
    this.#words = [];
    return words === '' ? null : words;
  }

  /** The next word; `null` where the session was stopped. */
  async next(): Promise<string | null> {
    for (;;) {
      if (this.stopped) return null;
      const words = this.take();
      if (words !== null) return words;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
