import { GroundworkError } from '@groundwork/host';
import type { ResultOf } from '@groundwork/protocol';
import type { DebugConfiguration, DebugConfigurationProvider } from 'vscode';
import type { Shell } from '../shell.ts';

type Debuggable = ResultOf<'debug/list'>[number];

/** One debug configuration for each service that there is a debugger for. */
export class ServiceConfigurations implements DebugConfigurationProvider {
  readonly #shell: Shell;

  constructor(shell: Shell) {
    this.#shell = shell;
  }

  async provideDebugConfigurations(): Promise<DebugConfiguration[]> {
    const services = await this.#shell.connection.call('debug/list', {});
    return services.filter(({ available }) => available).map(configurationOf);
  }

  /** Brings up what the service needs, and gives the session that its debugger wants. */
  async resolveDebugConfiguration(_folder: unknown, asked: DebugConfiguration): Promise<DebugConfiguration | undefined> {
    // Without a debugger it is what Run does, for all services.
    if (asked['noDebug'] === true) return void (await this.#shell.api.commands.executeCommand('groundwork.up'));
    const name: unknown = asked['service'];
    const service = typeof name === 'string' ? name : await this.#choose();
    if (service === null) return undefined;
    const { window, ProgressLocation } = this.#shell.api;
    const location = ProgressLocation.Notification;
    return window.withProgress(
      { location, title: `Starting ${service} under its debugger`, cancellable: true },
      async (_progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        return this.#start(service, abort.signal);
      },
    );
  }

  async debug(name?: string): Promise<void> {
    const { debug, workspace } = this.#shell.api;
    const service = name ?? (await this.#choose());
    if (service !== null) await debug.startDebugging(workspace.workspaceFolders?.[0], configurationOf({ service }));
  }

  async #start(service: string, signal: AbortSignal): Promise<DebugConfiguration | undefined> {
    for (const trust of [false, true]) {
      try {
        const { type, request, configuration } = await this.#shell.connection.call('debug/start', { service, trust }, signal);
        return { ...configuration, type, request, name: service, internalConsoleOptions: 'openOnSessionStart' };
      } catch (cause) {
        const needsTrust = cause instanceof GroundworkError && cause.code === 'trust.needed' && !trust;
        if (needsTrust && (await this.#consents(service))) continue;
        if (!needsTrust && !signal.aborted) await this.#tell(cause);
        return undefined;
      }
    }
    return undefined;
  }

  /** Nothing of a repository runs before a person has read what would. */
  async #consents(service: string): Promise<boolean> {
    const { window } = this.#shell.api;
    const { commands } = await this.#shell.connection.call('environment/preview', {});
    const detail = commands.map(({ path, command }) => `${path === '.' ? '' : `${path}: `}${command}`).join('\n');
    const answer = 'Run';
    const message = `Run the commands of this folder, with ${service} under its debugger?`;
    return (await window.showInformationMessage(message, { modal: true, detail }, answer)) === answer;
  }

  async #tell(cause: unknown): Promise<void> {
    const { window } = this.#shell.api;
    if (!(cause instanceof GroundworkError)) return;
    const { message, where, fix } = cause;
    await window.showErrorMessage([message, where, fix].filter((part) => part !== null && part !== '').join('  ·  '));
  }

  async #choose(): Promise<string | null> {
    const { window } = this.#shell.api;
    const services = await this.#shell.connection.call('debug/list', {});
    if (services.length === 0) {
      await window.showInformationMessage('No service of this folder has a debugger here: those in Python and Node.js have one');
      return null;
    }
    const items = services.map((each) => ({
      label: each.service,
      description: each.available ? titleOf(each) : (each.reason ?? ''),
      each,
    }));
    const chosen = await window.showQuickPick(items, { placeHolder: 'Which service to debug?' });
    if (!chosen) return null;
    if (chosen.each.available) return chosen.label;
    await window.showErrorMessage([chosen.each.reason, chosen.each.fix].filter((part) => part !== null).join('  ·  '));
    return null;
  }
}

function configurationOf({ service }: Pick<Debuggable, 'service'>): DebugConfiguration {
  return { type: 'groundwork', request: 'launch', name: service, service };
}

const titleOf = ({ type }: Debuggable): string => (type === 'debugpy' ? 'Python' : 'Node.js');
