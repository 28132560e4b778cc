import type { Size } from './screen.ts';

/** Characters on their way to a window: above the first it is waited for, below the second it has caught up. */
const most = 200_000;
const few = 10_000;

export interface ViewerListener {
  data(data: string): void;
  resized(size: Size): void;
}

/** A window that looks at a terminal. It says what it has shown, so that a flood stays where it comes from. */
export class Viewer {
  readonly #listener: ViewerListener;
  /** Data that comes before its screen is on the way. */
  #early: string[] | null = [];
  #unshown = 0;
  #behind = false;

  constructor(listener: ViewerListener) {
    this.#listener = listener;
  }

  /** It has taken so much that it is better waited for. */
  get isFull(): boolean {
    return this.#unshown > most;
  }

  get hasCaughtUp(): boolean {
    return this.#unshown <= few;
  }

  /** It did not follow and is not waited for any more: it is told nothing until it has caught up, and then gets the screen anew. */
  get isBehind(): boolean {
    return this.#behind;
  }

  take(data: string): void {
    if (this.#behind) return;
    if (this.#early) this.#early.push(data);
    else this.#pass(data);
  }

  /** Its screen is on the way: from here on it gets what comes. */
  begin(): void {
    const early = this.#early ?? [];
    this.#early = null;
    for (const data of early) this.take(data);
  }

  resized(size: Size): void {
    this.#listener.resized(size);
  }

  shown(characters: number): void {
    this.#unshown = Math.max(0, this.#unshown - characters);
  }

  leaveBehind(): void {
    this.#behind = true;
  }

  /** Starts over: what comes from here on waits for `begin` with the new screen in front of it. */
  catchUp(): void {
    this.#behind = false;
    this.#early = [];
  }

  showAnew(screen: string): void {
    this.#early?.unshift(`\u001bc${screen}`);
    this.begin();
  }

  #pass(data: string): void {
    this.#unshown += data.length;
    this.#listener.data(data);
  }
}
