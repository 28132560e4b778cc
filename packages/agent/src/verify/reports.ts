import { duplicateBlocks, type AddedLines, type Prediction } from '@groundwork/churn';
import type { Objects } from '../git/objects.ts';
import type { Change, ChangedFile } from './change/change.ts';
import { reported, type Judged } from './judged.ts';

/** Texts of a tree that are looked at for duplicates, in bytes: a file that is larger is generated. */
const largest = 500_000;

/** Blocks of added lines that stand elsewhere as well: told, and up to a person. */
export async function reportDuplicates(change: Change, objects: Objects): Promise<Judged> {
  const added = change.files.flatMap(runsOf);
  const texts = [...change.entries].filter(([path, { mode }]) => mode.startsWith('100') && isCode.test(path));
  const contents = await objects.read(texts.map(([, { hash }]) => hash));
  const tree = texts.flatMap(([path, { hash }]) => {
    const content = contents.get(hash);
    return content && content.length < largest && !content.includes(0) ? [{ path, text: content.toString('utf8') }] : [];
  });
  const places = duplicateBlocks(added, tree).map(({ path, line, lines, alsoAt }) => ({
    file: path,
    line,
    why: `${lines} lines that also stand at ${alsoAt
      .slice(0, 3)
      .map((at) => `${at.path}:${at.line}`)
      .join(', ')}`,
  }));
  const why =
    places.length === 0
      ? 'No block of five lines or more that is added stands elsewhere'
      : `${places.length === 1 ? '1 block' : `${places.length} blocks`} of added lines stand elsewhere as well`;
  return reported('duplicates', 'Blocks that stand twice', why, places);
}

const isCode = /\.(py|[cm]?[jt]sx?|go|rs|rb|php|java|kt|cs|vue|svelte|c|cc|cpp|h|swift|scala|sql|sh)$/;

function runsOf({ path, lines }: ChangedFile): readonly AddedLines[] {
  if (!isCode.test(path)) return [];
  const runs: { path: string; line: number; lines: string[] }[] = [];
  for (const { line, text } of lines) {
    const last = runs.at(-1);
    if (last && last.line + last.lines.length === line) last.lines.push(text);
    else runs.push({ path, line, lines: [text] });
  }
  return runs;
}

export type Predict = (files: readonly string[]) => Promise<readonly Prediction[]>;

/** How much of what is written is likely to be gone soon, going by the files it is written to. */
export async function reportChurn(change: Change, predict: Predict): Promise<Judged> {
  const written = change.files.filter(({ after, added }) => after !== null && added > 0);
  try {
    const predictions = new Map((await predict(written.map(({ path }) => path))).map((each) => [each.file, each]));
    const lines = written.reduce((all, { added }) => all + added, 0);
    const gone = written.reduce((all, { path, added }) => all + added * (predictions.get(path)?.share ?? 0), 0);
    const places = written.map(({ path }) => ({
      file: path,
      line: null,
      why: `${percent(predictions.get(path)?.share ?? 0)} of lines written to it are changed again within two weeks`,
    }));
    return reported(
      'churn',
      'Lines that are likely to change again',
      lines === 0 ? 'No line was written' : `${percent(gone / lines)} of ${lines} lines, going by the past of these files`,
      places,
    );
  } catch (error) {
    return reported(
      'churn',
      'Lines that are likely to change again',
      `Not known: ${error instanceof Error ? error.message : 'the history could not be read'}`,
    );
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
