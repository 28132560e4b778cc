import { registerAssets } from '@codingame/monaco-vscode-api/assets';

const pages = 'vs/workbench/contrib/webview/browser/pre';

/**
 * Webviews are shown at WORD.localhost, another word for each: what runs in one reaches neither the shell's storage, which has the
 * token, nor another webview. The workbench puts the word in, and the page checks that it is the right one.
 */
export function registerWebviewOrigin({ protocol, port }: Location): void {
  const address = (name: string): string => `${protocol}//{{uuid}}.localhost:${port}/webview/${name}`;
  for (const name of ['index.html', 'fake.html', 'service-worker.js']) registerAssets({ [`${pages}/${name}`]: () => address(name) });
}
