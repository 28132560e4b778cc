import type { Decisions } from '@groundwork/blueprint';
import { memoryTree, Scanner } from '@groundwork/scan';
import { Checker } from './checker.ts';
import type { Finding } from './finding.ts';

export type Files = Readonly<Record<string, string>>;

/** What `gw check` finds in these files. */
export async function findingsIn(files: Files, decisions: Decisions = {}): Promise<Finding[]> {
  const tree = memoryTree('bakery', files);
  const reading = await new Scanner(tree).read({ decisions });
  return new Checker().check({ tree, reading, decisions });
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
