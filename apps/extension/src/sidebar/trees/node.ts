import type { Evidence } from '@groundwork/blueprint';

/** What a click does: one of the extension's own commands. */
export interface NodeCommand {
  readonly command: string;
  readonly title: string;
  readonly arguments: readonly unknown[];
}

/** One line of a view, as plain data. Commands of context menus get it as their first argument. */
export interface TreeNode {
  /** The same for as long as it means the same thing, so that what was open stays open. */
  readonly id: string;
  /** Of the service, resource, question or secret it is about. */
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: { readonly id: string; readonly color: string | null };
  /** Words that menus look for: `service`, `ready`, `openable`. */
  readonly context: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly command: NodeCommand | null;
  readonly children: readonly TreeNode[];
  /** Where in a resource its children are; they are asked for when it is opened. */
  readonly inside: { readonly resource: string; readonly place: readonly string[] } | null;
  /** Open when it is seen for the first time. */
  readonly open: boolean;
}

/** Fills in what most lines do not have. */
export function node(of: Pick<TreeNode, 'id' | 'name' | 'label' | 'icon'> & Partial<TreeNode>): TreeNode {
  return { description: '', tooltip: '', context: [], evidence: [], command: null, children: [], inside: null, open: false, ...of };
}

/** Jumps to what was read: at once for one place, after a list for several. */
export function toEvidence(evidence: readonly Evidence[]): NodeCommand | null {
  if (evidence.length === 0) return null;
  return { command: 'groundwork.showEvidence', title: 'Show Evidence', arguments: [{ evidence }] };
}

export function place({ file, line }: Pick<Evidence, 'file' | 'line'>): string {
  return `${file}:${line}`;
}
