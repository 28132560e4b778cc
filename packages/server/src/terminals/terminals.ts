import { exitCodes, GroundworkError } from '@groundwork/host';
import type { MessageOf, NotificationName, ParsedParamsOf, ResultOf } from '@groundwork/protocol';
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { terminalEnvironment } from './environment.ts';
import { findProgram } from './program.ts';
import { createScreen, type Screen } from './screen.ts';
import { ownShell, startShell, type Start } from './shell.ts';
import { writeSupport, type Support } from './support.ts';
import { Terminal } from './terminal.ts';

/** More at once is a loop that opens them. */
const mostRunning = 64;
/** Ended ones are kept until a window closed them, for a window that comes back; these many of them. */
const mostEnded = 20;
const patienceMs = 1500;

export interface TerminalsOptions {
  /** Absolute path of the workspace. */
  readonly dir: string;
  /** What starts our own command line. */
  readonly command: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Tells every window. */
  readonly tell: <Name extends NotificationName>(name: Name, message: MessageOf<Name>) => void;
}

export type Described = ResultOf<'terminals/open'>;

/** The terminals of a workspace. They outlive the windows that opened them and end with the server. */
export class Terminals {
  readonly #options: TerminalsOptions;
  readonly #known = new Map<string, Terminal>();
  #support: Support | null = null;

  constructor(options: TerminalsOptions) {
    this.#options = options;
  }

  async list(): Promise<Described[]> {
    return await Promise.all([...this.#known.values()].map(describeTerminal));
  }

  find(id: string): Terminal | undefined {
    return this.#known.get(id);
  }

  /** Throws `terminals.gone`. */
  get(id: string): Terminal {
    const terminal = this.find(id);
    if (terminal) return terminal;
    throw new GroundworkError({
      code: 'terminals.gone',
      message: 'This terminal is gone: it was closed, or the server was started anew',
      fix: 'Open a new one',
    });
  }

  async open({ cwd, program, env, title, columns, rows }: ParsedParamsOf<'terminals/open'>): Promise<Described> {
    const { dir, env: own } = this.#options;
    const folder = folderOf(dir, cwd);
    const support = this.#supportFiles();
    const shell = program?.file ?? ownShell(own);
    const start: Start = program && program.arguments.length > 0 ? { ...program, env: {} } : startShell(shell, own, support);
    const asked = { ...start.env, ...env };
    const environment = terminalEnvironment({ own, commands: support.commands, asked });
    const file = findProgram(start.file, { cwd: folder, path: environment['PATH'] ?? '' });
    return await this.#start({ file, arguments: start.arguments, cwd: folder, env: environment, title, columns, rows });
  }

  /** Our own command line, on this folder. */
  async groundwork({ arguments: words, columns, rows }: ParsedParamsOf<'terminals/groundwork'>): Promise<Described> {
    const [file, ...first] = this.#options.command;
    if (file === undefined) throw noCommand();
    const env = terminalEnvironment({ own: this.#options.env, commands: this.#supportFiles().commands, asked: {} });
    const title = `gw ${words.join(' ')}`.slice(0, 200);
    return await this.#start({ file, arguments: [...first, ...words], cwd: this.#options.dir, env, title, columns, rows });
  }

  close(id: string): void {
    const terminal = this.find(id);
    this.#known.delete(id);
    void terminal?.close(patienceMs);
  }

  /** Ends all of them with the server. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#known.values()].map((terminal) => terminal.close(patienceMs)));
    this.#known.clear();
    this.#support?.remove();
    this.#support = null;
  }

  /** A window that went away looks at nothing any more. */
  leave(window: string): void {
    for (const terminal of this.#known.values()) terminal.detach(window);
  }

  async #start(start: Start & { cwd: string; title: string | null; columns: number; rows: number }): Promise<Described> {
    const { columns, rows, cwd, title } = start;
    this.#makeRoom();
    const { tell } = this.#options;
    const id = randomUUID();
    const pseudoterminals = await import('@lydell/node-pty');
    const screen: Screen = await createScreen({ columns, rows }, (data) => this.#known.get(id)?.answer(data));
    const pty = pseudoterminals.spawn(start.file, [...start.arguments], {
      name: 'xterm-256color',
      cols: columns,
      rows,
      cwd,
      env: start.env,
    });
    const listener = {
      titled: (name: string) => tell('terminals/titled', { id, title: name }),
      ended: (exit: number) => tell('terminals/exit', { id, exit }),
    };
    const terminal = new Terminal({ id, pty, screen, title, cwd, listener });
    this.#known.set(id, terminal);
    // Not asked of the system: the new process may not be there yet.
    return { ...(await describeTerminal(terminal)), cwd };
  }

  #makeRoom(): void {
    const all = [...this.#known.values()];
    const ended = all.filter(({ exit }) => exit !== null);
    for (const { id } of ended.slice(0, Math.max(0, ended.length - mostEnded))) this.#known.delete(id);
    if (all.length - ended.length < mostRunning) return;
    throw new GroundworkError({
      code: 'terminals.too_many',
      message: `${mostRunning} terminals are open`,
      fix: 'Close some of them',
      exit: exitCodes.tryAgain,
    });
  }

  #supportFiles(): Support {
    this.#support ??= writeSupport(this.#options.command);
    return this.#support;
  }
}

export async function describeTerminal(terminal: Terminal): Promise<Described> {
  const { id, title, pid, exit } = terminal;
  return { id, title, cwd: await terminal.cwd(), pid, exit };
}

function folderOf(dir: string, cwd: string): string {
  const folder = resolve(dir, cwd);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new GroundworkError({ code: 'terminals.no_folder', message: 'There is no such folder to open a terminal in', where: folder });
}

function noCommand(): GroundworkError {
  return new GroundworkError({
    code: 'terminals.no_command',
    message: 'This server does not know how its command line is started',
    fix: 'Open a terminal and use `gw` there',
    exit: exitCodes.notPossibleHere,
  });
}
