import { child, type Source, type SyntaxNode } from '../../syntax/node.ts';

/** Names of a file's own methods and attribute readers: what a bare identifier may call. */
export function methodNames(source: Source): Set<string> {
  const names = new Set<string>();
  const walk = (node: SyntaxNode, depth: number): void => {
    if (depth > 400) return;
    if (node.type === 'method' || node.type === 'singleton_method') {
      const name = child(node, 'name');
      if (name) names.add(source.textOf(name));
    } else if (node.type === 'call' && child(node, 'receiver') === null) {
      const method = child(node, 'method');
      if (method && /^attr_(reader|accessor)$/.test(source.textOf(method)))
        for (const each of child(node, 'arguments')?.children ?? [])
          if (each.type === 'simple_symbol') names.add(source.textOf(each).slice(1));
    }
    for (const each of node.children) walk(each, depth + 1);
  };
  walk(source.root, 0);
  return names;
}

/** Names a method, block or file assigns, those of methods inside it left out. */
export function localNames(node: SyntaxNode | null, source: Source): Set<string> {
  const names = new Set<string>();
  const add = (each: SyntaxNode | null): void => {
    if (each?.type === 'identifier') names.add(source.textOf(each));
    else if (each?.type === 'left_assignment_list' || each?.type === 'block_parameters' || each?.type === 'lambda_parameters')
      for (const inner of each.children) add(child(inner, 'name') ?? inner);
  };
  const walk = (each: SyntaxNode, depth: number): void => {
    if (depth > 400) return;
    if (depth > 0 && /^(method|singleton_method|class|module|singleton_class)$/.test(each.type)) return;
    if (each.type === 'assignment' || each.type === 'operator_assignment') add(child(each, 'left'));
    else if (each.type === 'for') add(child(each, 'pattern'));
    else if (each.type === 'exception_variable') add(each.children[0] ?? null);
    else if (each.type === 'block_parameters' || each.type === 'lambda_parameters') add(each);
    for (const inner of each.children) walk(inner, depth + 1);
  };
  if (node) walk(node, 0);
  return names;
}
