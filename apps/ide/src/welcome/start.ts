import { getService } from '@codingame/monaco-vscode-api';
import { IExtensionService } from '@codingame/monaco-vscode-api/vscode/vs/workbench/services/extensions/common/extensions.service';
import type { Shell } from '../shell.ts';

const map = 'groundwork.showMap';
const openedBefore = 'groundwork.opened-before';

/** The first time a folder is opened, its map stands where VS Code would greet: unless the person is at work already. */
export function startWelcome({ api, folder }: Shell): void {
  closeEmptyColumns(api.window.tabGroups);
  const key = `${openedBefore}:${folder.path}`;
  if (localStorage.getItem(key) !== null) return;
  localStorage.setItem(key, 'yes');
  const atWork = new AbortController();
  for (const event of ['pointerdown', 'keydown']) addEventListener(event, () => atWork.abort(), { capture: true, signal: atWork.signal });
  const open = async (): Promise<void> => {
    const extensions = await getService(IExtensionService);
    await extensions.activateByEvent(`onCommand:${map}`);
    const isEmpty = api.window.tabGroups.all.every(({ tabs }) => tabs.length === 0);
    if (isEmpty && !atWork.signal.aborted) await api.commands.executeCommand(map, { quietly: true });
    atWork.abort();
  };
  void open().catch(() => {});
}

/** An answer of a database is not brought back by a reload: nor is the column it alone stood in. */
function closeEmptyColumns(groups: Shell['api']['window']['tabGroups']): void {
  const empty = groups.all.filter(({ tabs }) => tabs.length === 0);
  const left = empty.length === groups.all.length ? empty.slice(1) : empty;
  if (left.length > 0) void groups.close(left);
}
