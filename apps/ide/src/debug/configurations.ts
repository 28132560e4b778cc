import { getService, IWorkspaceTrustManagementService } from '@codingame/monaco-vscode-api';
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

  /** A service's session is of the type of its debugger, and starts once a person agreed to the commands of the folder. */
  async resolveDebugConfiguration(_folder: unknown, asked: DebugConfiguration): Promise<DebugConfiguration | undefined> {
    // Without a debugger it is what Run does, for all services.
    if (asked['noDebug'] === true) return void (await this.#shell.api.commands.executeCommand('groundwork.up'));
    const services = await this.#shell.connection.call('debug/list', {});
    const name: unknown = asked['service'];
    const service = typeof name === 'string' ? services.find((each) => each.service === name) : await this.#choose(services);
    if (service === undefined) return typeof name === 'string' ? this.#tell(`There is no service ${name} that can be debugged`) : undefined;
    if (!service.available) return this.#tell([service.reason, service.fix].filter((part) => part !== null).join('  ·  '));
    if (!(await this.#consents(service.service))) return undefined;
    const common = { request: 'launch', name: service.service, service: service.service, internalConsoleOptions: 'openOnSessionStart' };
    return { ...common, type: service.type };
  }

  async debug(name?: string): Promise<void> {
    const { debug, workspace } = this.#shell.api;
    const asked = { type: 'groundwork', request: 'launch', name: name ?? 'Service', ...(name === undefined ? {} : { service: name }) };
    await debug.startDebugging(workspace.workspaceFolders?.[0], asked);
  }

  /** Nothing of a repository runs before a person has read what would. */
  async #consents(service: string): Promise<boolean> {
    const { window } = this.#shell.api;
    const { trusted, commands } = await this.#shell.connection.call('environment/preview', {});
    if (trusted) return true;
    const detail = commands.map(({ path, command }) => `${path === '.' ? '' : `${path}: `}${command}`).join('\n');
    const answer = 'Run';
    const message = `Run the commands of this folder, with ${service} under its debugger?`;
    if ((await window.showInformationMessage(message, { modal: true, detail }, answer)) !== answer) return false;
    // Who read the commands and lets them run is not asked again, in general terms.
    const management = await getService(IWorkspaceTrustManagementService);
    if (!management.isWorkspaceTrusted()) await management.setWorkspaceTrust(true);
    return true;
  }

  #tell(message: string): undefined {
    void this.#shell.api.window.showErrorMessage(message);
    return undefined;
  }

  async #choose(services: readonly Debuggable[]): Promise<Debuggable | undefined> {
    const { window } = this.#shell.api;
    if (services.length === 0) return this.#tell('No service of this folder has a debugger here: those in Python and in Node.js have one');
    if (services.length === 1) return services[0];
    const items = services.map((service) => ({
      label: service.service,
      description: service.available ? titleOf(service) : (service.reason ?? ''),
      service,
    }));
    return (await window.showQuickPick(items, { placeHolder: 'Which service to debug?' }))?.service;
  }
}

function configurationOf({ service }: Pick<Debuggable, 'service'>): DebugConfiguration {
  return { type: 'groundwork', request: 'launch', name: service, service };
}

const titleOf = ({ type }: Debuggable): string => (type === 'debugpy' ? 'Python' : 'Node.js');
