/** What an editor gives to a page it shows. */
interface Editor {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): Editor;

let editor: Editor | null = null;

/** The editor around this page; it may be asked for only once. */
export function theEditor(): Editor {
  editor ??= acquireVsCodeApi();
  return editor;
}

export function tellEditor(message: object): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window: only the extension hears it
  theEditor().postMessage(message);
}
