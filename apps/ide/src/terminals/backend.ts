import type { WindowConnection } from '@groundwork/protocol';
import { Emitter } from '@codingame/monaco-vscode-api/vscode/vs/base/common/event';
import type { IProcessEnvironment } from '@codingame/monaco-vscode-api/vscode/vs/base/common/platform';
import { URI } from '@codingame/monaco-vscode-api/vscode/vs/base/common/uri';
import {
  TitleEventSource,
  type IPtyHostAttachTarget,
  type IShellLaunchConfig,
  type ITerminalChildProcess,
  type ITerminalProfile,
  type ITerminalsLayoutInfo,
  type ITerminalsLayoutInfoById,
} from '@codingame/monaco-vscode-api/vscode/vs/platform/terminal/common/terminal';
import { arrange, keepLayout, readLayout } from './layout.ts';
import { openingOf } from './opening.ts';
import { ServerProcess, type ProcessOptions } from './process.ts';
import { PlainBackend } from './plain-backend.ts';
import { profilesFor, type ServerProfile } from './profiles.ts';

export interface BackendOptions {
  readonly connection: WindowConnection;
  readonly storage: Storage;
  readonly profiles: readonly ServerProfile[];
  readonly isLeaving: () => boolean;
}

type Described = { readonly id: string; readonly pid: number; readonly cwd: string; readonly title: string };

/** Where the workbench gets its terminals from: the server, which keeps them while a page is reloaded. */
export class ServerTerminals extends PlainBackend {
  readonly #options: BackendOptions;
  readonly #processes = new Map<number, ServerProcess>();
  /** Numbers the workbench knows terminals of the server by. */
  readonly #numbers = new Map<string, number>();
  /** Terminals that were there when the window came. */
  readonly #found = new Map<number, Described>();
  readonly #lost = new Emitter<void>();
  readonly #back = new Emitter<void>();
  readonly #restarted = new Emitter<void>();
  #last = 0;
  override readonly onPtyHostUnresponsive = this.#lost.event;
  override readonly onPtyHostResponsive = this.#back.event;
  override readonly onPtyHostRestart = this.#restarted.event;

  constructor(options: BackendOptions) {
    super();
    this.#options = options;
    this.#listen(options.connection);
  }

  override getDefaultSystemShell = async (): Promise<string> => this.#options.profiles.find(({ isDefault }) => isDefault)?.path ?? 'bash';

  override createProcess = async (
    config: IShellLaunchConfig,
    cwd: string,
    columns: number,
    rows: number,
    _unicode: '6' | '11',
    env: IProcessEnvironment,
  ): Promise<ITerminalChildProcess> => {
    const opening = openingOf(config, { cwd, env, profiles: this.#options.profiles });
    const marked = (opening.program?.arguments.length ?? 0) === 0;
    return this.#add({ source: { opening }, size: { columns, rows }, marked });
  };

  override attachToProcess = async (id: number): Promise<ITerminalChildProcess | undefined> => {
    const found = this.#found.get(id);
    if (!found) return undefined;
    this.#found.delete(id);
    const { id: terminal, ...rest } = found;
    return this.#add({ source: { terminal, ...rest }, size: { columns: 80, rows: 24 }, marked: false }, id);
  };

  override getProfiles = async (configured: unknown): Promise<ITerminalProfile[]> => profilesFor(this.#options.profiles, configured);

  override getTerminalLayoutInfo = async (): Promise<ITerminalsLayoutInfo | undefined> => {
    const terminals = (await this.#options.connection.call('terminals/list', {})).filter(({ exit }) => exit === null);
    const layout = arrange(
      readLayout(this.#options.storage),
      terminals.map(({ id }) => id),
    );
    const target = (id: string): IPtyHostAttachTarget | null => {
      const terminal = terminals.find((each) => each.id === id);
      if (!terminal) return null;
      const number = this.#number(id);
      this.#found.set(number, terminal);
      return targetOf(number, terminal);
    };
    const tabs = layout.map((tab, at) => ({
      isActive: tab.active || (at === 0 && !layout.some(({ active }) => active)),
      activePersistentProcessId: tab.front === null ? undefined : this.#number(tab.front),
      terminals: tab.terminals.map(({ id, size }) => ({ relativeSize: size, terminal: target(id) })),
    }));
    return { tabs, background: null };
  };

  override setTerminalLayoutInfo = async (info?: ITerminalsLayoutInfoById): Promise<void> => {
    if (this.#options.isLeaving()) return;
    const name = (number: number | null | undefined): string | null => [...this.#numbers].find(([, each]) => each === number)?.[0] ?? null;
    const tabs = (info?.tabs ?? []).map((tab) => ({
      active: tab.isActive,
      front: name(tab.activePersistentProcessId),
      terminals: tab.terminals.flatMap(({ terminal, relativeSize }) => {
        const id = name(terminal);
        return id === null ? [] : [{ id, size: relativeSize }];
      }),
    }));
    keepLayout(
      this.#options.storage,
      tabs.filter(({ terminals }) => terminals.length > 0),
    );
  };

  /** A person gave it a name: it has it after a reload, and in other windows. */
  override updateTitle = async (number: number, title: string, source: TitleEventSource): Promise<void> => {
    const terminal = this.#processes.get(number)?.terminal;
    if (source !== TitleEventSource.Api || terminal == null || title === '') return;
    await this.#options.connection.call('terminals/rename', { id: terminal, title });
  };

  #add(options: Pick<ProcessOptions, 'source' | 'size' | 'marked'>, number?: number): ServerProcess {
    const { connection, isLeaving } = this.#options;
    const id = number ?? (this.#last += 1);
    const process = new ServerProcess({ ...options, id, connection, isLeaving, opened: (terminal) => this.#numbers.set(terminal, id) });
    this.#processes.set(id, process);
    process.onProcessExit(() => this.#processes.delete(id));
    return process;
  }

  #number(terminal: string): number {
    const number = this.#numbers.get(terminal) ?? (this.#last += 1);
    this.#numbers.set(terminal, number);
    return number;
  }

  #of(terminal: string): ServerProcess | undefined {
    return [...this.#processes.values()].find((each) => each.terminal === terminal);
  }

  #listen(connection: WindowConnection): void {
    connection.on('terminals/data', ({ id, data }) => this.#of(id)?.said(data));
    connection.on('terminals/titled', ({ id, title }) => this.#of(id)?.titled(title));
    connection.on('terminals/resized', ({ id, ...size }) => this.#of(id)?.resized(size));
    connection.on('terminals/exit', ({ id, exit }) => this.#of(id)?.ended(exit));
    let server = connection.hello?.server;
    connection.onState((state) => {
      if (state === 'lost') this.#lost.fire();
      if (state !== 'connected') return;
      const again = connection.hello?.server === server;
      server = connection.hello?.server;
      if (again) this.#attachAll();
      else {
        // What ran ended with the server: each terminal gets a new shell.
        this.#processes.clear();
        this.#restarted.fire();
      }
    });
  }

  #attachAll(): void {
    this.#back.fire();
    for (const process of this.#processes.values()) process.attach().catch(() => process.ended(null));
  }
}

function targetOf(id: number, { pid, title, cwd }: Described): IPtyHostAttachTarget {
  return {
    id,
    pid,
    title,
    titleSource: TitleEventSource.Process,
    cwd: URI.file(cwd).fsPath,
    workspaceId: '',
    workspaceName: '',
    isOrphan: true,
    icon: undefined,
    fixedDimensions: undefined,
    environmentVariableCollections: undefined,
    hasChildProcesses: false,
    shellIntegrationNonce: '',
  };
}
