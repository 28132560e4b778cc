import { initialize } from '@codingame/monaco-vscode-api';
import { ExtensionHostKind, registerExtension } from '@codingame/monaco-vscode-api/extensions';
import { URI } from '@codingame/monaco-vscode-api/vscode/vs/base/common/uri';
import type { Server } from '../connection/connect.ts';
import { registerFiles } from '../files/register.ts';
import { registerEndpoint } from '../extension/endpoint.ts';
import { readGroundwork, registerGroundwork } from '../extension/register.ts';
import '../grammars/grammars.ts';
import { registerFramePages } from '../frames/pages.ts';
import { registerUserData } from '../user/register.ts';
import { startDomains } from './domains.ts';
import { shellManifest } from './manifest.ts';
import { workbenchOptions } from './options.ts';
import { leaveOutOfMenus, leaveOutOfSettings } from './removed.ts';
import { workbenchServices } from './services.ts';
import { registerWorkers } from './workers.ts';

/** Opens the workbench on the folder of the server, over the whole page. */
export async function open(server: Server): Promise<void> {
  const [root] = server.hello.roots;
  const folder = URI.file(root?.path ?? '/');
  leaveOutOfMenus();
  leaveOutOfSettings();
  registerWorkers(window);
  registerFramePages(window.location);
  registerFiles(server);
  registerEndpoint(server);
  const [groundwork] = await Promise.all([readGroundwork(window), registerUserData(server)]);
  if (groundwork) registerGroundwork(groundwork, window);
  const own = registerExtension(shellManifest, ExtensionHostKind.LocalProcess, { system: true });
  await initialize(workbenchServices(), workbenchElement(document), workbenchOptions(folder), { userHome: URI.file(server.hello.home) });
  await own.setAsDefaultApi();
  await startDomains({ ...server, folder, api: await own.getApi() });
}

function workbenchElement({ body }: Document): HTMLElement {
  const element = body.ownerDocument.createElement('div');
  element.className = 'workbench';
  body.replaceChildren(element);
  return element;
}
