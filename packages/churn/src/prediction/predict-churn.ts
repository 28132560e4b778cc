import type { History, HistoryOptions } from '../history/history.ts';
import { recentHistory } from '../history/recent.ts';
import { operations } from '../operations/definitions.ts';
import { folderOf } from '../paths/language.ts';
import { daysBetween } from '../report/groups.ts';

export interface Prediction {
  readonly file: string;
  /** Share of lines written to it now that will be deleted or updated within the window, going by what became of earlier ones. */
  readonly share: number;
  /** Lines this rests on: written to the file, to its folder, and to the repository. */
  readonly lines: { readonly file: number; readonly folder: number; readonly repository: number };
}

export interface PredictOptions extends Omit<HistoryOptions, 'revision'> {
  readonly windowDays?: number;
}

/** Days of history that count: older habits say little of today's. */
const watchedDays = 365;

/** Lines of a file, or folder, after which it speaks for itself rather than for what it lies in. */
const ownVoice = 200;

/**
 * How likely lines that are written to these files now are to go again soon. Each file's own past is weighed against its folder's, and that
 * against the repository's, by how much there is of it. Files that are new are predicted by their folder.
 */
export async function predictChurn(repository: string, files: readonly string[], options: PredictOptions = {}): Promise<Prediction[]> {
  return predictionsOf(await recentHistory(repository, options), files, options.windowDays);
}

interface Past {
  of: number;
  churned: number;
}

/** `until`: index of the commit after which nothing is known; the last one by default. */
export function predictionsOf(
  history: History,
  files: readonly string[],
  windowDays = 14,
  until = history.commits.length - 1,
): Prediction[] {
  const { byFile, byFolder, all } = pastOf(history, windowDays, until);
  const general = weigh(all, 0.1, ownVoice / 10);
  return files.map((file) => {
    const path = Buffer.from(file, 'utf8').toString('latin1');
    const [own, around] = [byFile.get(path) ?? none, byFolder.get(folderOf(path)) ?? none];
    const share = weigh(own, weigh(around, general, ownVoice), ownVoice);
    return { file, share: Math.round(share * 1e4) / 1e4, lines: { file: own.of, folder: around.of, repository: all.of } };
  });
}

const none: Past = { of: 0, churned: 0 };

function weigh({ of, churned }: Past, general: number, weight: number): number {
  return (churned + weight * general) / (of + weight);
}

/** What was written in the last year, long enough ago to know, and what went of it. */
function pastOf(
  history: History,
  windowDays: number,
  until: number,
): { byFile: Map<string, Past>; byFolder: Map<string, Past>; all: Past } {
  const { paths, changes, deaths } = history.ledger;
  const [byFile, byFolder, all] = [new Map<string, Past>(), new Map<string, Past>(), { of: 0, churned: 0 }];
  const pasts = paths.map((path): readonly Past[] => [pastIn(byFile, path), pastIn(byFolder, folderOf(path)), all]);
  const counts = (commit: number): boolean => {
    const age = daysBetween(history, commit, until);
    return commit <= until && age >= windowDays && age < watchedDays + windowDays;
  };
  for (let row = 0; row < changes.rows; row++) {
    const operation = changes.column.operation[row] ?? 0;
    if (operation === operations.noop || operation === operations.moved || operation === operations.transition) continue;
    if (counts(changes.column.commit[row] ?? 0))
      for (const past of pasts[changes.column.path[row] ?? 0] ?? []) past.of += changes.column.came[row] ?? 0;
  }
  for (let row = 0; row < deaths.rows; row++) {
    const [origin, commit] = [deaths.column.origin[row] ?? 0, deaths.column.commit[row] ?? 0];
    if (deaths.column.operation[row] === operations.transition || commit > until || daysBetween(history, origin, commit) >= windowDays)
      continue;
    if (counts(origin)) for (const past of pasts[deaths.column.path[row] ?? 0] ?? []) past.churned += deaths.column.lines[row] ?? 0;
  }
  return { byFile, byFolder, all };
}

function pastIn(map: Map<string, Past>, name: string): Past {
  const past = map.get(name) ?? { of: 0, churned: 0 };
  map.set(name, past);
  return past;
}
