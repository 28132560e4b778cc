import * as vscode from 'vscode';
import { htmlOf } from './html.ts';

export interface PageOptions {
  readonly context: vscode.ExtensionContext;
  /** `map`: its script and style sheet are `webview/map.js` and `webview/map.css`. */
  readonly page: string;
  readonly title: string;
}

/** Fills a webview with one of our pages: its own script, nothing from elsewhere, nothing written in the page. */
export function fillWebview(webview: vscode.Webview, { context, page, title }: PageOptions): void {
  const folder = vscode.Uri.joinPath(context.extensionUri, 'webview');
  webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [folder] };
  webview.html = htmlOf({
    title,
    script: webview.asWebviewUri(vscode.Uri.joinPath(folder, `${page}.js`)).toString(),
    style: webview.asWebviewUri(vscode.Uri.joinPath(folder, `${page}.css`)).toString(),
    source: webview.cspSource,
    nonce: crypto.randomUUID().replaceAll('-', ''),
  });
}

/** Dropped where the page is gone; a page that comes back asks again. */
export function tellPage(webview: vscode.Webview | undefined, message: object): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a webview is no window: only its page hears it
  void webview?.postMessage(message);
}
