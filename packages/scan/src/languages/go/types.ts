import { child, childOfType, type Source, type SyntaxNode } from '../../syntax/node.ts';

/** What a Go type comes down to: its name without pointers, slices and type arguments. */
export interface PlainType {
  /** `redis.Options`, `Config`; `null` for functions, maps, channels and interfaces written out. */
  readonly name: string | null;
  readonly pointer: boolean;
  readonly slice: boolean;
  /** A struct written in place. */
  readonly struct: SyntaxNode | null;
}

const nothing: PlainType = { name: null, pointer: false, slice: false, struct: null };

/** A type node brought to its name. */
export function plainType(node: SyntaxNode | null, source: Source): PlainType {
  switch (node?.type) {
    case 'type_identifier':
    case 'qualified_type':
    case 'identifier':
    case 'selector_expression':
      return { ...nothing, name: source.textOf(node).replace(/\s+/g, '') };
    case 'pointer_type':
      return { ...plainType(node.children[0] ?? null, source), pointer: true };
    case 'slice_type':
    case 'array_type':
      return { ...plainType(child(node, 'element'), source), slice: true };
    case 'generic_type':
      return plainType(child(node, 'type'), source);
    case 'parenthesized_type':
      return plainType(node.children[0] ?? null, source);
    case 'struct_type':
      return { ...nothing, struct: node };
    default:
      return nothing;
  }
}

/** Types whose values have no members. */
export const isBasic = (name: string): boolean =>
  /^(string|bool|byte|rune|any|error|u?int(8|16|32|64|ptr)?|float(32|64)|complex(64|128))$/.test(name);

/** The type of what a function gives first, and whether it may fail as well. */
export function resultOf(node: SyntaxNode, source: Source): { readonly name: string | null; readonly fails: boolean } {
  const result = child(node, 'result');
  if (!result) return { name: null, fails: false };
  if (result.type !== 'parameter_list') return { name: plainType(result, source).name, fails: source.textOf(result) === 'error' };
  const declared = result.children.filter((each) => each.type === 'parameter_declaration');
  const types = declared.map((each) => child(each, 'type') ?? childOfType(each, 'type_identifier'));
  const last = types.at(-1);
  return { name: plainType(types[0] ?? null, source).name, fails: last ? source.textOf(last) === 'error' : false };
}
