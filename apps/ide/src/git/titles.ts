/** Commands by the names and titles that VS Code's own git gives them. */
const titles: Readonly<Record<string, readonly [title: string, icon?: string]>> = {
  'git.refresh': ['Refresh', 'refresh'],
  'git.init': ['Initialize Repository'],
  'git.openResource': ['Open'],
  'git.openFile': ['Open File', 'go-to-file'],
  'git.openChange': ['Open Changes', 'compare-changes'],
  'git.openHEADFile': ['Open File (HEAD)'],
  'git.viewChanges': ['Open Changes', 'diff-multiple'],
  'git.viewStagedChanges': ['Open Staged Changes', 'diff-multiple'],
  'git.stage': ['Stage Changes', 'add'],
  'git.stageAll': ['Stage All Changes', 'add'],
  'git.stageAllMerge': ['Stage All Merge Changes', 'add'],
  'git.unstage': ['Unstage Changes', 'remove'],
  'git.unstageAll': ['Unstage All Changes', 'remove'],
  'git.clean': ['Discard Changes', 'discard'],
  'git.cleanAll': ['Discard All Changes', 'discard'],
  'git.ignore': ['Add to .gitignore'],
  'git.revertSelectedRanges': ['Revert Selected Ranges'],
  'git.commit': ['Commit', 'check'],
  'git.commitStaged': ['Commit Staged'],
  'git.commitStagedAmend': ['Commit Staged (Amend)'],
  'git.commitStagedSigned': ['Commit Staged (Signed Off)'],
  'git.commitAll': ['Commit All'],
  'git.commitAllAmend': ['Commit All (Amend)'],
  'git.commitAmend': ['Commit (Amend)'],
  'git.commitSigned': ['Commit (Signed Off)'],
  'git.commitEmpty': ['Commit Empty'],
  'git.undoCommit': ['Undo Last Commit'],
  'git.checkout': ['Checkout to...'],
  'git.branch': ['Create Branch...'],
  'git.fetch': ['Fetch'],
  'git.pull': ['Pull'],
  'git.push': ['Push'],
  'git.publish': ['Publish Branch...', 'cloud-upload'],
  'git.sync': ['Sync', 'sync'],
};

/** Those of VS Code's merge-conflict extension. */
const conflictTitles: Readonly<Record<string, string>> = {
  'merge-conflict.accept.current': 'Accept Current',
  'merge-conflict.accept.incoming': 'Accept Incoming',
  'merge-conflict.accept.both': 'Accept Both',
};

export const gitCommands = Object.entries(titles).map(([command, [title, icon]]) => ({
  command,
  title,
  category: 'Git',
  ...(icon === undefined ? {} : { icon: `$(${icon})` }),
}));

export const conflictCommands = Object.entries(conflictTitles).map(([command, title]) => ({ command, title, category: 'Merge Conflict' }));

export const changeCommands = [
  { command: 'workbench.action.editor.nextChange', title: 'Go to Next Change' },
  { command: 'workbench.action.editor.previousChange', title: 'Go to Previous Change' },
];
