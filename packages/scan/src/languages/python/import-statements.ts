import type { Import } from '../../syntax/module.ts';
import { child, childOfType, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';

/** What an import statement brings into the file. */
export function importsIn(node: SyntaxNode, source: Source): Import[] {
  const line = source.lineOf(node);
  const text = (part: SyntaxNode | null): string => (part ? source.textOf(part) : '');
  if (node.type === 'import_statement') {
    return node.children.flatMap((each): Import[] => {
      if (each.type === 'aliased_import')
        return [{ local: text(child(each, 'alias')), module: text(child(each, 'name')), name: null, line }];
      if (each.type !== 'dotted_name') return [];
      // `import a.b` binds `a`; canonical names come out right when the first segment stands for itself.
      const whole = text(each);
      const first = whole.split('.')[0] ?? '';
      const bound: Import = { local: first, module: first, name: null, line };
      return whole === first ? [bound] : [bound, { local: whole, module: whole, name: null, line }];
    });
  }
  const module = text(child(node, 'module_name'));
  const all: Import[] = childOfType(node, 'wildcard_import') ? [{ local: '*', module, name: '*', line }] : [];
  return [
    ...all,
    ...childrenIn(node, 'name').map((each): Import => {
      const aliased = each.type === 'aliased_import';
      const name = text(aliased ? child(each, 'name') : each);
      return { local: aliased ? text(child(each, 'alias')) : name, module, name, line };
    }),
  ];
}
