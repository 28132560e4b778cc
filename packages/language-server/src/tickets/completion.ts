import { ticketHeadSchema } from '@groundwork/agent/contract';
import { CompletionItemKind, type CompletionItem, type Position, type Range } from 'vscode-languageserver';
import { z } from 'zod';
import { alternatives, holds, keysOf, shapeAt, shapeOf, type Shape } from '../decisions/schema.ts';
import { rangeOf } from '../text/lines.ts';
import type { Snapshot } from '../workspace/workspace.ts';

const root = shapeOf(z.toJSONSchema(ticketHeadSchema, { io: 'input' }));

/** Where in a head somebody is writing. */
interface Place {
  /** The key of the head that it belongs to; `null` where that is being written. */
  readonly key: string | null;
  /** The key within it whose value is being written. */
  readonly inner: string | null;
  readonly writes: 'key' | 'value';
  readonly range: Range;
}

/** In the head of a ticket: keys that may stand there, and paths, services and commands of this repository. */
export function completeInHead(lines: readonly string[], position: Position, snapshot: Snapshot): CompletionItem[] {
  const place = placeIn(lines, position);
  if (!place) return [];
  const { key, inner, writes, range } = place;
  const shape = key === null ? root : shapeAt([key], root);
  if (!shape) return [];
  const written = (label: string, detail: string, newText: string, kind: CompletionItemKind, index: number): CompletionItem => ({
    label,
    kind,
    ...(detail === '' ? {} : { detail }),
    sortText: String(index).padStart(4, '0'),
    filterText: label,
    textEdit: { range, newText },
  });
  if (writes === 'value') {
    const values = valuesFor(key, inner, snapshot);
    return values.map((value, index) => written(value, '', quoted(value), CompletionItemKind.Value, index));
  }
  const own = key === null ? shape : itemOf(shape);
  if (!own) return valuesFor(key, null, snapshot).map((value, index) => written(value, '', quoted(value), CompletionItemKind.Value, index));
  const taken =
    key === null ? new Set(lines.slice(1, endOf(lines)).flatMap((line) => /^([\w ]+):/.exec(line)?.[1] ?? [])) : new Set<string>();
  const after = { map: ':\n  ', list: ':\n  - ', value: ': ' } as const;
  const names = new Map(keysOf(own).map(({ name, shape: of }) => [name, of]));
  return [...names]
    .filter(([name]) => !taken.has(name))
    .map(([name, of], index) => written(name, of?.description ?? '', `${name}${after[holds(of)]}`, CompletionItemKind.Property, index));
}

const endOf = (lines: readonly string[]): number => {
  const end = lines.findIndex((line, index) => index > 0 && /^---\s*$/.test(line));
  return end < 0 ? lines.length : end;
};

/** Told by lines alone: a head is broken while it is written. */
function placeIn(lines: readonly string[], { line, character }: Position): Place | null {
  if (!/^\uFEFF?---\s*$/.test(lines[0] ?? '') || line === 0 || line >= endOf(lines)) return null;
  const before = (lines[line] ?? '').slice(0, character);
  const above = lines.slice(1, line).findLast((each) => /^[\w ]+:/.test(each));
  const key = /^[\w ]+/.exec(above ?? '')?.[0] ?? null;
  const top = /^([\w ]*)$/.exec(before);
  if (top && !/^\s/.test(before)) return { key: null, inner: null, writes: 'key', range: rangeOf(line, 0, character) };
  const value = /^\s+(?:- )?([\w ]+):\s+(\S*)$/.exec(before);
  if (value) return { key, inner: value[1] ?? '', writes: 'value', range: rangeOf(line, character - (value[2] ?? '').length, character) };
  const item = /^\s+(?:- +)?([^\s:]*)$/.exec(before);
  return item && key !== null
    ? { key, inner: null, writes: 'key', range: rangeOf(line, character - (item[1] ?? '').length, character) }
    : null;
}

/** What an item of a list has, or a map itself; `null` where that is a plain value. */
function itemOf(shape: Shape): Shape | null {
  const items = alternatives(shape).flatMap(({ items }) => (items === undefined ? [] : [shapeOf(items)]));
  const of = items[0] ?? shape;
  return keysOf(of).length > 0 ? of : null;
}

function valuesFor(key: string | null, inner: string | null, { blueprint, reading }: Snapshot): string[] {
  const { paths } = reading.repository;
  if (inner === 'in') return foldersOf(paths);
  if (inner === 'test') return paths.filter((path) => /(?:^|[/._])(?:test|spec)s?[/._]|_test\.|test_/i.test(path)).slice(0, 300);
  if (inner === 'service') return blueprint.services.map(({ name }) => name);
  if (inner !== null || !/^(scope|protect|keep)$/.test(key ?? '')) return [];
  return [...foldersOf(paths).map((folder) => `${folder}/**`), ...paths.slice(0, 500)];
}

/** Folders near the top. */
function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/').slice(0, -1);
    for (let length = 1; length <= Math.min(parts.length, 3); length += 1) folders.add(parts.slice(0, length).join('/'));
  }
  return [...folders].sort().slice(0, 200);
}

/** `*` begins an alias in YAML, and `#` a comment. */
const quoted = (text: string): string => (/^[\w./][\w ./*@+-]*$/.test(text) ? text : JSON.stringify(text));
