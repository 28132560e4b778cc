import { registerCustomProvider } from '@codingame/monaco-vscode-files-service-override';
import type { Server } from '../connection/connect.ts';
import { ServerFiles } from './provider.ts';
import { Roots } from './roots.ts';

/** `file:` in this window is the server's machine: the workspace, and the sources of libraries to read. */
export function registerFiles({ connection, hello }: Server): ServerFiles {
  const roots = new Roots(hello.roots);
  const files = new ServerFiles(connection, roots);
  connection.on('files/roots', ({ roots: more }) => roots.add(more));
  connection.on('files/changed', (message) => files.tellChanged(message));
  connection.onState((state) => {
    if (state === 'connected') files.tellEverythingChanged();
  });
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- capabilities are flags
  registerCustomProvider('file', files);
  return files;
}
