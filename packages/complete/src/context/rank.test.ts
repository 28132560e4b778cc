import { describe, expect, it } from 'vitest';
import { SourceIndex } from '../source/source-index.ts';
import { rankDefinitions } from './rank.ts';

function indexOf(files: Readonly<Record<string, string>>): SourceIndex {
  const index = new SourceIndex();
  for (const [path, text] of Object.entries(files)) index.put(path, '1', text);
  return index;
}

const ranked = (path: string, prefix: string, index: SourceIndex): string[] =>
  rankDefinitions({ path, prefix, suffix: '' }, index).map(({ definition }) => definition.name);

const declared = ['Anchor', 'Buoy', 'Crane', 'Dock', 'Ebb', 'Flag', 'Gull', 'Hull'];
const go = (text: string): string => `package quay\n\n${text}`;

describe('names of the same package, which no import tells of', () => {
  const harbour = {
    'quay/all.go': go(declared.map((name) => `func New${name}() int {\n\treturn 1\n}\n`).join('\n')),
    'quay/ferry.go': go(
      'func ferryIn(ship Ship) {\n\tberth := berthOf(ship)\n\tberth.Free()\n\tsignal := NewFlag()\n\tsignal.Raise()\n}\n',
    ),
    'quay/berth.go': go('type Ship struct{}\n\nfunc berthOf(ship Ship) Berth {\n\treturn Berth{}\n}\n\ntype Berth struct{}\n'),
  };

  it('are those that come next where the same was written before', () => {
    const prefix = go('func tugIn(ship Ship) {\n\tberth := berthOf(ship)\n\tberth.Free()\n\t');
    expect(ranked('quay/tug.go', prefix, indexOf(harbour)).filter((name) => name.startsWith('New'))[0]).toBe('NewFlag');
  });

  it('are asked again when a file has become another one', () => {
    const index = indexOf(harbour);
    index.put(
      'quay/ferry.go',
      '2',
      go('func ferryIn(ship Ship) {\n\tberth := berthOf(ship)\n\tberth.Free()\n\thull := NewHull()\n\thull.Check()\n}\n'),
    );
    const prefix = go('func tugIn(ship Ship) {\n\tberth := berthOf(ship)\n\tberth.Free()\n\t');
    expect(ranked('quay/tug.go', prefix, index).filter((name) => name.startsWith('New'))[0]).toBe('NewHull');
  });

  it('are one where each build has its own, and none where they have no name', () => {
    const index = indexOf({
      'quay/tide.go': go('func tideNow() int {\n\treturn 1\n}\n\nvar _ Tide = moon{}\n\nfunc init() {}\n'),
      'quay/tide_windows.go': go('func tideNow() int {\n\treturn 2\n}\n'),
    });
    const prefix = go('func high() int {\n\treturn ');
    expect(ranked('quay/high.go', prefix, index)).toEqual(['tideNow']);
    expect(rankDefinitions({ path: 'quay/high.go', prefix, suffix: '' }, index)[0]?.definition.path).toBe('quay/tide.go');
  });

  it('are types where a declaration begins', () => {
    const index = indexOf({ 'quay/berth.go': go('func berthOf() int {\n\treturn 1\n}\n\ntype berthSize struct{}\n') });
    expect(ranked('quay/tug.go', go(''), index)[0]).toBe('berthSize');
  });
});

it('words of a comment are not uses of what is called so', () => {
  const index = indexOf({
    'quay/tides.py': 'def dredge():\n    return 1\n\n\ndef moor(ship):\n    return ship\n',
    'quay/ferry.py': 'from quay.tides import dredge, moor\n',
  });
  const ways = rankDefinitions({ path: 'pilot/tug.py', prefix: '# dredge the basin\nmoor(1)\n', suffix: '' }, index).map(
    ({ definition, way }) => `${definition.name} ${way}`,
  );
  expect(ways).toEqual(['moor mentioned']);
});
