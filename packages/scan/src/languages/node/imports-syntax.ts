import { child, childOfType, type SyntaxNode } from '../../syntax/node.ts';
import { unquote } from './expressions.ts';
import type { NodeWalk } from './walk.ts';

/** `import` in all its forms. */
export function readImport(node: SyntaxNode, walk: NodeWalk): void {
  const line = walk.source.lineOf(node);
  const from = child(node, 'source');
  if (!from) return;
  const module = unquote(walk.source.textOf(from));
  const clause = childOfType(node, 'import_clause');
  if (!clause) return walk.builder.import({ local: '', module, name: null, line });
  for (const each of clause.children) {
    if (each.type === 'identifier') walk.builder.import({ local: walk.text(each), module, name: 'default', line });
    else if (each.type === 'namespace_import')
      walk.builder.import({ local: walk.text(each.children[0] ?? null), module, name: null, line });
    else if (each.type === 'named_imports') {
      for (const specifier of each.children) {
        const name = walk.text(child(specifier, 'name'));
        if (name) walk.builder.import({ local: walk.text(child(specifier, 'alias')) || name, module, name, line });
      }
    }
  }
}

/** `export`: what is handed on from another file becomes an import, what has another name outside an assignment to `exports`. */
export function readExport(node: SyntaxNode, walk: NodeWalk): void {
  const line = walk.source.lineOf(node);
  const from = child(node, 'source');
  const clause = childOfType(node, 'export_clause');
  if (from) {
    const module = unquote(walk.source.textOf(from));
    if (!clause) return walk.builder.import({ local: '*', module, name: '*', line });
    for (const specifier of clause.children) {
      const name = walk.text(child(specifier, 'name'));
      walk.builder.import({ local: walk.text(child(specifier, 'alias')) || name, module, name, line });
    }
    return;
  }
  for (const specifier of clause?.children ?? []) {
    const name = walk.text(child(specifier, 'name'));
    const alias = walk.text(child(specifier, 'alias'));
    if (alias && alias !== name) walk.builder.assign(['exports', alias], { kind: 'name', name, line }, line);
  }
  for (const each of node.children) if (each.type === 'decorator') walk.builder.expression(walk.read(each.children[0]));
  const value = child(node, 'value');
  const declaration = child(node, 'declaration');
  const isDefault = /^export\s+default\b/.test(walk.source.text.slice(node.start, node.start + 40));
  if (value) {
    walk.builder.assign(['exports', 'default'], walk.readNamed(value, 'default'), line);
  } else if (declaration) {
    if (isDefault) {
      const name = walk.text(child(declaration, 'name'));
      if (name) walk.builder.assign(['exports', 'default'], { kind: 'name', name, line }, line);
    } else for (const name of declaredNames(declaration, walk)) walk.builder.assign(['exports', name], { kind: 'name', name, line }, line);
    walk.statement(declaration);
  }
}

/** Functions and constants a declaration declares. */
function declaredNames(declaration: SyntaxNode, walk: NodeWalk): string[] {
  if (/^(generator_)?function_declaration$/.test(declaration.type)) return [walk.text(child(declaration, 'name'))];
  if (!/^(lexical|variable)_declaration$/.test(declaration.type)) return [];
  return declaration.children.flatMap((each) => {
    const name = child(each, 'name');
    return name?.type === 'identifier' ? [walk.text(name)] : [];
  });
}

/** `require("x")`, `require("x").y`, `await import("x")`. */
export function requiredModule(node: SyntaxNode, walk: NodeWalk): { module: string; name: string | null } | null {
  if (node.type === 'await_expression' || node.type === 'parenthesized_expression')
    return node.children[0] ? requiredModule(node.children[0], walk) : null;
  if (node.type === 'member_expression') {
    const inner = child(node, 'object');
    const found = inner ? requiredModule(inner, walk) : null;
    return found && found.name === null ? { module: found.module, name: walk.text(child(node, 'property')) } : null;
  }
  if (node.type !== 'call_expression') return null;
  const callee = child(node, 'function');
  const [argument] = child(node, 'arguments')?.children ?? [];
  const isRequire = callee?.type === 'import' || (callee?.type === 'identifier' && walk.text(callee) === 'require');
  return isRequire && argument?.type === 'string' ? { module: unquote(walk.source.textOf(argument)), name: null } : null;
}
