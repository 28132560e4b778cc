import type { Decisions } from '@groundwork/blueprint';
import { memoryTree, readPlaced, Scanner, type SyntaxNode } from '@groundwork/scan';
import { Checker } from './checker.ts';
import type { Finding } from './finding.ts';
import { applyEdits, planFixes } from './fixes/apply.ts';

export type Files = Readonly<Record<string, string>>;

/** What `gw check` finds in these files. */
export async function findingsIn(files: Files, decisions: Decisions = {}, given: ReadonlySet<string> = new Set()): Promise<Finding[]> {
  const tree = memoryTree('bakery', files);
  const reading = await new Scanner(tree).read({ decisions });
  return new Checker().check({
    tree,
    reading,
    decisions,
    given,
    runtimes: new Map([
      ['python', '3.12'],
      ['node', '24'],
    ]),
  });
}

/** What one rule finds: `file:line:column text`, counted from 1 as people do, with the text of the range. */
export async function placesOf(rule: string, files: Files, decisions: Decisions = {}): Promise<string[]> {
  const found = await findingsIn(files, decisions);
  return found.filter((each) => each.rule === rule).map((each) => placeOf(each, files));
}

export function placeOf({ file, range }: Finding, files: Files): string {
  const lines = (files[file] ?? '').split('\n').slice(range.startLine, range.endLine + 1);
  const whole = lines.join('\n');
  const end = whole.length - (lines.at(-1) ?? '').length + range.endColumn;
  return `${file}:${range.startLine + 1}:${range.startColumn + 1} ${whole.slice(range.startColumn, end)}`;
}

/** The files with every fix of a rule made; each is read again, and has to be read whole. */
export async function fixedBy(rule: string, files: Files): Promise<Files> {
  const found = (await findingsIn(files)).filter((each) => each.rule === rule);
  const { edits } = planFixes(found);
  const fixed: Record<string, string> = { ...files };
  for (const [file, all] of edits) fixed[file] = applyEdits(files[file] ?? '', all);
  for (const file of edits.keys()) {
    const placed = await readPlaced(file, fixed[file] ?? '');
    if (placed && hasError(placed.root)) throw new TypeError(`${file} cannot be read any more:\n${fixed[file] ?? ''}`);
  }
  return fixed;
}

const hasError = (node: SyntaxNode): boolean => node.type === 'ERROR' || node.children.some(hasError);
