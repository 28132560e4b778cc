import type { History } from '../history/history.ts';
import { blockNumber } from '../lines/blocks.ts';
import { blockLines } from '../operations/definitions.ts';
import { shownPath } from '../paths/language.ts';
import { shareOf } from './groups.ts';
import type { ChurnReport } from './schema.ts';

const mostBlocks = 20;
const mostPlaces = 20;

interface Place {
  readonly path: string;
  readonly line: number;
  readonly lines: number;
}

/** Blocks that stand twice or more at the last commit. A block that goes on longer in one place counts with what is common to all. */
export function duplicatesOf({ tree, totals }: History): ChurnReport['duplicates'] {
  const starts = new Map<number, Place[]>();
  let lines = 0;
  let counts = new Int32Array(1 << 12);
  for (const path of [...tree.files.keys()].toSorted()) {
    const file = tree.files.get(path);
    if (!file) continue;
    const { run } = file;
    const blocks = Math.max(0, file.length - blockLines + 1);
    if (blocks > counts.length) counts = new Int32Array(blocks * 2);
    tree.blocks.countAll(run, 0, blocks, counts);
    let covered = 0;
    let start = -1;
    for (let line = 0; line <= file.length; line++) {
      const stands = line < blocks && (counts[line] ?? 0) > 1;
      if (stands) {
        lines += line + blockLines - Math.max(covered, line);
        covered = line + blockLines;
        if (start < 0) start = line;
      } else if (start >= 0) {
        const key = blockNumber(run, start) ?? 0;
        const place = { path: shownPath(path), line: start + 1, lines: line - 1 + blockLines - start };
        const places = starts.get(key);
        if (places) places.push(place);
        else starts.set(key, [place]);
        start = -1;
      }
    }
  }
  const blocks = [...starts.values()]
    .filter((places) => places.length > 1)
    .map((places) => ({ lines: Math.min(...places.map((place) => place.lines)), places }))
    .toSorted((a, b) => b.lines * b.places.length - a.lines * a.places.length)
    .slice(0, mostBlocks)
    .map(({ lines: common, places }) => ({ lines: common, places: places.slice(0, mostPlaces).map(({ path, line }) => ({ path, line })) }));
  return { lines, share: shareOf(lines, totals.alive), blocks };
}
