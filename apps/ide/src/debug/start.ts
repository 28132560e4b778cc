import type { Shell } from '../shell.ts';
import { AdapterFactory } from './adapters.ts';
import { ServiceConfigurations } from './configurations.ts';

/** Services can be started under their debuggers: F5 offers them, without a `launch.json`. */
export function startDebugging(shell: Shell): void {
  const { debug, commands, DebugConfigurationProviderTriggerKind: trigger } = shell.api;
  const services = new ServiceConfigurations(shell);
  debug.registerDebugConfigurationProvider('groundwork', services, trigger.Initial);
  // Every provider of a type is asked to resolve: one of them does, so that a person is asked once.
  const offered = { provideDebugConfigurations: () => services.provideDebugConfigurations() };
  debug.registerDebugConfigurationProvider('groundwork', offered, trigger.Dynamic);
  const adapters = new AdapterFactory(shell);
  for (const type of ['debugpy', 'pwa-node']) debug.registerDebugAdapterDescriptorFactory(type, adapters);
  commands.registerCommand('groundwork.shell.debugService', (name?: string) => services.debug(name));
}
