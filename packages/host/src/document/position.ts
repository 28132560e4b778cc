import { isMap, isNode, isScalar, type Document } from 'yaml';

/** Offsets of the key at a path, or of the nearest thing around it that the document does have: from, and up to. */
export function spanOf(document: Document.Parsed, path: readonly PropertyKey[]): readonly [number, number] {
  for (let length = path.length; length > 0; length -= 1) {
    const span = spanAt(document, path.slice(0, length));
    if (span) return span;
  }
  return [0, 0];
}

function spanAt(document: Document.Parsed, path: readonly PropertyKey[]): readonly [number, number] | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = String(path.at(-1));
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === last) : undefined;
  const node = pair ? pair.key : document.getIn(path, true);
  return isNode(node) && node.range ? [node.range[0], node.range[1]] : null;
}
