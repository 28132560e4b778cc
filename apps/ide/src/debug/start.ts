import type { DebugConfiguration, DebugSession } from 'vscode';
import type { Shell } from '../shell.ts';
import { SocketAdapter } from './adapter.ts';
import { ServiceConfigurations } from './configurations.ts';

/** Services can be started under their debuggers: F5 offers them, without a `launch.json`. */
export function startDebugging(shell: Shell): void {
  const { api } = shell;
  const services = new ServiceConfigurations(shell);
  const { Dynamic, Initial } = api.DebugConfigurationProviderTriggerKind;
  for (const kind of [Initial, Dynamic]) api.debug.registerDebugConfigurationProvider('groundwork', services, kind);
  for (const type of ['debugpy', 'pwa-node'])
    api.debug.registerDebugAdapterDescriptorFactory(type, {
      createDebugAdapterDescriptor: (session) => new api.DebugAdapterInlineImplementation(new SocketAdapter(shell, serverId(session))),
    });
  // What a program of Python starts is told of by an event of its own kind.
  api.debug.onDidReceiveDebugSessionCustomEvent(({ event, session, body }) => {
    if (event !== 'debugpyAttach') return;
    const child: DebugConfiguration = { ...body, type: 'debugpy' };
    void api.debug.startDebugging(session.workspaceFolder, child, {
      parentSession: session,
      lifecycleManagedByParent: true,
      compact: true,
    });
  });
  api.commands.registerCommand('groundwork.shell.debugService', (name?: string) => services.debug(name));
}

/** The server's name for what a session belongs to: its own, or that of the one it was started by. */
function serverId({ configuration, parentSession }: DebugSession): string {
  const id: unknown = configuration['groundwork'];
  return typeof id === 'string' ? id : parentSession ? serverId(parentSession) : '';
}
