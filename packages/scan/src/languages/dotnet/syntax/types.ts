import { child, type Source, type SyntaxNode } from '../../../syntax/node.ts';

/** Types that hold a value of another type, which is the one of interest. */
const wrappers = new Set(['IOptions', 'IOptionsSnapshot', 'IOptionsMonitor', 'Task', 'ValueTask', 'Lazy', 'Nullable', 'Func']);

/** A type's name without arguments, nullability and wrapper; `null` where it is left to be inferred. */
export function typeName(source: Source, node: SyntaxNode | null): string | null {
  if (!node || node.type === 'implicit_type') return null;
  switch (node.type) {
    case 'nullable_type':
    case 'ref_type':
    case 'scoped_type':
      return typeName(source, child(node, 'type') ?? node.children[0] ?? null);
    case 'array_type':
      return `${typeName(source, child(node, 'type')) ?? ''}[]`;
    case 'generic_name': {
      const name = node.children[0] ? source.textOf(node.children[0]) : '';
      const [argument] = typeArguments(source, node);
      return wrappers.has(name) && argument ? argument : name;
    }
    case 'qualified_name':
    case 'alias_qualified_name': {
      const last = child(node, 'name');
      if (last?.type === 'generic_name') return typeName(source, last);
      return source
        .textOf(node)
        .replace(/^global::/, '')
        .replace(/\s/g, '');
    }
    default:
      return source.textOf(node).replace(/\s|<[\s\S]*>/g, '');
  }
}

/** The last names of a generic name's arguments: `Get<Mail.Options>` gives `Options`. */
export function typeArguments(source: Source, node: SyntaxNode): string[] {
  const list = node.children.find((each) => each.type === 'type_argument_list');
  return (list?.children ?? []).map((each) => typeName(source, each) ?? '');
}

/** Names of variables, fields and parameters that hold options: `IOptions<Mail> mail`. What they hold is their `.Value`. */
export function optionHolders(text: string): ReadonlySet<string> {
  if (!text.includes('IOptions')) return new Set();
  const declared = [...text.matchAll(/\bIOptions(?:Snapshot|Monitor)?<[\w.<>]+>\??\s+(\w+)/g)];
  const resolved = [...text.matchAll(/\b(\w+)\s*=[^;=]{0,200}\bGet(?:Required)?Service<IOptions(?:Snapshot|Monitor)?<[\w.<>]+>>\(\)\s*;/g)];
  return new Set([...declared, ...resolved].map((match) => match[1] ?? ''));
}
