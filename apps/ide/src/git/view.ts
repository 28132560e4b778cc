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

interface Parts {
  readonly control: vscode.SourceControl;
  readonly groups: Readonly<Record<GroupId, vscode.SourceControlResourceGroup>>;
}

/**
 * What the source control view shows of the repository: groups, the input for the message, the branch in the status bar. Where there
 * is no repository there is nothing of it, and the view offers to make one.
 */
export class View {
  readonly #api: typeof vscode;
  readonly #folder: Folder;
  readonly #repository: Repository;
  readonly #equip: (control: vscode.SourceControl) => void;
  #parts: Parts | null = null;
  /** The message git proposed and that nobody has changed. */
  #proposed = '';

  /** `equip` gives a control what else it has. */
  constructor(
    api: typeof vscode,
    { folder, repository }: { folder: Folder; repository: Repository },
    equip: (control: vscode.SourceControl) => void,
  ) {
    this.#api = api;
    this.#folder = folder;
    this.#repository = repository;
    this.#equip = equip;
    repository.onDidChange(() => this.show());
  }

  /** What stands in the input. */
  get message(): string {
    return this.#parts?.control.inputBox.value ?? '';
  }

  set message(text: string) {
    if (this.#parts) this.#parts.control.inputBox.value = text;
  }

  /** What is in a group now, by the group or by its name. */
  resourcesOf(group: GroupId | vscode.SourceControlResourceGroup): Resource[] {
    const found = typeof group === 'string' ? this.#parts?.groups[group] : group;
    return found?.resourceStates.filter(isResource) ?? [];
  }

  show(): void {
    const status = this.#repository.status ?? null;
    if (status === null) {
      this.#parts?.control.dispose();
      this.#parts = null;
      return;
    }
    const parts = (this.#parts ??= this.#make());
    const { control, groups } = parts;
    const separate = this.#api.workspace.getConfiguration('git').get<string>('untrackedChanges', 'mixed');
    const { worktree } = status;
    const isUntracked = ({ kind }: Change): boolean => kind === 'untracked';
    const tracked = worktree.filter((change) => change.kind !== 'conflicted' && (separate === 'mixed' || !isUntracked(change)));
    const fill = (id: GroupId, changes: readonly Change[]): void => {
      groups[id].resourceStates = changes.map((change) => this.#resource(change, id));
    };
    fill(
      'merge',
      worktree.filter(({ kind }) => kind === 'conflicted'),
    );
    fill('index', status.index);
    fill('workingTree', tracked);
    fill('untracked', separate === 'separate' ? worktree.filter(isUntracked) : []);
    control.count = Object.values(groups).reduce((sum, { resourceStates }) => sum + resourceStates.length, 0);
    control.inputBox.placeholder = placeholder(status);
    control.statusBarCommands = statusBar(status);
    control.actionButton = actionButton(status);
    this.#propose(status.message ?? '');
  }

  #make(): Parts {
    const control = this.#api.scm.createSourceControl('git', 'Git', this.#folder.root);
    control.acceptInputCommand = { command: 'git.commit', title: 'Commit', arguments: [control] };
    const group = (id: GroupId): vscode.SourceControlResourceGroup => control.createResourceGroup(id, titles[id]);
    const groups = { merge: group('merge'), index: group('index'), workingTree: group('workingTree'), untracked: group('untracked') };
    for (const id of ['merge', 'index', 'untracked'] as const) groups[id].hideWhenEmpty = true;
    this.#equip(control);
    return { control, groups };
  }

  /** Puts what git would commit a merge with into the input, and takes it out again when the merge is over. */
  #propose(message: string): void {
    if (message === this.#proposed) return;
    if (this.message === '' || this.message === this.#proposed) this.message = message;
    this.#proposed = message;
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

function placeholder(status: GitStatus): string {
  return status.branch === null ? 'Message ({0} to commit)' : `Message ({0} to commit on "${status.branch}")`;
}
