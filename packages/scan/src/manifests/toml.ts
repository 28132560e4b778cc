import { parse } from 'smol-toml';
import { Item, type Shape } from './item.ts';

/** A TOML file. Throws on broken syntax. Lines are those where a key is first written at or below its table. */
export function readToml(text: string): Item {
  const keys = new Map<string, number[]>();
  for (const [index, line] of text.split('\n').entries()) {
    const named = /^\s*(?:\[\[?\s*([^\]]+?)\s*\]\]?|"?([\w.-]+)"?\s*=)/.exec(line);
    for (const part of (named?.[1] ?? named?.[2] ?? '').split('.')) {
      const name = part.trim().replace(/^["']|["']$/g, '');
      if (!name) continue;
      const known = keys.get(name);
      if (known) known.push(index + 1);
      else keys.set(name, [index + 1]);
    }
  }
  const lineOf = (key: string, after: number): number => keys.get(key)?.find((line) => line >= after) ?? after;
  return itemOf(parse(text), 1, lineOf);
}

type LineOf = (key: string, after: number) => number;

function itemOf(value: unknown, line: number, lineOf: LineOf): Item {
  return new Item(line, () => shapeOf(value, line, lineOf));
}

function shapeOf(value: unknown, line: number, lineOf: LineOf): Shape {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((each) => itemOf(each, line, lineOf)) };
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'scalar', value, written: String(value) };
  if (typeof value === 'bigint') return { kind: 'scalar', value: Number(value), written: String(value) };
  if (typeof value !== 'object' || value === null) return { kind: 'nothing' };
  if (value instanceof Date) return { kind: 'scalar', value: value.toISOString(), written: value.toISOString() };
  return {
    kind: 'map',
    entries: Object.entries(value).map(([key, each]) => [key, itemOf(each, lineOf(key, line), lineOf)] as const),
  };
}
