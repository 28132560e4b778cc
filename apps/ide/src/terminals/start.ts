import { getService } from '@codingame/monaco-vscode-api';
import {
  Extensions,
  type IConfigurationRegistry,
} from '@codingame/monaco-vscode-api/vscode/vs/platform/configuration/common/configurationRegistry';
import { Registry } from '@codingame/monaco-vscode-api/vscode/vs/platform/registry/common/platform';
import {
  TerminalExtensions,
  type ITerminalBackendRegistry,
} from '@codingame/monaco-vscode-api/vscode/vs/platform/terminal/common/terminal';
import { ITerminalInstanceService } from '@codingame/monaco-vscode-terminal-service-override';
import type { Shell } from '../shell.ts';
import { ServerTerminals } from './backend.ts';

const stayMs = 1000;
const platforms = ['linux', 'osx', 'windows'];

/** Terminals on the machine of the server; those that run already are shown again. */
export async function startTerminals({ connection }: Shell): Promise<void> {
  const profiles = await connection.call('terminals/profiles', {});
  const own = profiles.find(({ isDefault }) => isDefault);
  if (own) {
    const overrides = Object.fromEntries(platforms.map((platform) => [`terminal.integrated.defaultProfile.${platform}`, own.name]));
    Registry.as<IConfigurationRegistry>(Extensions.Configuration).registerDefaultConfigurations([{ overrides }]);
  }
  const backend = new ServerTerminals({ connection, profiles, storage: sessionStorage, isLeaving: departureOf(window) });
  Registry.as<ITerminalBackendRegistry>(TerminalExtensions.Backend).registerTerminalBackend(backend);
  (await getService(ITerminalInstanceService)).didRegisterBackend(backend);
}

/**
 * Whether the page is on its way out, by a reload or for good: the workbench disposes of its terminals then, and they are to go on.
 * Who is asked and stays has stayed a moment later.
 */
function departureOf(page: Window): () => boolean {
  let leaving = false;
  let stay: ReturnType<typeof setTimeout>;
  const leave = (): void => {
    leaving = true;
    clearTimeout(stay);
  };
  const remain = (): void => {
    leaving = false;
  };
  const ask = (): void => {
    leave();
    stay = setTimeout(remain, stayMs);
  };
  page.addEventListener('beforeunload', ask, { capture: true });
  page.addEventListener('pagehide', leave, { capture: true });
  page.addEventListener('pageshow', remain, { capture: true });
  return () => leaving;
}
