import { GroundworkError } from '@groundwork/host';
import * as vscode from 'vscode';
import type { Session } from '../session/session.ts';

export interface TerminalOptions {
  /** Of our own command line. */
  readonly words: readonly string[];
  readonly icon: string;
  /** What it said is worth reading, also when it ended well. */
  readonly stays?: boolean;
}

/** A terminal of the workspace server inside one of the editor: the same in every editor, wherever the folder is. */
export class ServerTerminal implements vscode.Pseudoterminal {
  readonly #session: Session;
  readonly #arguments: readonly string[];
  readonly #stays: boolean;
  readonly #write = new vscode.EventEmitter<string>();
  readonly #close = new vscode.EventEmitter<number | void>();
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#close.event;
  readonly #own: vscode.Disposable[] = [];
  #id: string | null = null;
  #closed = false;
  #ended = false;

  constructor(session: Session, { words, stays = false }: Pick<TerminalOptions, 'words' | 'stays'>) {
    this.#session = session;
    this.#arguments = words;
    this.#stays = stays;
  }

  open(size: vscode.TerminalDimensions | undefined): void {
    this.#start(size ?? { columns: 100, rows: 30 }).catch((cause: unknown) => this.#fail(cause));
  }

  async #start({ columns, rows }: vscode.TerminalDimensions): Promise<void> {
    const { window } = this.#session;
    const { id } = await window.call('terminals/groundwork', { arguments: [...this.#arguments], columns, rows });
    if (this.#closed) {
      await window.call('terminals/close', { id });
      return;
    }
    this.#id = id;
    const attach = async (): Promise<void> => {
      const { screen, exit } = await window.call('terminals/attach', { id });
      this.#write.fire(screen);
      if (exit !== null) this.#end(exit);
    };
    this.#own.push(
      window.on('terminals/data', (message) => message.id === id && this.#show(message.data)),
      window.on('terminals/exit', (message) => message.id === id && this.#end(message.exit ?? 1)),
      // The screen is given whole after a connection was lost: what was there is cleared first.
      window.onState((state) => {
        if (state !== 'connected') return;
        this.#write.fire('\u001bc');
        attach().catch((cause: unknown) => this.#fail(cause));
      }),
    );
    await attach();
  }

  /** The server waits for who does not say that it has shown what it was told. */
  #show(data: string): void {
    this.#write.fire(data);
    if (this.#id !== null) void this.#session.window.call('terminals/shown', { id: this.#id, characters: data.length }).catch(() => {});
  }

  /** What did not go well stays to be read; any key closes it. */
  #end(exit: number): void {
    if (exit === 0 && !this.#stays) this.#close.fire(0);
    else {
      this.#write.fire(`\r\n${exit === 0 ? 'Done' : `Ended with ${exit}`}. Any key closes this.\r\n`);
      this.#ended = true;
    }
  }

  #fail(cause: unknown): void {
    const { message, fix } = cause instanceof GroundworkError ? cause : { message: String(cause), fix: null };
    this.#write.fire(`${message}\r\n${fix === null ? '' : `${fix}\r\n`}`);
    this.#end(1);
  }

  handleInput(data: string): void {
    if (this.#ended) {
      this.#close.fire(0);
      return;
    }
    if (this.#id !== null) void this.#session.window.call('terminals/write', { id: this.#id, data }).catch(() => {});
  }

  setDimensions({ columns, rows }: vscode.TerminalDimensions): void {
    if (this.#id !== null) void this.#session.window.call('terminals/resize', { id: this.#id, columns, rows }).catch(() => {});
  }

  close(): void {
    this.#closed = true;
    vscode.Disposable.from(...this.#own).dispose();
    if (this.#id !== null) void this.#session.window.call('terminals/close', { id: this.#id }).catch(() => {});
  }
}

export function openServerTerminal(session: Session, title: string, options: TerminalOptions): void {
  const terminal = vscode.window.createTerminal({
    name: title,
    pty: new ServerTerminal(session, options),
    iconPath: new vscode.ThemeIcon(options.icon),
  });
  terminal.show();
}
