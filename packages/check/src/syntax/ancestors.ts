import type { SyntaxNode } from '@groundwork/scan';

/** The nodes around a node, outermost first. */
export const ancestorsOf = (node: SyntaxNode, root: SyntaxNode): readonly SyntaxNode[] => pathTo(node, root) ?? [];

/** Several nodes may have the same range; the one that has the node in it counts. */
function pathTo(node: SyntaxNode, at: SyntaxNode): SyntaxNode[] | null {
  if (at === node) return [];
  for (const each of at.children) {
    if (each.start > node.start || each.end < node.end) continue;
    const path = pathTo(node, each);
    if (path) return [at, ...path];
  }
  return null;
}
