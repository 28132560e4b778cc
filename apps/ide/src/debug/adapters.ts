import { GroundworkError } from '@groundwork/host';
import type { DebugAdapterDescriptor, DebugAdapterDescriptorFactory, DebugSession } from 'vscode';
import type { Shell } from '../shell.ts';
import { SocketAdapter } from './adapter.ts';

/** Brings up a service under its debugger for each session that is started, also for one that is started again. */
export class AdapterFactory implements DebugAdapterDescriptorFactory {
  readonly #shell: Shell;
  /** The server's name for what each session belongs to. */
  readonly #ids = new Map<string, string>();

  constructor(shell: Shell) {
    this.#shell = shell;
    shell.api.debug.onDidTerminateDebugSession(({ id }) => this.#ids.delete(id));
  }

  async createDebugAdapterDescriptor(session: DebugSession): Promise<DebugAdapterDescriptor> {
    const { parentSession, configuration, name } = session;
    const service: unknown = configuration['service'];
    const inherited = parentSession ? this.#ids.get(parentSession.id) : undefined;
    const id = inherited ?? (await this.#start(typeof service === 'string' ? service : name));
    this.#ids.set(session.id, id);
    return new this.#shell.api.DebugAdapterInlineImplementation(new SocketAdapter(this.#shell, id, session));
  }

  async #start(service: string): Promise<string> {
    const { window, ProgressLocation } = this.#shell.api;
    const title = `Starting ${service} under its debugger`;
    return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      try {
        // A person agreed before the session was started.
        return (await this.#shell.connection.call('debug/start', { service, trust: true }, abort.signal)).id;
      } catch (cause) {
        if (!(cause instanceof GroundworkError)) throw cause;
        const { message, where, fix } = cause;
        throw new DOMException([message, where, fix].filter((part) => part !== null && part !== '').join('\n'));
      }
    });
  }
}
