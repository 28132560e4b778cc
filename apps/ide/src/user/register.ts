import { createIndexedDBProviders, registerCustomProvider } from '@codingame/monaco-vscode-files-service-override';
import type { Server } from '../connection/connect.ts';
import { UserData } from './provider.ts';

/** Settings, keybindings and snippets of the person come from the server; the rest of what a window remembers stays in the browser. */
export async function registerUserData({ connection }: Server): Promise<void> {
  const data = new UserData(connection, await createIndexedDBProviders());
  connection.on('user/changed', (message) => data.tellChanged(message));
  connection.onState((state) => {
    if (state === 'connected') data.tellEverythingChanged();
  });
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- capabilities are flags
  registerCustomProvider('vscode-userdata', data);
}
