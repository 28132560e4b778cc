import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit, type Document, type Node } from 'yaml';
import { Item, nothing, type Shape } from './item.ts';
import { refuseDeep } from './limits.ts';

/** Merge keys deeper than this are circular or hostile. */
const mergeDepth = 20;

/** Documents of a YAML file. Aliases are followed only where a reader looks, so a file of nothing but aliases costs nothing. Throws on broken syntax. */
export function readYaml(text: string): Item[] {
  refuseDeep(text);
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent', merge: true });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const [error] = document.errors;
    if (error) throw error;
    return itemOf(document.contents, anchorsOf(document), lines);
  });
}

/** The first document of a YAML file, or nothing. */
export const readYamlDocument = (text: string): Item => readYaml(text)[0] ?? nothing();

type Anchors = () => ReadonlyMap<string, Node>;

function anchorsOf(document: Document): Anchors {
  let known: Map<string, Node> | null = null;
  return () => {
    if (known) return known;
    const found = new Map<string, Node>();
    visit(document, {
      Node: (_key, node) => {
        if ('anchor' in node && node.anchor) found.set(node.anchor, node);
      },
    });
    known = found;
    return found;
  };
}

function itemOf(node: unknown, anchors: Anchors, lines: LineCounter): Item {
  const found = followed(node, anchors);
  const range = isAlias(node) || isMap(node) || isSeq(node) || isScalar(node) ? node.range : null;
  const line = range ? Math.max(1, lines.linePos(range[0]).line) : 1;
  const tag = isMap(found) || isSeq(found) || isScalar(found) ? (found.tag ?? null) : null;
  return new Item(line, () => shapeOf(found, anchors, lines), tag);
}

function followed(node: unknown, anchors: Anchors): unknown {
  let at = node;
  for (let step = 0; isAlias(at); step++) {
    if (step > mergeDepth) return null;
    at = anchors().get(at.source);
  }
  return at;
}

function shapeOf(node: unknown, anchors: Anchors, lines: LineCounter): Shape {
  if (isMap(node)) {
    const entries = new Map<string, Item>();
    collect(node, entries, anchors, lines, 0);
    return { kind: 'map', entries: [...entries] };
  }
  if (isSeq(node)) return { kind: 'list', items: node.items.map((each) => itemOf(each, anchors, lines)) };
  if (!isScalar(node)) return { kind: 'nothing' };
  const { value, source } = node;
  if (typeof value === 'string' || typeof value === 'boolean') return { kind: 'scalar', value, written: String(value) };
  if (typeof value === 'number' || typeof value === 'bigint')
    return { kind: 'scalar', value: Number(value), written: source ?? String(value) };
  return { kind: 'scalar', value: null, written: '' };
}

/** Entries of a map with those it merges in (`<<: *defaults`): its own win. */
function collect(node: unknown, into: Map<string, Item>, anchors: Anchors, lines: LineCounter, depth: number): void {
  if (!isMap(node) || depth > mergeDepth) return;
  const merged: unknown[] = [];
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? (typeof key.value === 'symbol' ? '<<' : String(key.value)) : null;
    if (name === null) continue;
    if (name !== '<<') {
      if (!into.has(name)) into.set(name, itemAt(key, value, anchors, lines));
      continue;
    }
    const source = followed(value, anchors);
    merged.push(...(isSeq(source) ? source.items.map((each) => followed(each, anchors)) : [source]));
  }
  for (const source of merged) collect(source, into, anchors, lines, depth + 1);
}

/** A map's value, at the line of its key: that is where a person looks for it. */
function itemAt(key: unknown, value: unknown, anchors: Anchors, lines: LineCounter): Item {
  const item = itemOf(value, anchors, lines);
  const range = isScalar(key) ? key.range : null;
  return range ? new Item(lines.linePos(range[0]).line, () => item.shape, item.tag) : item;
}
