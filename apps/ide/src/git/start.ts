import type * as vscode from 'vscode';
import type { Shell } from '../shell.ts';
import type { Git } from './act.ts';
import { registerCommands } from './commands.ts';
import { startConflicts } from './conflicts/conflicts.ts';
import { GitContent } from './content.ts';
import { Decorations } from './decorations.ts';
import { Folder, gitScheme } from './folder.ts';
import { startGutter } from './gutter/gutter.ts';
import { History } from './history.ts';
import { LeftOut } from './left-out.ts';
import { Repository } from './repository.ts';
import { View } from './view.ts';
import { registerWelcome } from './welcome.ts';

const tooMany = 'There are more than 10,000 changes; these are shown. Is a folder missing in .gitignore?';

/** Git as people know it from VS Code: the same view, the same names of commands, over the git of the server. */
export async function startGit({ api, connection, folder: { path } }: Shell): Promise<void> {
  const folder = new Folder(api, api.Uri.file(path));
  const repository = new Repository(api, connection);
  const output = api.window.createOutputChannel('Git', { log: true });
  api.workspace.registerFileSystemProvider(gitScheme, new GitContent(api, connection, repository), {
    isReadonly: true,
    isCaseSensitive: true,
  });
  const historyProvider = new History(api, { connection, folder, repository });
  const quickDiffProvider = { provideOriginalResource: (uri: vscode.Uri) => originalOf(uri, { folder, repository }) };
  const view = new View(api, { folder, repository }, (control) => Object.assign(control, { historyProvider, quickDiffProvider }));
  const git: Git = { api, connection, folder, repository, view, output };
  api.window.registerFileDecorationProvider(new Decorations(api, folder, repository));
  api.window.registerFileDecorationProvider(new LeftOut(api, { connection, folder, repository }));
  registerCommands(git);
  registerWelcome();
  repository.onDidChange(warnOnce(git));
  startConflicts(api);
  await startGutter(api);

  const tellContext = async (): Promise<void> => {
    const count = repository.status == null ? 0 : 1;
    await api.commands.executeCommand('setContext', 'gitOpenRepositoryCount', count);
    await api.commands.executeCommand('setContext', 'git.state', repository.status === undefined ? 'uninitialized' : 'initialized');
  };
  repository.onDidChange(() => void tellContext());
  api.window.onDidChangeWindowState(({ focused }) => focused && repository.soon());
  api.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('git') && view.show());
  await repository.refresh().catch((cause: unknown) => output.error(String(cause)));
  await tellContext();
}

/** What a file is compared with: what is staged of it. */
function originalOf(uri: vscode.Uri, { folder, repository }: Pick<Git, 'folder' | 'repository'>): vscode.Uri | undefined {
  const path = folder.pathOf(uri);
  if (path === null || repository.status == null) return undefined;
  const isUntracked = repository.changes.some((change) => change.path === path && change.kind === 'untracked');
  return isUntracked ? undefined : folder.then(path, ':');
}

/** So many changes are mostly files that nobody wants in the repository. */
function warnOnce({ api, repository }: Git): () => void {
  let warned = false;
  return () => {
    const { limited = false } = repository.status ?? {};
    if (limited && !warned) void api.window.showWarningMessage(tooMany);
    warned = limited;
  };
}
