import * as vscode from 'vscode';
import type { Current } from '../session/current.ts';
import type { MapPanel } from './panel.ts';

const seenKey = 'groundwork.mapSeen';

/** Where the window is ours and still empty, a folder that is opened for the first time begins with its map. */
export function openMapAtFirst(context: vscode.ExtensionContext, current: Current, map: MapPanel): vscode.Disposable {
  let begun = context.workspaceState.get(seenKey) === true;
  return current.onChange(({ blueprint }) => {
    if (begun || !blueprint) return;
    begun = true;
    void context.workspaceState.update(seenKey, true);
    const empty = vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0);
    if (empty && blueprint.services.length + blueprint.resources.length > 0) map.open(null, { quietly: true });
  });
}
