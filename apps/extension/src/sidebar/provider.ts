import * as vscode from 'vscode';
import type { Snapshot } from '../model/snapshot.ts';
import type { Current } from '../session/current.ts';
import type { TreeNode } from './trees/node.ts';

export interface TreeSource {
  /** The first lines and all below them, out of what is known. */
  readonly build: (snapshot: Snapshot) => readonly TreeNode[];
  /** What is below a line that has to be asked for. */
  readonly load?: (inside: NonNullable<TreeNode['inside']>) => Promise<readonly TreeNode[]>;
}

/** A native view over plain lines. */
export class TreeProvider implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #source: TreeSource;
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #loaded = new Map<string, readonly TreeNode[]>();
  readonly #watch: vscode.Disposable;
  #roots: readonly TreeNode[] = [];
  #shown = '';

  constructor(current: Current, source: TreeSource) {
    this.#source = source;
    this.#watch = current.onChange((snapshot) => this.#show(snapshot));
    this.#show(current.snapshot);
  }

  /** A line of the first two levels, which is all that is ever jumped to. */
  find(id: string): TreeNode | null {
    return this.#roots.flatMap((root) => [root, ...root.children]).find((each) => each.id === id) ?? null;
  }

  getParent(of: TreeNode): TreeNode | null {
    return this.#roots.find(({ children }) => children.some(({ id }) => id === of.id)) ?? null;
  }

  #show(snapshot: Snapshot): void {
    const roots = this.#source.build(snapshot);
    const shown = JSON.stringify(roots);
    if (shown === this.#shown) return;
    this.#roots = roots;
    this.#shown = shown;
    this.#changed.fire(undefined);
  }

  /** Forgets what was asked for: it is asked for again where it is in sight. */
  reload(): void {
    this.#loaded.clear();
    this.#changed.fire(undefined);
  }

  async getChildren(of?: TreeNode): Promise<TreeNode[]> {
    if (!of) return [...this.#roots];
    if (!of.inside || !this.#source.load) return [...of.children];
    const loaded = this.#loaded.get(of.id) ?? (await this.#source.load(of.inside));
    this.#loaded.set(of.id, loaded);
    return [...of.children, ...loaded];
  }

  getTreeItem(of: TreeNode): vscode.TreeItem {
    const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const hasChildren = of.children.length > 0 || of.inside !== null;
    const item = new vscode.TreeItem(of.label, hasChildren ? (of.open ? Expanded : Collapsed) : None);
    item.id = of.id;
    item.description = of.description;
    // A plain string: nothing of a repository is read as Markdown.
    item.tooltip = of.tooltip || of.label;
    item.iconPath = new vscode.ThemeIcon(of.icon.id, of.icon.color === null ? undefined : new vscode.ThemeColor(of.icon.color));
    item.contextValue = ` ${[...of.context, ...(of.evidence.length > 0 ? ['evident'] : [])].join(' ')} `;
    item.accessibilityInformation = { label: [of.label, of.description].filter(Boolean).join(', ') };
    if (of.command) item.command = { ...of.command, arguments: [...of.command.arguments] };
    return item;
  }

  dispose(): void {
    this.#watch.dispose();
    this.#changed.dispose();
  }
}
