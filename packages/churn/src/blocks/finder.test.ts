import { expect, test } from 'vitest';
import { BlockFinder, duplicateBlocks } from './finder.ts';

const tide = [
  'const level = readings.at(-1).level;',
  'const rising = level > readings.at(-2).level;',
  'const warning = level > harbour.quay - margin;',
  'if (warning) ring(harbour.bell, level);',
  'log(`${harbour.name} stands at ${level}`);',
  'return { level, rising, warning };',
];

test('a block that stands elsewhere is found, however it is indented', () => {
  const tree = [
    { path: 'north.js', text: `// North harbour\n${tide.map((line) => `    ${line}`).join('\n')}\n` },
    { path: 'south.js', text: `// South harbour\n${tide.join('\r\n')}\r\n` },
  ];
  expect(duplicateBlocks([{ path: 'south.js', line: 2, lines: tide }], tree)).toEqual([
    { path: 'south.js', line: 2, lines: 6, alsoAt: [{ path: 'north.js', line: 2 }] },
  ]);
});

test('four lines, five that say nothing, and the lines themselves are no duplicates', () => {
  const plain = ['}', '', '} else {', '}', 'return;', '}'];
  const tree = [
    { path: 'north.js', text: tide.slice(0, 4).join('\n') },
    { path: 'south.js', text: tide.join('\n') },
    { path: 'east.js', text: plain.join('\n') },
  ];
  const added = [
    { path: 'south.js', line: 1, lines: tide },
    { path: 'west.js', line: 1, lines: plain },
  ];
  expect(duplicateBlocks(added, tree)).toEqual([]);
});

test('what is added twice is found, and a file that changes is looked at again', () => {
  const finder = new BlockFinder();
  const added = [
    { path: 'north.js', line: 1, lines: tide },
    { path: 'south.js', line: 4, lines: tide },
  ];
  expect(finder.find(added).map(({ path, alsoAt }) => [path, alsoAt])).toEqual([
    ['north.js', [{ path: 'south.js', line: 4 }]],
    ['south.js', [{ path: 'north.js', line: 1 }]],
  ]);
  finder.set('east.js', tide.join('\n'));
  expect(finder.find(added.slice(0, 1))).toHaveLength(1);
  finder.set('east.js', 'nothing here');
  expect(finder.find(added.slice(0, 1))).toEqual([]);
});
