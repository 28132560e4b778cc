import type { IPty } from '@lydell/node-pty';
import { readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Screen, Size } from './screen.ts';
import { Viewer, type ViewerListener } from './viewer.ts';

/** What is written and not on the server's own screen yet: above the first the program waits, below the second it goes on. */
const mostUnparsed = 1_000_000;
const fewUnparsed = 100_000;
/** How long a program waits for a window that shows nothing: one in the background, or on its way out. */
const patienceMs = 3000;
/** Output is gathered for so long: every key is answered at once, a flood comes in few pieces. */
const gatherMs = 5;
/** What a terminal answers to a program that asks it something, as against what a person types. */
// oxlint-disable-next-line no-control-regex
const isReport =
  /^(?:\u001b\[[?>=]?[\d;]*[cRnty]|\u001b\[\?[\d;]+\$y|\u001b\](?:\d+;)+[^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001bP[^\u001b]*\u001b\\)+$/;

export interface TerminalListener {
  titled(title: string): void;
  ended(exit: number): void;
}

export interface TerminalParts {
  readonly id: string;
  readonly pty: IPty;
  readonly screen: Screen;
  readonly title: string | null;
  readonly cwd: string;
  readonly listener: TerminalListener;
}

/** One program on one pseudoterminal, with the screen it has drawn and the windows that look at it. */
export class Terminal {
  readonly id: string;
  readonly pid: number;
  readonly #pty: IPty;
  readonly #screen: Screen;
  readonly #listener: TerminalListener;
  #givenTitle: string | null;
  readonly #startedIn: string;
  readonly #viewers = new Map<string, Viewer>();
  #title: string;
  #size: Size;
  /** The window somebody types in: what others say by themselves does not reach the program. */
  #typing: string | null = null;
  #gathered: string[] = [];
  #gathering: NodeJS.Timeout | null = null;
  #flushed = 0;
  #unparsed = 0;
  #paused = false;
  #patience: NodeJS.Timeout | null = null;
  #exit: number | null = null;
  #last: Promise<string> | null = null;
  readonly #over: Promise<void>;

  constructor({ id, pty, screen, title, cwd, listener }: TerminalParts) {
    this.id = id;
    this.pid = pty.pid;
    this.#pty = pty;
    this.#screen = screen;
    this.#listener = listener;
    this.#givenTitle = title;
    this.#title = title ?? '';
    this.#startedIn = cwd;
    this.#size = { columns: pty.cols, rows: pty.rows };
    pty.onData((data) => this.#said(data));
    this.#over = new Promise((done) => {
      pty.onExit(({ exitCode, signal }) => {
        this.#ended(signal ? 128 + signal : exitCode);
        done();
      });
    });
    this.#readTitle();
  }

  get title(): string {
    return this.#title;
  }

  get exit(): number | null {
    return this.#exit;
  }

  get size(): Size {
    return this.#size;
  }

  /** Where its program is now, as far as this machine tells. */
  async cwd(): Promise<string> {
    if (this.#exit !== null || process.platform !== 'linux') return this.#startedIn;
    return await readlink(`/proc/${this.pid}/cwd`).catch(() => this.#startedIn);
  }

  /** What it said so far. `begin` has to be called once that is on the way. */
  async attach(window: string, listener: ViewerListener): Promise<{ readonly screen: string; readonly begin: () => void }> {
    this.#flush();
    const viewer = new Viewer(listener);
    if (this.#exit === null) this.#viewers.set(window, viewer);
    const screen = await (this.#last ?? this.#screen.text());
    return { screen, begin: () => viewer.begin() };
  }

  detach(window: string): void {
    this.#viewers.delete(window);
    if (this.#typing === window) this.#typing = null;
    this.#regulate();
  }

  write(window: string, data: string): void {
    if (this.#exit !== null) return;
    if (!isReport.test(data)) this.#typing = window;
    else if (this.#typing !== null && this.#typing !== window && this.#viewers.has(this.#typing)) return;
    this.#pty.write(data);
  }

  /** What a program asked while no window looked. */
  answer(data: string): void {
    if (this.#exit === null && this.#viewers.size === 0) this.#pty.write(data);
  }

  resize(window: string, size: Size): void {
    if (this.#exit !== null || (size.columns === this.#size.columns && size.rows === this.#size.rows)) return;
    this.#size = size;
    this.#pty.resize(size.columns, size.rows);
    this.#screen.resize(size);
    for (const [each, viewer] of this.#viewers) if (each !== window) viewer.resized(size);
  }

  clear(): void {
    if (this.#exit === null) this.#screen.clear();
  }

  rename(title: string): void {
    this.#givenTitle = title;
    this.#readTitle();
  }

  shown(window: string, characters: number): void {
    const viewer = this.#viewers.get(window);
    viewer?.shown(characters);
    if (viewer?.isBehind && viewer.hasCaughtUp) {
      this.#flush();
      viewer.catchUp();
      void this.#screen.text().then((screen) => viewer.showAnew(screen));
    }
    this.#regulate();
  }

  /** Hangs up, as closing any terminal does; what is still there after a while is ended. */
  async close(patience: number): Promise<void> {
    this.#viewers.clear();
    if (this.#exit !== null) return;
    // Who waits to write does not hear a signal.
    this.#pty.resume();
    this.#pty.kill('SIGHUP');
    const force = setTimeout(() => this.#pty.kill('SIGKILL'), patience);
    await this.#over;
    clearTimeout(force);
  }

  #said(data: string): void {
    this.#unparsed += data.length;
    this.#screen.write(data, () => {
      this.#unparsed -= data.length;
      this.#regulate();
    });
    this.#gathered.push(data);
    if (performance.now() - this.#flushed > gatherMs) this.#flush();
    else this.#gathering ??= setTimeout(() => this.#flush(), gatherMs);
    this.#regulate();
  }

  #flush(): void {
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#gathering = null;
    if (this.#gathered.length === 0) return;
    const data = this.#gathered.join('');
    this.#gathered = [];
    this.#flushed = performance.now();
    for (const viewer of this.#viewers.values()) viewer.take(data);
    this.#readTitle();
  }

  /** The program goes on writing only as fast as it is read. */
  #regulate(): void {
    const awaited = [...this.#viewers.values()].filter((viewer) => !viewer.isBehind);
    if (!this.#paused && (this.#unparsed > mostUnparsed || awaited.some((viewer) => viewer.isFull))) {
      this.#paused = true;
      this.#pty.pause();
      this.#patience = setTimeout(() => this.#leaveBehind(), patienceMs);
    } else if (this.#paused && this.#unparsed < fewUnparsed && awaited.every((viewer) => viewer.hasCaughtUp)) {
      this.#paused = false;
      if (this.#patience) clearTimeout(this.#patience);
      this.#pty.resume();
    }
  }

  #leaveBehind(): void {
    for (const viewer of this.#viewers.values()) if (!viewer.hasCaughtUp) viewer.leaveBehind();
    this.#regulate();
  }

  #readTitle(): void {
    const title = this.#givenTitle ?? basename(this.#pty.process).replace(/^-/, '');
    if (title === this.#title || title === '') return;
    this.#title = title;
    this.#listener.titled(title);
  }

  #ended(exit: number): void {
    this.#flush();
    if (this.#patience) clearTimeout(this.#patience);
    this.#exit = exit;
    this.#viewers.clear();
    // Its screen is kept as text: what parsed it is let go.
    this.#last = this.#screen.text().then((text) => {
      this.#screen.dispose();
      return text;
    });
    this.#listener.ended(exit);
  }
}
