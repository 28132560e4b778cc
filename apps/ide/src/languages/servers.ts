import type { LanguageServerStatus } from '@groundwork/protocol';
import type { Disposable, TextDocument } from 'vscode';
import type { Shell } from '../shell.ts';
import { Client } from './client.ts';
import { showStatus } from './status.ts';

/** Which language servers there are, which of them run, and what a person is told about each. */
export class LanguageServers {
  readonly #shell: Shell;
  #statuses: readonly LanguageServerStatus[] = [];
  readonly #clients = new Map<string, Client>();
  readonly #shown = new Map<string, Disposable>();
  #looking: Promise<void> = Promise.resolve();

  constructor(shell: Shell) {
    this.#shell = shell;
  }

  /** Asks the server what there is now: what would be started differently is started again. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#look()).catch(() => {});
    return this.#looking;
  }

  /** After the connection was lost: every language server ended with it. */
  async lookAgain(): Promise<void> {
    if (this.#statuses.length === 0) return;
    await this.look();
    await Promise.all([...this.#clients.values()].map((client) => client.restart()));
  }

  async restart(id: string): Promise<void> {
    await this.#clients.get(id)?.restart();
  }

  /** Starts the servers of a file's language, unless they run. */
  needFor(document: Pick<TextDocument, 'languageId' | 'uri'>): void {
    if (document.uri.scheme !== 'file') return;
    for (const status of this.#statuses) {
      if (!status.available || !status.languages.includes(document.languageId) || this.#clients.has(status.id)) continue;
      const client = new Client(this.#shell, status, () => this.#show(status.id));
      this.#clients.set(status.id, client);
      void client.restart();
    }
  }

  async #look(): Promise<void> {
    const { connection, api } = this.#shell;
    const before = new Map(this.#statuses.map((status) => [status.id, status]));
    this.#statuses = await connection.call('languages/list', {});
    for (const status of this.#statuses) {
      const client = this.#clients.get(status.id);
      if (client && status.revision !== before.get(status.id)?.revision) {
        this.#clients.delete(status.id);
        await client.stop();
      }
      this.#show(status.id);
    }
    for (const document of api.workspace.textDocuments) this.needFor(document);
  }

  #show(id: string): void {
    const status = this.#statuses.find((each) => each.id === id);
    if (!status) return;
    this.#shown.get(id)?.dispose();
    const client = this.#clients.get(id);
    this.#shown.set(id, showStatus(this.#shell, status, client?.state ?? 'waiting'));
  }
}
