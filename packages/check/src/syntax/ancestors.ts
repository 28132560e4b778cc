import type { SyntaxNode } from '@groundwork/scan';

/** The nodes around a node, outermost first. */
export function ancestorsOf(node: SyntaxNode, root: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let at: SyntaxNode | undefined = root; at && at !== node; ) {
    found.push(at);
    at = at.children.find((each) => each === node || (each.start <= node.start && node.end <= each.end && holds(each, node)));
  }
  return found;
}

/** Several nodes may have the same range: the one that has the node in it. */
function holds(around: SyntaxNode, node: SyntaxNode): boolean {
  return around.children.some((each) => each === node || (each.start <= node.start && node.end <= each.end && holds(each, node)));
}
