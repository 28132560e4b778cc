import { blockNumber, type Run } from '../lines/blocks.ts';
import { blockLines } from '../operations/definitions.ts';
import { contentsOf } from '../read/lines.ts';

/** Consecutive lines that a change adds. */
export interface AddedLines {
  readonly path: string;
  /** Where they start in the file after the change, counted from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

export interface DuplicateBlock {
  readonly path: string;
  readonly line: number;
  /** How many lines in a row. */
  readonly lines: number;
  /** Where else they stand: the start of each, where one starts right there. */
  readonly alsoAt: readonly { readonly path: string; readonly line: number }[];
}

const mostPlaces = 20;

/**
 * Finds blocks of `blockLines` or more added lines that stand elsewhere in a tree, or twice in what is added. Lines are the same when only
 * whitespace tells them apart; a block needs lines that say something, see `tellingInBlock`. Only files that change are read again.
 */
export class BlockFinder {
  readonly #files = new Map<string, Int32Array>();

  /** A file as it is after the change. */
  set(path: string, text: string | Uint8Array): void {
    this.#files.set(path, contentsOf(typeof text === 'string' ? Buffer.from(text, 'utf8') : text));
  }

  delete(path: string): void {
    this.#files.delete(path);
  }

  find(added: readonly AddedLines[]): DuplicateBlock[] {
    const runs = added.map(({ lines }): Run & { readonly length: number } => {
      const numbers = contentsOf(Buffer.from(lines.map((line) => line.replaceAll('\n', ' ')).join('\n'), 'utf8'));
      return { numbers, stride: 1, at: 0, length: numbers.length };
    });
    const wanted = new Map<number, { readonly path: string; readonly line: number }[]>();
    const number = (index: number, line: number): number | null => {
      const run = runs[index];
      return run ? blockNumber(run, line) : null;
    };
    for (const [index, run] of runs.entries())
      for (let line = 0; line + blockLines <= run.length; line++) {
        const block = number(index, line);
        if (block !== null) wanted.set(block, []);
      }
    if (wanted.size === 0) return [];
    for (const [path, numbers] of this.#files) {
      const run: Run = { numbers, stride: 1, at: 0 };
      for (let line = 0; line + blockLines <= numbers.length; line++) {
        const block = blockNumber(run, line);
        if (block !== null) wanted.get(block)?.push({ path, line: line + 1 });
      }
    }
    // A file that is not in the tree still repeats what stands in another.
    for (const [index, { path, line: first }] of added.entries()) {
      if (this.#files.has(path)) continue;
      for (let line = 0; line + blockLines <= (runs[index]?.length ?? 0); line++)
        wanted.get(number(index, line) ?? -1)?.push({ path, line: first + line });
    }
    return added.flatMap((lines, index) =>
      this.#blocksOf(lines, runs[index]?.length ?? 0, (line) => wanted.get(number(index, line) ?? -1) ?? []),
    );
  }

  /** The longest blocks of one run: lines are one block as long as the block of each stands elsewhere. */
  #blocksOf({ path, line: first }: AddedLines, length: number, placesOf: (line: number) => DuplicateBlock['alsoAt']): DuplicateBlock[] {
    const blocks: DuplicateBlock[] = [];
    const elsewhere = (line: number): DuplicateBlock['alsoAt'] =>
      line + blockLines > length ? [] : placesOf(line).filter((place) => place.path !== path || place.line !== first + line);
    for (let line = 0; line < length; line++) {
      const places = elsewhere(line);
      if (places.length === 0) continue;
      let end = line;
      while (elsewhere(end + 1).length > 0) end++;
      blocks.push({ path, line: first + line, lines: end - line + blockLines, alsoAt: places.slice(0, mostPlaces) });
      line = end;
    }
    return blocks;
  }
}

/** The same for a tree that is looked at once. `tree` is how the files are after the change. */
export function duplicateBlocks(
  added: readonly AddedLines[],
  tree: Iterable<{ readonly path: string; readonly text: string }>,
): DuplicateBlock[] {
  const finder = new BlockFinder();
  for (const { path, text } of tree) finder.set(path, text);
  return finder.find(added);
}
