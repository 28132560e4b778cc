import * as vscode from 'vscode';
import { htmlOf } from './html.ts';

export interface PageOptions {
  readonly context: vscode.ExtensionContext;
  /** `map`: its script and style sheet are `webview/map.js` and `webview/map.css`. */
  readonly page: string;
  readonly title: string;
}

/**
 * Fills a webview with one of our pages. Its script and style are in the page itself: a browser that keeps service workers out hands
 * a webview no files. Nothing else is loaded, from nowhere.
 */
export async function fillWebview(webview: vscode.Webview, { context, page, title }: PageOptions): Promise<void> {
  webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [] };
  const read = async (name: string): Promise<string> => {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'webview', name));
    return new TextDecoder().decode(bytes);
  };
  const [script, style] = await Promise.all([read(`${page}.js`), read(`${page}.css`)]);
  webview.html = htmlOf({ title, script, style, nonce: crypto.randomUUID().replaceAll('-', '') });
}

/** Dropped where the page is gone; a page that comes back asks again. */
export function tellPage(webview: vscode.Webview | undefined, message: object): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a webview is no window: only its page hears it
  void webview?.postMessage(message);
}
