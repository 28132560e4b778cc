import { GroundworkError } from '@groundwork/host';
import type { ParamsOf, WindowConnection } from '@groundwork/protocol';
import { Emitter } from '@codingame/monaco-vscode-api/vscode/vs/base/common/event';
import {
  ProcessPropertyType,
  type IProcessDataEvent,
  type IProcessProperty,
  type IProcessPropertyMap,
  type IProcessReadyEvent,
  type ITerminalChildProcess,
  type ITerminalLaunchError,
} from '@codingame/monaco-vscode-api/vscode/vs/platform/terminal/common/terminal';

interface Size {
  readonly columns: number;
  readonly rows: number;
}

export type Opening = Omit<ParamsOf<'terminals/open'>, 'columns' | 'rows'>;

export interface ProcessOptions {
  /** Number the workbench knows it by. */
  readonly id: number;
  readonly connection: WindowConnection;
  /** What is opened; or the terminal of the server that is shown. */
  readonly source:
    | { readonly opening: Opening }
    | { readonly terminal: string; readonly pid: number; readonly cwd: string; readonly title: string };
  readonly size: Size;
  /** It is a shell that marks its commands. */
  readonly marked: boolean;
  readonly opened: (terminal: string) => void;
  /** The page is on its way out: what it shows goes on without it. */
  readonly isLeaving: () => boolean;
}

const departureMs = 150;

/** A terminal of the server as the workbench sees one of its own. */
export class ServerProcess implements ITerminalChildProcess {
  readonly id: number;
  readonly shouldPersist = true;
  readonly #options: ProcessOptions;
  readonly #data = new Emitter<IProcessDataEvent | string>();
  readonly #ready = new Emitter<IProcessReadyEvent>();
  readonly #replayed = new Emitter<void>();
  readonly #property = new Emitter<IProcessProperty>();
  readonly #exit = new Emitter<number | undefined>();
  readonly onProcessData = this.#data.event;
  readonly onProcessReady = this.#ready.event;
  readonly onProcessReplayComplete = this.#replayed.event;
  readonly onDidChangeProperty = this.#property.event;
  readonly onProcessExit = this.#exit.event;
  /** Its name on the server; `null` before it is opened. */
  #terminal: string | null = null;
  #cwd = '';
  #size: Size;
  /** Its screen is being written: what the terminal answers to that is not meant for the program. */
  #replaying = false;
  /** Another window gave it another size than this one has. */
  #overridden = false;

  constructor(options: ProcessOptions) {
    this.id = options.id;
    this.#options = options;
    this.#size = options.size;
  }

  get terminal(): string | null {
    return this.#terminal;
  }

  async start(): Promise<ITerminalLaunchError | undefined> {
    const { source, opened, marked } = this.#options;
    try {
      const { id, pid, cwd, title } = 'opening' in source ? await this.#open(source.opening) : { id: source.terminal, ...source };
      this.#terminal = id;
      this.#cwd = cwd;
      opened(id);
      this.#ready.fire({ pid, cwd, windowsPty: undefined });
      this.#tell(ProcessPropertyType.InitialCwd, cwd);
      this.titled(title);
      if (marked) this.#tell(ProcessPropertyType.UsedShellIntegrationInjection, true);
      await this.attach('opening' in source);
      return undefined;
    } catch (cause) {
      return { message: sentence(cause) };
    }
  }

