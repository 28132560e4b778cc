import type { Edit, Finding, Range } from '../finding.ts';
import { TextFile } from '../text-file.ts';

export interface FixPlan {
  /** Edits by file, none overlapping another. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  /** Findings whose fix is in them. */
  readonly fixed: readonly Finding[];
  /** Findings with a fix that would have changed the same text: for the next time. */
  readonly left: readonly Finding[];
}

/** Which fixes can be made together. What two of them insert at the same place, such as an import, is inserted once. */
export function planFixes(findings: readonly Finding[]): FixPlan {
  const edits = new Map<string, Edit[]>();
  const fixed: Finding[] = [];
  const left: Finding[] = [];
  for (const finding of findings) {
    if (!finding.fix) continue;
    const fresh = finding.fix.edits.filter((edit) => !edits.get(edit.file)?.some((other) => isSameEdit(edit, other)));
    const collides = fresh.some((edit) => edits.get(edit.file)?.some((other) => overlap(edit, other)));
    if (collides) {
      left.push(finding);
      continue;
    }
    for (const edit of fresh) edits.set(edit.file, [...(edits.get(edit.file) ?? []), edit]);
    fixed.push(finding);
  }
  return { edits, fixed, left };
}

const isSameEdit = (a: Edit, b: Edit): boolean => a.text === b.text && JSON.stringify(a.range) === JSON.stringify(b.range);

const isBefore = (line: number, column: number, otherLine: number, otherColumn: number): boolean =>
  line < otherLine || (line === otherLine && column <= otherColumn);

const isInsertion = ({ startLine, startColumn, endLine, endColumn }: Range): boolean => startLine === endLine && startColumn === endColumn;

function overlap({ range: a }: Edit, { range: b }: Edit): boolean {
  // Two insertions at one place would be in no order.
  const isSamePlace = isInsertion(a) && isInsertion(b) && a.startLine === b.startLine && a.startColumn === b.startColumn;
  return (
    isSamePlace ||
    !(isBefore(a.endLine, a.endColumn, b.startLine, b.startColumn) || isBefore(b.endLine, b.endColumn, a.startLine, a.startColumn))
  );
}

/** A text with edits made; ranges are those of the text before any of them. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const file = new TextFile('', text);
  const placed = edits
    .map(({ range, text: inserted }) => ({
      start: file.offset(range.startLine, range.startColumn),
      end: file.offset(range.endLine, range.endColumn),
      inserted,
    }))
    .toSorted((a, b) => b.start - a.start || b.end - a.end);
  return placed.reduce((whole, { start, end, inserted }) => whole.slice(0, start) + inserted + whole.slice(end), text);
}
