import type { IExtensionManifest } from '@codingame/monaco-vscode-api/extensions';
import { changeCommands, conflictCommands, gitCommands } from './titles.ts';

type Contributes = NonNullable<IExtensionManifest['contributes']>;

const inGit = 'scmProvider == git';
const group = (...ids: string[]): string => `${inGit} && (${ids.map((id) => `scmResourceGroup == ${id}`).join(' || ')})`;
const worktree = group('workingTree', 'untracked');
const opened = 'gitOpenRepositoryCount != 0';

const item = (command: string, place: string, when: string = inGit): { command: string; group: string; when: string } => ({
  command,
  group: place,
  when,
});

/** Commands that are for the view only, or need something they are called on. */
const notInPalette = ['git.openResource', 'git.stageAllMerge', 'git.ignore', 'git.viewChanges', 'git.viewStagedChanges'];

/** Menus, titles and settings as those of VS Code's own git, so that hands find them. */
export const gitContributions = {
  commands: [...gitCommands, ...conflictCommands, ...changeCommands],
  keybindings: [
    { command: 'workbench.action.editor.nextChange', key: 'alt+f5', when: 'editorTextFocus && !isInDiffEditor' },
    { command: 'workbench.action.editor.previousChange', key: 'shift+alt+f5', when: 'editorTextFocus && !isInDiffEditor' },
    { command: 'git.revertSelectedRanges', key: 'ctrl+k ctrl+r', when: 'editorTextFocus && !isInDiffEditor && resourceScheme == file' },
  ],
  menus: {
    commandPalette: [
      ...notInPalette.map((command) => ({ command, when: 'false' })),
      { command: 'git.init', when: 'gitOpenRepositoryCount == 0' },
      ...gitCommands
        .map(({ command }) => command)
        .filter((command) => command !== 'git.init' && !notInPalette.includes(command))
        .map((command) => ({ command, when: opened })),
    ],
    'scm/title': [
      item('git.commit', 'navigation'),
      item('git.refresh', 'navigation'),
      item('git.pull', '1_header@1'),
      item('git.push', '1_header@2'),
      item('git.fetch', '1_header@3'),
      item('git.sync', '1_header@4'),
      item('git.checkout', '1_header@5'),
      item('git.branch', '1_header@6'),
      item('git.commitStaged', '2_commit@1'),
      item('git.commitAll', '2_commit@2'),
      item('git.commitAmend', '2_commit@3'),
      item('git.commitSigned', '2_commit@4'),
      item('git.undoCommit', '2_commit@5'),
      item('git.stageAll', '3_changes@1'),
      item('git.unstageAll', '3_changes@2'),
      item('git.cleanAll', '3_changes@3'),
    ],
    'scm/resourceGroup/context': [
      item('git.stageAllMerge', 'inline@2', group('merge')),
      item('git.viewStagedChanges', 'inline@1', group('index')),
      item('git.unstageAll', 'inline@2', group('index')),
      item('git.unstageAll', '1_modification', group('index')),
      item('git.viewChanges', 'inline@1', worktree),
      item('git.cleanAll', 'inline@2', worktree),
      item('git.stageAll', 'inline@3', worktree),
      item('git.stageAll', '1_modification@1', worktree),
      item('git.cleanAll', '1_modification@2', worktree),
    ],
    'scm/resourceState/context': [
      item('git.openFile', 'inline@1'),
      item('git.stage', 'inline@2', group('merge')),
      item('git.unstage', 'inline@2', group('index')),
      item('git.clean', 'inline@2', worktree),
      item('git.stage', 'inline@3', worktree),
      item('git.openChange', 'navigation@1'),
      item('git.openFile', 'navigation@2'),
      item('git.openHEADFile', 'navigation@3', `${inGit} && scmResourceState != untracked && scmResourceState != added`),
      item('git.stage', '1_modification@1', group('merge', 'workingTree', 'untracked')),
      item('git.unstage', '1_modification@1', group('index')),
      item('git.clean', '1_modification@2', worktree),
      item('git.ignore', '1_modification@3', worktree),
    ],
    'editor/context': [
      { command: 'git.revertSelectedRanges', group: '2_git@1', when: `${opened} && !isInDiffEditor && scmActiveResourceHasChanges` },
    ],
    'editor/title': [
      { command: 'git.openFile', group: 'navigation', when: `${opened} && resourceScheme == git || ${opened} && isInDiffEditor` },
      {
        command: 'git.openChange',
        group: 'navigation@2',
        when: `${opened} && !isInDiffEditor && resourceScheme == file && scmActiveResourceHasChanges`,
      },
    ],
  },
  configuration: {
    title: 'Git',
    properties: {
      'git.untrackedChanges': {
        type: 'string',
        enum: ['mixed', 'separate', 'hidden'],
        enumDescriptions: ['Among the other changes.', 'In a group of their own.', 'Not at all.'],
        default: 'mixed',
        description: 'Where untracked files are shown.',
      },
      'git.enableSmartCommit': { type: 'boolean', default: false, description: 'Commit all changes when none are staged.' },
      'git.suggestSmartCommit': { type: 'boolean', default: true, description: 'Suggest to commit all changes when none are staged.' },
      'git.confirmSync': { type: 'boolean', default: true, description: 'Ask before pulling and pushing in one go.' },
    },
  },
  colors: [
    color('addedResourceForeground', 'added resources', '#587c0c', '#81b88b'),
    color('modifiedResourceForeground', 'modified resources', '#895503', '#e2c08d'),
    color('deletedResourceForeground', 'deleted resources', '#ad0707', '#c74e39'),
    color('renamedResourceForeground', 'renamed or copied resources', '#007100', '#73c991'),
    color('untrackedResourceForeground', 'untracked resources', '#007100', '#73c991'),
    color('stageModifiedResourceForeground', 'modified resources that are staged', '#895503', '#e2c08d'),
    color('stageDeletedResourceForeground', 'deleted resources that are staged', '#ad0707', '#c74e39'),
    color('ignoredResourceForeground', 'ignored resources', '#8e8e90', '#8c8c8c'),
    color('conflictingResourceForeground', 'resources with conflicts', '#ad0707', '#e4676b'),
  ],
} satisfies Contributes;

/** The colours themes of VS Code name. */
function color(id: string, what: string, light: string, dark: string): NonNullable<Contributes['colors']>[number] {
  return {
    id: `gitDecoration.${id}`,
    description: `Color for ${what}.`,
    defaults: { light, dark, highContrast: dark, highContrastLight: light },
  };
}
