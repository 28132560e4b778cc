import { notifications, type MessageOf, type NotificationName } from '@groundwork/protocol';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { Size } from './screen.ts';
import { Terminals, type Described } from './terminals.ts';
import type { ViewerListener } from './viewer.ts';

export const size: Size = { columns: 80, rows: 24 };

/** A harbour's folder with its terminals, whose person has a home of their own. */
export class Harbour {
  readonly dir = realpathSync(mkdtempSync(join(tmpdir(), 'harbour-')));
  readonly home = join(this.dir, 'home');
  readonly told: { readonly name: string; readonly message: unknown }[] = [];
  readonly terminals: Terminals;

  constructor({ env = {}, command = [] }: { readonly env?: NodeJS.ProcessEnv; readonly command?: readonly string[] } = {}) {
    mkdirSync(this.home);
    mkdirSync(join(this.dir, 'pier'));
    writeFileSync(join(this.home, '.bash_profile'), `export BERTH=7\nPS1='harbour> '\n`);
    const own = { PATH: process.env['PATH'], SHELL: '/bin/bash', HOME: this.home, LANG: 'C.UTF-8', ...env };
    const tell = <Name extends NotificationName>(name: Name, message: MessageOf<Name>): void => void this.told.push({ name, message });
    this.terminals = new Terminals({ dir: this.dir, command, env: own, tell });
  }

  async open(file: string | null = null, ...words: string[]): Promise<Described> {
    const program = file === null ? null : { file, arguments: words };
    return await this.terminals.open({ cwd: '', program, env: {}, title: null, ...size });
  }

  /** The exit code a window was told. */
  async exit(id: string): Promise<number | null> {
    return await vi.waitFor(
      () => {
        const ends = this.told.filter(({ name }) => name === 'terminals/exit');
        const end = ends.map(({ message }) => notifications['terminals/exit'].parse(message)).find((each) => each.id === id);
        if (!end) throw new TypeError('still running');
        return end.exit;
      },
      { timeout: 20_000, interval: 20 },
    );
  }

  async close(): Promise<void> {
    await this.terminals.closeAll();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** A window that looks at a terminal and shows at once what it is told, unless it is told to stop. */
export class Look implements ViewerListener {
  seen = '';
  sizes: Size[] = [];
  follows = true;
  readonly #terminals: Terminals;
  readonly #id: string;
  readonly #window: string;

  constructor(terminals: Terminals, id: string, window: string) {
    this.#terminals = terminals;
    this.#id = id;
    this.#window = window;
  }

  static async at(terminals: Terminals, { id }: { readonly id: string }, window = 'quay'): Promise<Look> {
    const look = new Look(terminals, id, window);
    const { screen, begin } = await terminals.get(id).attach(window, look);
    look.seen += screen;
    begin();
    return look;
  }

  data(data: string): void {
    this.seen += data;
    if (this.follows) setImmediate(() => this.#terminals.find(this.#id)?.shown(this.#window, data.length));
  }

  resized(size: Size): void {
    this.sizes.push(size);
  }

  type(data: string): void {
    this.#terminals.get(this.#id).write(this.#window, data);
  }

  async sees(wanted: string | RegExp): Promise<void> {
    await vi.waitFor(
      () => {
        if (typeof wanted === 'string' ? this.seen.includes(wanted) : wanted.test(this.seen)) return;
        throw new TypeError(`not seen: ${String(wanted)}; there is ${JSON.stringify(this.seen.slice(-2000))}`);
      },
      { timeout: 20_000, interval: 20 },
    );
  }
}
