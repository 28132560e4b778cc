import { GroundworkError } from '@groundwork/host';
import type { Tree } from 'web-tree-sitter';

/** What the WebAssembly runtime of `web-tree-sitter` calls them. Each takes the address of a tree. */
const exportedAs = {
  /** Puts the root node where `open` looks for a node. */
  chooseRoot: '_ts_tree_root_node_wasm',
  open: '_ts_tree_cursor_new_wasm',
  close: '_ts_tree_cursor_delete_wasm',
  /** These three move and give 1, or stay and give 0. */
  toFirstChild: '_ts_tree_cursor_goto_first_child_wasm',
  toNextSibling: '_ts_tree_cursor_goto_next_sibling_wasm',
  toParent: '_ts_tree_cursor_goto_parent_wasm',
  /** Index into the types of the grammar. */
  type: '_ts_tree_cursor_current_node_type_id_wasm',
  /** Index into the fields of the grammar, 0 for none. */
  field: '_ts_tree_cursor_current_field_id_wasm',
  /** 1 for a rule of the grammar, 0 for a token without a name. */
  isNamed: '_ts_tree_cursor_current_node_is_named_wasm',
  /** UTF-16 offsets. */
  start: '_ts_tree_cursor_start_index_wasm',
  end: '_ts_tree_cursor_end_index_wasm',
} as const;

/**
 * Walks a parsed tree in the runtime itself. The library's `TreeCursor` copies its place in and out for every question; here the
 * place stays in the runtime, which has room for one: one walk at a time.
 */
export type Cursor = { readonly [call in keyof typeof exportedAs]: (tree: number) => number };

/** `runtime` is the object that `Parser.init` was given: it holds what the runtime exports from then on. */
export function cursorOf(runtime: object): Cursor {
  const calls: object = Object.fromEntries(Object.entries(exportedAs).map(([call, name]) => [call, Reflect.get(runtime, name)]));
  if (isCursor(calls)) return calls;
  throw new GroundworkError({
    code: 'syntax.runtime_changed',
    message: "The parser's runtime lacks a function that walks trees",
    where: 'web-tree-sitter',
    fix: 'Install the version of web-tree-sitter that the package asks for',
  });
}

const isCursor = (calls: object): calls is Cursor => Object.values(calls).every((call) => typeof call === 'function');

/** Where a tree lies in the runtime's memory. */
export const addressOf = (tree: Tree): number => Number(Reflect.get(tree, 0));
