import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { Item, nothing, type Shape } from './item.ts';
import { refuseDeep, unreadable } from './limits.ts';
import { lineFinder, type LineFinder } from './lines.ts';

/** A JSON file, with comments and trailing commas where the format has them. Throws on broken syntax. */
export function readJson(text: string): Item {
  const errors: ParseError[] = [];
  refuseDeep(text);
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) throw unreadable(`${printParseErrorCode(error.error)} at offset ${error.offset}`);
  return root ? itemOf(root, text, lineFinder(text)) : nothing();
}

function itemOf(node: Node, text: string, lineAt: LineFinder): Item {
  return new Item(lineAt(node.offset), () => shapeOf(node, text, lineAt));
}

function shapeOf(node: Node, text: string, lineAt: LineFinder): Shape {
  switch (node.type) {
    case 'object':
      return {
        kind: 'map',
        entries: (node.children ?? []).flatMap((property): (readonly [string, Item])[] => {
          const [key, value] = property.children ?? [];
          return key && value ? [[String(key.value), itemOf(value, text, lineAt)]] : [];
        }),
      };
    case 'array':
      return { kind: 'list', items: (node.children ?? []).map((child) => itemOf(child, text, lineAt)) };
    case 'string':
      return { kind: 'scalar', value: String(node.value), written: String(node.value) };
    case 'number':
    case 'boolean': {
      const written = text.slice(node.offset, node.offset + node.length);
      return { kind: 'scalar', value: node.type === 'number' ? Number(written) : written === 'true', written };
    }
    default:
      return { kind: 'nothing' };
  }
}
