import type { Commit, ResultOf, WindowConnection } from '@groundwork/protocol';
import type * as vscode from 'vscode';
import type { Folder } from './folder.ts';
import type { Repository } from './repository.ts';

type Branch = ResultOf<'git/branches'>[number];
type Ref = vscode.SourceControlHistoryItemRef;

const places: Readonly<Record<Branch['kind'], { readonly prefix: string; readonly category: string; readonly icon: string }>> = {
  local: { prefix: 'refs/heads/', category: 'branches', icon: 'git-branch' },
  remote: { prefix: 'refs/remotes/', category: 'remote branches', icon: 'cloud' },
  tag: { prefix: 'refs/tags/', category: 'tags', icon: 'tag' },
};
const page = 50;
/** So many commits are looked through for the one a page is to reach to. */
const farthest = 1000;

/** The graph of commits below the changes. */
export class History implements vscode.SourceControlHistoryProvider {
  readonly #api: typeof vscode;
  readonly #connection: WindowConnection;
  readonly #folder: Folder;
  readonly #current: vscode.EventEmitter<void>;
  readonly #all: vscode.EventEmitter<vscode.SourceControlHistoryItemRefsChangeEvent>;
  readonly onDidChangeCurrentHistoryItemRefs: vscode.Event<void>;
  readonly onDidChangeHistoryItemRefs: vscode.Event<vscode.SourceControlHistoryItemRefsChangeEvent>;
  readonly currentHistoryItemBaseRef = undefined;
  currentHistoryItemRef: Ref | undefined;
  currentHistoryItemRemoteRef: Ref | undefined;
  #refs: readonly Ref[] = [];

  constructor(
    api: typeof vscode,
    { connection, folder, repository }: { connection: WindowConnection; folder: Folder; repository: Repository },
  ) {
    this.#api = api;
    this.#connection = connection;
    this.#folder = folder;
    this.#current = new api.EventEmitter();
    this.#all = new api.EventEmitter();
    this.onDidChangeCurrentHistoryItemRefs = this.#current.event;
    this.onDidChangeHistoryItemRefs = this.#all.event;
    repository.onDidChange(() => void this.#follow(repository).catch(() => {}));
  }

  provideHistoryItemRefs(names: string[] | undefined): Ref[] {
    return names === undefined ? [...this.#refs] : this.#refs.filter(({ id }) => names.includes(id));
  }

  async provideHistoryItems({
    historyItemRefs = [],
    limit,
    skip = 0,
  }: vscode.SourceControlHistoryOptions): Promise<vscode.SourceControlHistoryItem[]> {
    const until = typeof limit === 'object' ? limit.id : undefined;
    const most = typeof limit === 'number' ? limit : until === undefined ? page : farthest;
    const revisions = [...historyItemRefs];
    const commits = await this.#connection.call('git/log', { revisions, skip, limit: most });
    const end = until === undefined ? -1 : commits.findIndex(({ commit }) => commit === until);
    return (end === -1 ? commits : commits.slice(0, end + 1)).map((commit) => this.#item(commit));
  }

  async provideHistoryItemChanges(commit: string, parent: string | undefined): Promise<vscode.SourceControlHistoryItemChange[]> {
    const changes = await this.#connection.call('git/changes', { commit, parent: parent ?? null });
    return changes.map(({ path, from, kind }) => ({
      uri: this.#folder.uriOf(path),
      originalUri: kind === 'added' || parent === undefined ? undefined : this.#folder.then(from ?? path, parent),
      modifiedUri: kind === 'deleted' ? undefined : this.#folder.then(path, commit),
    }));
  }

  async resolveHistoryItem(commit: string): Promise<vscode.SourceControlHistoryItem | undefined> {
    const [found] = await this.#connection.call('git/log', { revisions: [commit], limit: 1 });
    return found && this.#item(found);
  }

  resolveHistoryItemChatContext(): undefined {}
  resolveHistoryItemChangeRangeChatContext(): undefined {}

  async resolveHistoryItemRefsCommonAncestor(revisions: string[]): Promise<string | undefined> {
    if (revisions.length < 2) return undefined;
    return (await this.#connection.call('git/mergeBase', { revisions })).commit ?? undefined;
  }

  async #follow({ status }: Repository): Promise<void> {
    const branches = status == null || status.head === null ? [] : await this.#connection.call('git/branches', {});
    const refs = branches.map((branch) => this.#ref(branch));
    const { branch, head, upstream } = status ?? {};
    const detached =
      head == null ? undefined : { id: head, name: head.slice(0, 8), revision: head, icon: new this.#api.ThemeIcon('git-commit') };
    const before = [this.currentHistoryItemRef, this.currentHistoryItemRemoteRef];
    this.currentHistoryItemRef = refs.find(({ id }) => id === `refs/heads/${branch}`) ?? detached;
    this.currentHistoryItemRemoteRef = upstream ? refs.find(({ id }) => id === `refs/remotes/${upstream.name}`) : undefined;
    this.#tell(refs);
    if (said(before) !== said([this.currentHistoryItemRef, this.currentHistoryItemRemoteRef])) this.#current.fire();
  }

  #tell(refs: readonly Ref[]): void {
    const before = new Map(this.#refs.map((ref) => [ref.id, ref]));
    const now = new Set(refs.map(({ id }) => id));
    const added = refs.filter(({ id }) => !before.has(id));
    const removed = this.#refs.filter(({ id }) => !now.has(id));
    const modified = refs.filter(({ id, revision }) => before.has(id) && before.get(id)?.revision !== revision);
    this.#refs = refs;
    if (added.length + removed.length + modified.length > 0) this.#all.fire({ added, removed, modified, silent: false });
  }

  #ref({ name, kind, commit }: Branch): Ref {
    const { prefix, category, icon } = places[kind];
    return { id: `${prefix}${name}`, name, revision: commit, category, icon: new this.#api.ThemeIcon(icon) };
  }

  /** Text of a repository is text: nothing in it becomes a link or a picture. */
  #tooltip(author: string, date: number, message: string): vscode.MarkdownString {
    const when = new Date(date).toLocaleString();
    const text = new this.#api.MarkdownString();
    return text.appendText(`${author}, ${when}`).appendMarkdown('\n\n').appendText(message);
  }

  #item({ commit, parents, author, email, date, subject, message }: Commit): vscode.SourceControlHistoryItem {
    const references = this.#refs.filter(({ revision }) => revision === commit);
    const tooltip = this.#tooltip(author, date, message);
    return {
      id: commit,
      parentIds: parents,
      subject,
      message,
      displayId: commit.slice(0, 8),
      author,
      authorEmail: email,
      timestamp: date,
      references,
      tooltip,
    };
  }
}

function said(refs: readonly (Ref | undefined)[]): string {
  return refs.map((ref) => `${ref?.id}=${ref?.revision}`).join(' ');
}
