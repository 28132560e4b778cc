import type { PlacedModule, SyntaxNode } from '@groundwork/scan';
import type { Edit } from '../finding.ts';
import type { TextFile } from '../text-file.ts';

/** What has to be added so that these modules can be used; `null` where it cannot be told where. */
export function importing(names: readonly string[], file: TextFile, placed: PlacedModule): readonly Edit[] | null {
  const missing = names.filter(
    (name) => !placed.module.imports.some((fact) => fact.module === name && fact.local === name && fact.name === null && !fact.lazy),
  );
  if (missing.length === 0) return [];
  if (placed.text !== file.text) return null;
  // Another thing of that name would be used instead.
  if (missing.some((name) => placed.module.imports.some((fact) => fact.local === name))) return null;
  const edit =
    placed.module.language === 'python'
      ? inPython(missing, file, placed.root)
      : placed.module.language === 'go'
        ? inGo(missing, file, placed.root)
        : null;
  return edit && [edit];
}

function inPython(names: readonly string[], file: TextFile, root: SyntaxNode): Edit | null {
  const textOf = (node: SyntaxNode): string => file.text.slice(node.start, node.end);
  const isImport = (node: SyntaxNode): boolean => /^import(_from)?_statement$/.test(node.type);
  const isBefore = (node: SyntaxNode): boolean =>
    node.type === 'comment' ||
    node.type === 'future_import_statement' ||
    (node.type === 'import_from_statement' && /^from\s+__future__/.test(textOf(node))) ||
    (node.type === 'expression_statement' && node.children.length === 1 && node.children[0]?.type === 'string');
  const first = root.children.find((node) => isImport(node) && !isBefore(node)) ?? root.children.find((node) => !isBefore(node));
  if (!first) return null;
  return {
    file: file.path,
    range: file.range(first.start, first.start),
    text: names.map((name) => `import ${name}\n`).join('') + (isImport(first) ? '' : '\n'),
  };
}

function inGo(names: readonly string[], file: TextFile, root: SyntaxNode): Edit | null {
  const declaration = root.children.find(({ type }) => type === 'import_declaration');
  const list = declaration?.children.find(({ type }) => type === 'import_spec_list');
  if (list) {
    const at = list.start + 1;
    return { file: file.path, range: file.range(at, at), text: names.map((name) => `\n\t"${name}"`).join('') };
  }
  const text = names.map((name) => `import "${name}"\n`).join('');
  if (declaration) return { file: file.path, range: file.range(declaration.start, declaration.start), text };
  const clause = root.children.find(({ type }) => type === 'package_clause');
  return clause ? { file: file.path, range: file.range(clause.end, clause.end), text: `\n\n${text.trimEnd()}` } : null;
}
