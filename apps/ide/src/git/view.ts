import type { GitStatus } from '@groundwork/protocol';
import type * as vscode from 'vscode';
import type { Folder } from './folder.ts';
import { actionButton, statusBar } from './offers.ts';
import { shownAs } from './kinds.ts';
import type { Change, Repository } from './repository.ts';

export type GroupId = 'merge' | 'index' | 'workingTree' | 'untracked';

/** One changed file in the view. */
export interface Resource extends vscode.SourceControlResourceState {
  readonly change: Change;
  readonly group: GroupId;
}

const titles: Readonly<Record<GroupId, string>> = {
  merge: 'Merge Changes',
  index: 'Staged Changes',
  workingTree: 'Changes',
  untracked: 'Untracked Changes',
};

/** What the source control view shows of the repository: groups, the input for the message, the branch in the status bar. */
export class View {
  readonly control: vscode.SourceControl;
  readonly #api: typeof vscode;
  readonly #folder: Folder;
  readonly #repository: Repository;
  readonly #groups: Readonly<Record<GroupId, vscode.SourceControlResourceGroup>>;
  /** The message git proposed and that nobody has changed. */
  #proposed = '';

  constructor(api: typeof vscode, folder: Folder, repository: Repository) {
    this.#api = api;
    this.#folder = folder;
    this.#repository = repository;
    this.control = api.scm.createSourceControl('git', 'Git', folder.root);
    this.control.acceptInputCommand = { command: 'git.commit', title: 'Commit', arguments: [this.control] };
    const group = (id: GroupId): vscode.SourceControlResourceGroup => this.control.createResourceGroup(id, titles[id]);
    this.#groups = { merge: group('merge'), index: group('index'), workingTree: group('workingTree'), untracked: group('untracked') };
    for (const id of ['merge', 'index', 'untracked'] as const) this.#groups[id].hideWhenEmpty = true;
    this.show();
    repository.onDidChange(() => this.show());
  }

  /** What is in a group now, by the group or by its name. */
  resourcesOf(group: GroupId | vscode.SourceControlResourceGroup): Resource[] {
    const { resourceStates } = typeof group === 'string' ? this.#groups[group] : group;
    return resourceStates.filter(isResource);
  }

  show(): void {
    const status = this.#repository.status ?? null;
    const separate = this.#api.workspace.getConfiguration('git').get<string>('untrackedChanges', 'mixed');
    const worktree = status?.worktree ?? [];
    const isUntracked = ({ kind }: Change): boolean => kind === 'untracked';
    const tracked = worktree.filter((change) => change.kind !== 'conflicted' && (separate === 'mixed' || !isUntracked(change)));
    this.#fill(
      'merge',
      worktree.filter(({ kind }) => kind === 'conflicted'),
    );
    this.#fill('index', status?.index ?? []);
    this.#fill('workingTree', tracked);
    this.#fill('untracked', separate === 'separate' ? worktree.filter(isUntracked) : []);
    const all = Object.values(this.#groups).map(({ resourceStates }) => resourceStates.length);
    this.control.count = all.reduce((sum, count) => sum + count, 0);
    this.control.inputBox.visible = status !== null;
    this.control.inputBox.placeholder = placeholder(status);
    this.control.statusBarCommands = status === null ? [] : statusBar(status);
    if (status !== null) this.control.actionButton = actionButton(status);
    this.#propose(status?.message ?? '');
  }

  /** Puts what git would commit a merge with into the input, and takes it out again when the merge is over. */
  #propose(message: string): void {
    if (message === this.#proposed) return;
    const { inputBox } = this.control;
    if (inputBox.value === '' || inputBox.value === this.#proposed) inputBox.value = message;
    this.#proposed = message;
  }

  #fill(id: GroupId, changes: readonly Change[]): void {
    this.#groups[id].resourceStates = changes.map((change) => this.#resource(change, id));
  }

  #resource(change: Change, group: GroupId): Resource {
    const { word } = shownAs(change, group === 'index');
    const resourceUri = this.#folder.uriOf(change.path);
    const tooltip = change.from === null ? word : `${word}: ${change.from} → ${change.path}`;
    const deleted = change.kind === 'deleted';
    const command = { command: 'git.openResource', title: 'Open', arguments: [{ resourceUri, change, group }] };
    return {
      change,
      group,
      resourceUri,
      command,
      contextValue: change.kind,
      decorations: { tooltip, strikeThrough: deleted, faded: false },
    };
  }
}

export function isResource(state: unknown): state is Resource {
  return typeof state === 'object' && state !== null && 'change' in state && 'group' in state;
}

function placeholder(status: GitStatus | null): string {
  return status?.branch == null ? 'Message ({0} to commit)' : `Message ({0} to commit on "${status.branch}")`;
}