  /** Gets the screen and what comes after it; again whenever the connection was lost. What was just opened has said nothing yet. */
  async attach(isNew = false): Promise<void> {
    const { connection } = this.#options;
    if (this.#terminal === null) return;
    const id = this.#terminal;
    const { screen, columns, rows, exit } = await connection.call('terminals/attach', { id });
    await this.#replay(isNew ? screen : `\u001bc${screen}`, { columns, rows });
    if (exit !== null) return this.ended(exit);
    if (columns !== this.#size.columns || rows !== this.#size.rows) await connection.call('terminals/resize', { id, ...this.#size });
  }

  /** What the server tells of it. */
  said(data: string): void {
    this.#data.fire(data);
  }

  titled(title: string): void {
    if (title !== '') this.#tell(ProcessPropertyType.Title, title);
  }

  resized({ columns, rows }: Size): void {
    this.#overridden = true;
    this.#tell(ProcessPropertyType.OverrideDimensions, { cols: columns, rows, forceExactSize: true });
  }

  ended(exit: number | null): void {
    if (this.#terminal === null) return;
    this.#close();
    this.#exit.fire(exit ?? undefined);
  }

  input(data: string): void {
    if (this.#replaying || this.#terminal === null) return;
    if (this.#overridden) this.#takeBack();
    this.#send('terminals/write', { id: this.#terminal, data });
  }

  async processBinary(data: string): Promise<void> {
    this.input(data);
  }

  resize(columns: number, rows: number): void {
    this.#size = { columns, rows };
    if (this.#replaying || this.#overridden || this.#terminal === null) return;
    this.#send('terminals/resize', { id: this.#terminal, columns, rows });
  }

  acknowledgeDataEvent(characters: number): void {
    if (this.#replaying || this.#terminal === null) return;
    this.#send('terminals/shown', { id: this.#terminal, characters });
  }

  clearBuffer(): void {
    if (this.#terminal !== null) this.#send('terminals/clear', { id: this.#terminal });
  }

  /** Whether a person closed it or the page goes away is known a moment later. */
  shutdown(): void {
    setTimeout(() => this.#options.isLeaving() || this.#close(), departureMs);
  }

  async detach(): Promise<void> {
    if (this.#terminal !== null) this.#send('terminals/detach', { id: this.#terminal });
  }

  /** As keys of a terminal send them; there is no other way to the programs in it. */
  sendSignal(signal: string): void {
    const keys: Readonly<Record<string, string>> = { SIGINT: '\u0003', SIGQUIT: '\u001c', SIGTSTP: '\u001a' };
    const key = keys[signal];
    if (key === undefined) this.#close();
    else this.input(key);
  }

  async getInitialCwd(): Promise<string> {
    return this.#cwd;
  }

  async getCwd(): Promise<string> {
    const terminals = await this.#options.connection.call('terminals/list', {});
    return terminals.find(({ id }) => id === this.#terminal)?.cwd ?? this.#cwd;
  }

  /** The server counts widths as the workbench does by itself. */
  async setUnicodeVersion(): Promise<void> {}

  async refreshProperty<T extends ProcessPropertyType>(property: T): Promise<IProcessPropertyMap[T]> {
    const value =
      property === ProcessPropertyType.Cwd ? await this.getCwd() : property === ProcessPropertyType.InitialCwd ? this.#cwd : undefined;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what else there is to know is not known
    return value as IProcessPropertyMap[T];
  }

  async updateProperty(): Promise<void> {}

  async #open(opening: Opening): Promise<{ id: string; pid: number; cwd: string; title: string }> {
    return await this.#options.connection.call('terminals/open', { ...opening, ...this.#size });
  }

  async #replay(screen: string, { columns, rows }: Size): Promise<void> {
    if (screen === '') return;
    this.#replaying = true;
    this.#tell(ProcessPropertyType.OverrideDimensions, { cols: columns, rows, forceExactSize: true });
    const event: IProcessDataEvent = { data: screen, trackCommit: true };
    this.#data.fire(event);
    await event.writePromise;
    this.#replaying = false;
    this.#overridden = false;
    this.#tell(ProcessPropertyType.OverrideDimensions, undefined);
    this.#replayed.fire();
  }

  /** Somebody types here: its size is this window's again. */
  #takeBack(): void {
    this.#overridden = false;
    this.#tell(ProcessPropertyType.OverrideDimensions, undefined);
    this.resize(this.#size.columns, this.#size.rows);
  }

  #close(): void {
    if (this.#terminal !== null) this.#send('terminals/close', { id: this.#terminal });
    this.#terminal = null;
  }

  #send<
    Name extends 'terminals/write' | 'terminals/resize' | 'terminals/shown' | 'terminals/clear' | 'terminals/close' | 'terminals/detach',
  >(name: Name, params: ParamsOf<Name>): void {
    this.#options.connection.call(name, params).catch(() => {});
  }

  #tell<T extends ProcessPropertyType>(type: T, value: IProcessPropertyMap[T]): void {
    this.#property.fire({ type, value });
  }
}

function sentence(cause: unknown): string {
  if (!(cause instanceof GroundworkError)) return String(cause);
  return [cause.message, cause.where, cause.fix].filter((part) => part !== null).join('. ');
}
