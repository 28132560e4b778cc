import { registerAssets } from '@codingame/monaco-vscode-api/assets';

const webviewPages = 'vs/workbench/contrib/webview/browser/pre';
const extensionHostPage = 'vs/workbench/services/extensions/worker/webWorkerExtensionHostIframe.html';

/**
 * Where the pages of frames are. Webviews are shown at WORD.localhost, another word for each: what runs in one reaches neither the
 * shell's storage, which has the token, nor another webview. The workbench puts the word in, and the page checks that it is the right
 * one. The extension host runs what comes with the shell, and at its origin.
 */
export function registerFramePages({ protocol, port, origin }: Location): void {
  for (const name of ['index.html', 'fake.html', 'service-worker.js'])
    registerAssets({ [`${webviewPages}/${name}`]: () => `${protocol}//{{uuid}}.localhost:${port}/webview/${name}` });
  registerAssets({ [extensionHostPage]: () => `${origin}/frames/extension-host.html` });
}
