import { expect, test } from 'vitest';
import { cursorOf } from './cursor.ts';
import { child, type Source, type SyntaxNode } from './node.ts';
import { SyntaxParser } from './parser.ts';

async function parsed(text: string): Promise<Source> {
  const parser = await SyntaxParser.shared();
  await parser.load(['python']);
  return parser.parse('oven.py', text, 'python');
}

const outline = (node: SyntaxNode): unknown => [
  node.field === null ? node.type : `${node.field}:${node.type}`,
  ...node.children.map((each) => outline(each)),
];

test('a copied tree has the rules of the grammar and the tokens that a field names, nothing else', async () => {
  const source = await parsed('heat = base + \\\n  10  # degrees\n');
  expect(outline(source.root)).toEqual([
    'module',
    [
      'expression_statement',
      ['assignment', ['left:identifier'], ['right:binary_operator', ['left:identifier'], ['operator:+'], ['right:integer']]],
    ],
    ['comment'],
  ]);
});

test('nodes stand where their text does, whatever characters are before it', async () => {
  const source = await parsed('name = "Brötchen 🥨"\nloaves = bake(name)\n');
  const call = child(source.root.children[1]?.children[0] ?? source.root, 'right') ?? source.root;
  expect(source.textOf(call)).toBe('bake(name)');
  expect(source.lineOf(call)).toBe(2);
});

test('an empty file and a broken one give a tree', async () => {
  expect(outline((await parsed('')).root)).toEqual(['module']);
  expect((await parsed('def bake(:\n  oven = (')).root.children.length).toBeGreaterThan(0);
});

test('a runtime without the functions that walk trees is refused', () => {
  expect(() => cursorOf({})).toThrow(/lacks a function that walks trees/);
});
