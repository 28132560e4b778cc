import type { Import } from '../../syntax/module.ts';
import { child, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { localNames } from './imports.ts';

/** The imports of one declaration. Where no name is given, the one of the package's likely names that the file uses. */
export function importsOf(node: SyntaxNode, source: Source): Import[] {
  const specs = node.children.flatMap((each) => (each.type === 'import_spec_list' ? each.children : [each]));
  return specs.flatMap((spec): Import[] => {
    const written = child(spec, 'path');
    if (spec.type !== 'import_spec' || !written) return [];
    const module = source.textOf(written).slice(1, -1);
    const alias = child(spec, 'name');
    const line = source.lineOf(spec);
    if (alias?.type === 'dot') return [{ local: '*', module, name: '*', line }];
    const names = localNames(module);
    const local = alias ? source.textOf(alias) : (names.find((name) => source.text.includes(`${name}.`)) ?? names[0] ?? module);
    return [{ local, module, name: null, line }];
  });
}
