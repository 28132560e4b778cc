import { GroundworkError } from '@groundwork/host';
import type { Tree } from 'web-tree-sitter';

/** Functions that the WebAssembly runtime of `web-tree-sitter` exports. Each takes the address of a tree. */
const calls = {
  _ts_tree_root_node_wasm: 'puts the root node where the next call looks for a node',
  _ts_tree_cursor_new_wasm: 'puts a cursor on the node',
  _ts_tree_cursor_delete_wasm: 'frees the cursor',
  _ts_tree_cursor_goto_first_child_wasm: 'moves and gives 1, or stays and gives 0',
  _ts_tree_cursor_goto_next_sibling_wasm: 'the same',
  _ts_tree_cursor_goto_parent_wasm: 'the same',
  _ts_tree_cursor_current_node_type_id_wasm: 'index into the types of the grammar',
  _ts_tree_cursor_current_field_id_wasm: 'index into the fields of the grammar, 0 for none',
  _ts_tree_cursor_current_node_is_named_wasm: '1 for a rule of the grammar, 0 for a token without a name',
  _ts_tree_cursor_start_index_wasm: 'UTF-16 offset',
  _ts_tree_cursor_end_index_wasm: 'UTF-16 offset',
} as const;

/**
 * What walks a parsed tree in the runtime itself. The library's `TreeCursor` copies its place in and out for every question;
 * here the place stays in the runtime, which has room for one: one walk at a time.
 */
export type Runtime = { readonly [call in keyof typeof calls]: (tree: number) => number };

/** The object that `Parser.init` was given holds what the runtime exports from then on. */
export function checkedRuntime(exported: object): Runtime {
  if (isRuntime(exported)) return exported;
  throw new GroundworkError({
    code: 'syntax.runtime_changed',
    message: "The parser's runtime lacks a function that walks trees",
    where: 'web-tree-sitter',
    fix: 'Install the version of web-tree-sitter that the package asks for',
  });
}

const isRuntime = (exported: object): exported is Runtime =>
  Object.keys(calls).every((name) => typeof Reflect.get(exported, name) === 'function');

/** Where a tree lies in the runtime's memory. */
export const addressOf = (tree: Tree): number => Number(Reflect.get(tree, 0));
