/** One change of a text, as an editor tells it; UTF-16 units. */
export interface Change {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** A piece of a text, followed through what is edited around and in it. */
export class Followed {
  #pieces: { start: number; end: number }[];

  constructor(start: number, length: number) {
    this.#pieces = [{ start, end: start + length }];
  }

  /** How much of it is still there. */
  get left(): number {
    return this.#pieces.reduce((sum, { start, end }) => sum + end - start, 0);
  }

  apply({ at, removed, inserted }: Change): void {
    const end = at + removed;
    const shift = inserted.length - removed;
    this.#pieces = this.#pieces.flatMap((piece) => {
      if (piece.end <= at) return [piece];
      if (piece.start >= end) return [{ start: piece.start + shift, end: piece.end + shift }];
      const before = { start: piece.start, end: Math.max(piece.start, at) };
      const after = { start: at + inserted.length, end: at + inserted.length + Math.max(0, piece.end - end) };
      return [before, after].filter((each) => each.end > each.start);
    });
  }
}
