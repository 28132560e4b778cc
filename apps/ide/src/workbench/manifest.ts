import type { IExtensionManifest } from '@codingame/monaco-vscode-api/extensions';
import { debugContributions } from '../debug/contributions.ts';
import { gitContributions } from '../git/contributions.ts';

/** The shell is to the workbench an extension of its own, in the page: what domains contribute besides what they do by code. */
export const shellManifest: IExtensionManifest = {
  name: 'shell',
  displayName: 'Groundwork',
  publisher: 'groundwork',
  version: '0.1.0',
  engines: { vscode: '*' },
  enabledApiProposals: ['scmActionButton', 'scmHistoryProvider'],
  contributes: {
    ...debugContributions,
    ...gitContributions,
    commands: [...debugContributions.commands, ...gitContributions.commands],
  },
};
