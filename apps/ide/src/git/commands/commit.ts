import { act, type Git } from '../act.ts';
import type { Commands } from '../commands.ts';
import { pathsOf } from './selection.ts';
import { agreed } from './stage.ts';

interface How {
  readonly amend?: boolean;
  readonly signOff?: boolean;
  readonly empty?: boolean;
  /** Which changes: what is staged, everything, or what makes sense. */
  readonly what?: 'staged' | 'all' | 'sensible';
}

export function commitCommands(git: Git): Commands {
  const { connection, repository, view, api } = git;
  return {
    'git.commit': async () => await commit(git, {}),
    'git.commitStaged': async () => await commit(git, { what: 'staged' }),
    'git.commitStagedAmend': async () => await commit(git, { what: 'staged', amend: true }),
    'git.commitStagedSigned': async () => await commit(git, { what: 'staged', signOff: true }),
    'git.commitAll': async () => await commit(git, { what: 'all' }),
    'git.commitAllAmend': async () => await commit(git, { what: 'all', amend: true }),
    'git.commitAmend': async () => await commit(git, { amend: true }),
    'git.commitSigned': async () => await commit(git, { signOff: true }),
    'git.commitEmpty': async () => await commit(git, { what: 'staged', empty: true }),
    'git.undoCommit': async () => {
      const message = await lastMessage(git);
      if (message === null) return await api.window.showWarningMessage('There is no commit to undo.');
      if (
        repository.status?.upstream?.ahead === 0 &&
        !(await agreed(git, 'The last commit is pushed already. Undo it here?', 'Undo Commit'))
      )
        return;
      if (!(await act(git, 'Undo Last Commit', (trust) => connection.call('git/undoCommit', { trust })))) return;
      view.message = message;
    },
    'git.init': async () => {
      await act(git, 'Initialize Repository', () => connection.call('git/init', {}));
    },
  };
}

async function commit(git: Git, { amend = false, signOff = false, empty = false, what = 'sensible' }: How): Promise<void> {
  const { connection, repository, view } = git;
  await repository.refresh();
  if (!(await saved(git))) return;
  const all = await everything(git, { what, amend, empty });
  if (all === null) return;
  const message = await messageFor(git, amend);
  if (message === null) return;
  const done = await act(git, amend ? 'Commit (Amend)' : 'Commit', async (trust) => {
    const untracked = all
      ? [...view.resourcesOf('workingTree'), ...view.resourcesOf('untracked')].filter(({ change }) => change.kind === 'untracked')
      : [];
    const paths = pathsOf(untracked);
    if (paths.length > 0) await connection.call('git/stage', { paths, trust });
    await connection.call('git/commit', { message, all, amend, signOff, empty, trust });
  });
  if (done) view.message = '';
}

/** Whether everything is committed; `null` when there is nothing, or it was not wanted. */
async function everything(git: Git, { what, amend, empty }: Required<Pick<How, 'what' | 'amend' | 'empty'>>): Promise<boolean | null> {
  const { api, view, repository } = git;
  const staged = view.resourcesOf('index').length;
  const changed = view.resourcesOf('workingTree').length + view.resourcesOf('untracked').length;
  if (view.resourcesOf('merge').length > 0) {
    await api.window.showWarningMessage('There are merge conflicts. Resolve them and stage the files before you commit.');
    return null;
  }
  if (what === 'all') return true;
  if (staged > 0 || what === 'staged' || amend || empty || (repository.status?.operation ?? null) !== null) return false;
  if (changed === 0) {
    await api.window.showInformationMessage('There are no changes to commit.');
    return null;
  }
  const settings = api.workspace.getConfiguration('git');
  if (settings.get('enableSmartCommit', false)) return true;
  if (!settings.get('suggestSmartCommit', true)) return false;
  const [yes, always, never] = ['Yes', 'Always', 'Never'];
  const question = 'There are no staged changes to commit.\n\nWould you like to stage all your changes and commit them directly?';
  const [first = '', detail = ''] = question.split('\n\n');
  const answer = await api.window.showWarningMessage(first, { modal: true, detail }, yes, always, never);
  if (answer === always) await settings.update('enableSmartCommit', true, true);
  if (answer === never) await settings.update('suggestSmartCommit', false, true);
  return answer === yes || answer === always ? true : null;
}

/** What was typed into a file and not saved would not be in the commit. */
async function saved({ api, connection, folder, view }: Git): Promise<boolean> {
  const staged = view.resourcesOf('index').map(({ change }) => change.path);
  const dirty = api.workspace.textDocuments.flatMap((document) => {
    const path = document.isDirty ? folder.pathOf(document.uri) : null;
    return path !== null && (staged.length === 0 || staged.includes(path)) ? [{ document, path }] : [];
  });
  if (dirty.length === 0) return true;
  const what = dirty.length === 1 ? `'${dirty[0]?.path}' has unsaved changes` : `${dirty.length} files have unsaved changes`;
  const [save, without] = ['Save All & Commit', 'Commit Without Them'];
  const answer = await api.window.showWarningMessage(`${what} that would not be in the commit.`, { modal: true }, save, without);
  if (answer !== save) return answer === without;
  await Promise.all(dirty.map(({ document }) => document.save()));
  const paths = dirty.map(({ path }) => path).filter((path) => staged.includes(path));
  if (paths.length > 0) await connection.call('git/stage', { paths });
  return true;
}

async function messageFor(git: Git, amend: boolean): Promise<string | null> {
  const { api, repository, view } = git;
  const typed = view.message.trim();
  if (typed !== '') return typed;
  const before = amend ? await lastMessage(git) : null;
  const branch = repository.status?.branch;
  const message = await api.window.showInputBox({
    value: before ?? '',
    placeHolder: 'Commit message',
    prompt: branch ? `Please provide a commit message (on '${branch}')` : 'Please provide a commit message',
    ignoreFocusOut: true,
  });
  return message?.trim() || null;
}

async function lastMessage({ connection }: Git): Promise<string | null> {
  return (await connection.call('git/lastMessage', {}))?.message ?? null;
}
