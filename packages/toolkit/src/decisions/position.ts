import { isMap, isNode, isScalar, type Document, type LineCounter } from 'yaml';

/** `line:column` of the key at a path, or of the nearest thing around it that the document does have. */
export function positionOf(document: Document.Parsed, path: readonly PropertyKey[], lines: LineCounter): string {
  for (let length = path.length; length > 0; length -= 1) {
    const offset = offsetOf(document, path.slice(0, length));
    if (offset === null) continue;
    const { line, col } = lines.linePos(offset);
    return `${line}:${col}`;
  }
  return '1:1';
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = String(path.at(-1));
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === last) : undefined;
  const node = pair ? pair.key : document.getIn(path, true);
  return isNode(node) && node.range ? node.range[0] : null;
}
