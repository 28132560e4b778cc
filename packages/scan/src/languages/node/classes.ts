import type { Expression } from '../../syntax/expression.ts';
import type { Field } from '../../syntax/module.ts';
import { child, childOfType, type SyntaxNode } from '../../syntax/node.ts';
import { plainType } from './types.ts';
import type { NodeWalk } from './walk.ts';

/** A class: its decorators, its fields with those the constructor declares, and its methods. */
export function readClass(node: SyntaxNode, fallbackName: string | null, walk: NodeWalk): void {
  const name = walk.text(child(node, 'name')) || (fallbackName ?? '');
  const body = child(node, 'body');
  const heritage = childOfType(node, 'class_heritage');
  const bases = (heritage?.children ?? []).flatMap((each) =>
    each.type === 'extends_clause' ? [walk.read(child(each, 'value'))] : each.type === 'implements_clause' ? [] : [walk.read(each)],
  );
  const decoratorsOf = (each: SyntaxNode): Expression[] =>
    each.children.filter((inner) => inner.type === 'decorator').map((inner) => walk.read(inner.children[0]));
  const fields: Field[] = [];
  const constructed: Field[] = [];
  let pending: Expression[] = [];
  const methods: { node: SyntaxNode; decorators: Expression[] }[] = [];
  walk.inClass(name, () => {
    for (const each of body?.children ?? []) {
      if (each.type === 'decorator') {
        pending.push(walk.read(each.children[0]));
        continue;
      }
      const decorators = [...pending, ...decoratorsOf(each)];
      pending = [];
      if (each.type === 'public_field_definition' || each.type === 'field_definition') fields.push(fieldOf(each, decorators, walk));
      else if (each.type === 'method_definition') {
        methods.push({ node: each, decorators });
        if (walk.text(child(each, 'name')) === 'constructor') constructed.push(...parameterProperties(each, walk));
      }
    }
  });
  walk.builder.class({
    name,
    bases,
    decorators: decoratorsOf(node),
    fields: [...fields, ...constructed],
    line: walk.source.lineOf(node),
  });
  for (const method of methods) walk.method(method.node, name, method.decorators);
}

function fieldOf(node: SyntaxNode, decorators: Expression[], walk: NodeWalk): Field {
  const type = child(node, 'type');
  const value = child(node, 'value');
  const name = walk.expressions.keyOf(child(node, 'name') ?? child(node, 'property'));
  const plain = type ? plainType(walk.text(type)) : null;
  return {
    name,
    type: plain?.name ?? null,
    optional: (plain?.optional ?? false) || /^[^=:]*\?\s*[:=]/.test(walk.source.textOf(node)),
    value: value ? walk.readNamed(value, name) : null,
    decorators,
    tag: null,
    line: walk.source.lineOf(node),
  };
}

/** `constructor(private readonly config: ConfigService)`. */
function parameterProperties(node: SyntaxNode, walk: NodeWalk): Field[] {
  return (child(node, 'parameters')?.children ?? []).flatMap((each) => {
    if (!childOfType(each, 'accessibility_modifier') && !/^\s*(?:@\S+\s+)*readonly\b/.test(walk.source.textOf(each))) return [];
    return walk.parameter(each).map((parameter): Field => ({
      name: parameter.name,
      type: parameter.type,
      optional: false,
      value: { kind: 'name', name: parameter.name, line: walk.source.lineOf(each) },
      decorators: [],
      tag: null,
      line: walk.source.lineOf(each),
    }));
  });
}
