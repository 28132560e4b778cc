import { getService, IEditorService, IStorageService } from '@codingame/monaco-vscode-api';

/** Milliseconds. At once, and again when the page of a new editor has said what it keeps of itself. */
const keptAfter = [300, 2_000];

/**
 * Keeps what is open for the next time whenever it is different. The workbench keeps it when the browser has nothing to do and when
 * the window goes: on a machine that is busy the one does not come, and the other does not end.
 */
export async function startKeepingOpened(): Promise<void> {
  const [editors, storage] = await Promise.all([getService(IEditorService), getService(IStorageService)]);
  let timers: ReturnType<typeof setTimeout>[] = [];
  const keepSoon = (): void => {
    timers.forEach(clearTimeout);
    timers = keptAfter.map((after) => setTimeout(() => void storage.flush(), after));
  };
  editors.onDidEditorsChange(keepSoon);
  editors.onDidActiveEditorChange(keepSoon);
}
