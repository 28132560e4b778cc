import type { GitStatus, WindowConnection } from '@groundwork/protocol';
import type * as vscode from 'vscode';

export type Change = GitStatus['index'][number];

/** How long after something changed the status is read: editors save and tools write in bunches. */
const quietMs = 150;

/** What git says of the folder, read again whenever something changed. */
export class Repository {
  readonly #connection: WindowConnection;
  readonly #changed: vscode.EventEmitter<void>;
  readonly onDidChange: vscode.Event<void>;
  #status: GitStatus | null | undefined;
  #reading: Promise<void> | null = null;
  /** Asked for while it was being read: what is read may be of before. */
  #again = false;
  #soon = false;

  constructor(api: typeof vscode, connection: WindowConnection) {
    this.#connection = connection;
    this.#changed = new api.EventEmitter();
    this.onDidChange = this.#changed.event;
    connection.on('git/changed', () => this.soon());
    connection.onState((state) => state === 'connected' && this.soon());
  }

  /** `null` where the folder is in no repository, `undefined` before it was read. */
  get status(): GitStatus | null | undefined {
    return this.#status;
  }

  get changes(): readonly Change[] {
    return [...(this.#status?.index ?? []), ...(this.#status?.worktree ?? [])];
  }

  soon(): void {
    if (this.#soon) return;
    this.#soon = true;
    setTimeout(() => {
      this.#soon = false;
      this.refresh().catch(() => {});
    }, quietMs);
  }

  /** Throws what git says against it. */
  async refresh(): Promise<void> {
    if (this.#reading) {
      this.#again = true;
      return await this.#reading;
    }
    this.#reading = this.#read();
    try {
      await this.#reading;
    } finally {
      this.#reading = null;
    }
  }

  async #read(): Promise<void> {
    do {
      this.#again = false;
      const status = await this.#connection.call('git/status', {});
      if (JSON.stringify(status) === JSON.stringify(this.#status)) continue;
      this.#status = status;
      this.#changed.fire();
    } while (this.#again);
  }
}
