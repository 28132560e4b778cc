import { LogLevel, type IWorkbenchConstructionOptions } from '@codingame/monaco-vscode-api';
import type { URI } from '@codingame/monaco-vscode-api/vscode/vs/base/common/uri';
import { defaultSettings } from './settings.ts';

/** What the workbench is told of itself. */
export function workbenchOptions(folder: URI): IWorkbenchConstructionOptions {
  return {
    enableWorkspaceTrust: true,
    workspaceProvider: {
      trusted: false,
      workspace: { folderUri: folder },
      open: async () => false,
    },
    productConfiguration: { nameShort: 'Groundwork', nameLong: 'Groundwork', applicationName: 'groundwork' },
    configurationDefaults: defaultSettings,
    developmentOptions: { logLevel: LogLevel.Warning },
  };
}
