import type { Shell } from '../shell.ts';
import { AdapterFactory } from './adapters.ts';
import { ServiceConfigurations } from './configurations.ts';

/** Services can be started under their debuggers: F5 offers them, without a `launch.json`. */
export function startDebugging(shell: Shell): void {
  const { debug, commands, DebugConfigurationProviderTriggerKind: trigger } = shell.api;
  const services = new ServiceConfigurations(shell);
  for (const kind of [trigger.Initial, trigger.Dynamic]) debug.registerDebugConfigurationProvider('groundwork', services, kind);
  const adapters = new AdapterFactory(shell);
  for (const type of ['debugpy', 'pwa-node']) debug.registerDebugAdapterDescriptorFactory(type, adapters);
  commands.registerCommand('groundwork.shell.debugService', (name?: string) => services.debug(name));
}
