import type { Json } from '../text/json.ts';
import { Document, isAlias, isCollection, isMap, isNode, isPair, isScalar, isSeq, visit, type Node, type Pair } from 'yaml';

export type YamlValue = Json;

/** What is said about one entry of a document, by the keys that lead to it: above it, or beside a short value. */
export interface Comment {
  readonly at: readonly (string | number)[];
  readonly lines: readonly string[];
  readonly beside?: boolean;
}

export interface YamlOptions {
  /** Above everything. */
  readonly head?: readonly string[];
  readonly comments?: readonly Comment[];
  /** A blank line between entries down to this depth. */
  readonly airy?: number;
  /** An object that occurs twice is written once, under this name, and referred to after that. */
  readonly anchors?: ReadonlyMap<object, string>;
}

/** A list of words this short stands on one line. */
const shortList = 100;

/**
 * A value as YAML, with comments at what they are about. Everything is quoted that a reader of YAML 1.1 or 1.2 would take for
 * something else than text.
 */
export function yamlText(value: YamlValue, { head = [], comments = [], airy = 0, anchors = new Map() }: YamlOptions = {}): string {
  const { copy, names } = onlyNamedTwice(value, anchors);
  const document = new Document(copy, { compat: 'yaml-1.1', aliasDuplicateObjects: true });
  name(document, copy, names);
  visit(document, {
    Seq: (_, list) => {
      const words = list.items.every((item) => isScalar(item));
      if (words && JSON.stringify(list.toJSON()).length <= shortList) list.flow = true;
    },
  });
  if (airy > 0) spread(document.contents, airy);
  if (head.length > 0) document.commentBefore = commentOf(head);
  for (const comment of comments) place(document.contents, comment);
  return document.toString({ lineWidth: 0, nullStr: '', flowCollectionPadding: false });
}

/** The library refers to whatever object it meets twice: here only those that have a name are the same object still. */
function onlyNamedTwice(value: YamlValue, anchors: ReadonlyMap<object, string>): { copy: YamlValue; names: ReadonlyMap<object, string> } {
  const copies = new Map<object, YamlValue>();
  const names = new Map<object, string>();
  return { copy: copyOf(value), names };

  function copyOf(from: YamlValue): YamlValue {
    if (typeof from !== 'object' || from === null) return from;
    const known = copies.get(from);
    if (known !== undefined) return known;
    const copy = isList(from)
      ? from.map(copyOf)
      : Object.fromEntries(Object.entries(from).map(([key, each]) => [key, each === undefined ? undefined : copyOf(each)]));
    const wanted = anchors.get(from);
    if (wanted !== undefined) {
      copies.set(from, copy);
      names.set(copy, wanted);
    }
    return copy;
  }
}

/** `Array.isArray` does not tell a read-only list from an object. */
const isList = (value: YamlValue): value is readonly YamlValue[] => Array.isArray(value);

const commentOf = (lines: readonly string[]): string => lines.map((line) => ` ${line}`).join('\n');

/** Gives anchors a person's name; the library numbers them. Objects that occur once need none. */
function name(document: Document, value: YamlValue, anchors: ReadonlyMap<object, string>): void {
  const names = new Map<string, string>();
  visitBoth(document.contents, value, (node, own) => {
    const wanted = typeof own === 'object' && own !== null ? anchors.get(own) : undefined;
    if (!isCollection(node) || node.anchor === undefined || wanted === undefined) return;
    names.set(node.anchor, wanted);
    node.anchor = wanted;
  });
  visit(document, { Alias: (_, alias) => void (alias.source = names.get(alias.source) ?? alias.source) });
}

function visitBoth(node: unknown, value: unknown, visitor: (node: unknown, value: unknown) => void): void {
  visitor(node, value);
  if (isMap(node) && typeof value === 'object' && value !== null) {
    const entries = new Map(Object.entries(value));
    for (const { key, value: child } of node.items) if (isScalar(key)) visitBoth(child, entries.get(String(key.value)), visitor);
  }
  if (isSeq(node) && Array.isArray(value)) node.items.forEach((child, at) => visitBoth(child, value[at], visitor));
}

function spread(node: unknown, depth: number): void {
  if (!isMap(node)) return;
  for (const [at, { key, value }] of node.items.entries()) {
    if (at > 0 && isNode(key)) key.spaceBefore = true;
    if (depth > 1) spread(value, depth - 1);
  }
}

function place(contents: unknown, { at, lines, beside = false }: Comment): void {
  const found = lines.length === 0 ? null : find(contents, at);
  if (!found) return;
  const value = isPair(found) ? found.value : found;
  if (beside && isScalar(value)) value.comment = commentOf(lines);
  else {
    const node = isPair(found) ? found.key : found;
    if (isNode(node) && !isAlias(node)) node.commentBefore = commentOf(lines);
  }
}

/** The entry that the keys lead to; `null` where something on the way was written before. */
function find(from: unknown, [key, ...rest]: readonly (string | number)[]): Pair | Node | null {
  if (isSeq(from)) {
    const item = from.items[Number(key)];
    return rest.length === 0 ? (isNode(item) ? item : null) : find(item, rest);
  }
  if (!isMap(from)) return null;
  const pair = from.items.find((each) => isScalar(each.key) && each.key.value === key) ?? null;
  return rest.length === 0 || pair === null ? pair : find(pair.value, rest);
}
