import type { History } from '../history/history.ts';
import { folderOf, languageOf, shownPath } from '../paths/language.ts';
import type { CommitInfo } from '../record/change.ts';
import { duplicatesOf } from './duplicates.ts';
import { emptyGroup, Groups } from './groups.ts';
import type { ChurnGroup, ChurnReport } from './schema.ts';
import { survivalBy } from './survival.ts';

export interface ReportOptions {
  /** Days within which a line that is deleted or updated is churn; 14 by default. */
  readonly windowDays?: number;
  /** What a commit is said to be, `human` for example: one more way to group, with a curve of its own. */
  readonly classOf?: (commit: CommitInfo) => string;
}

/** Everything `groundwork churn --json` says. Pure: the same history gives the same report. */
export function reportChurn(history: History, { windowDays = 14, classOf }: ReportOptions = {}): ChurnReport {
  const { commits, authors, ledger } = history;
  const names = authors.map(({ name, email }) => `${name} <${email}>`);
  const months = commits.map(({ committed }) => iso(committed).slice(0, 7));
  const folders = ledger.paths.map((path) => shownPath(folderOf(path)));
  const languages = ledger.paths.map(languageOf);
  const classes = classOf ? commits.map(classOf) : null;
  const groups = new Groups(history, windowDays);
  const together = commits.map(() => 'all');
  const [all] = groups.by('commit', together);
  const inYears = months.map((month) => month.slice(0, 4));
  const [survival, years, ofClasses] = survivalBy(history, [together, inYears, ...(classes ? [classes] : [])]);
  const { operations, churn } = all ?? emptyGroup('all');
  return {
    version: 1,
    head: history.head,
    commits: commits.length,
    first: iso(commits[0]?.committed ?? 0),
    last: iso(commits.at(-1)?.committed ?? 0),
    history: history.walk,
    windowDays,
    totals: history.totals,
    operations,
    churn,
    months: groups.by('commit', months).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    authors: bySize(groups.by('commit', names)),
    folders: bySize(groups.by('path', folders)),
    languages: bySize(groups.by('path', languages)),
    classes: classes ? bySize(groups.by('commit', classes)) : [],
    reverts: history.reverts.map(({ commit, undoes, said, files }) => ({
      commit: commits[commit]?.sha ?? '',
      undoes: undoes === null ? null : (commits[undoes]?.sha ?? null),
      said,
      files,
    })),
    survival: {
      all: survival?.[0] ?? { name: 'all', lines: 0, died: 0, censored: 0, halfLife: null, points: [] },
      years: years ?? [],
      classes: ofClasses ?? [],
    },
    duplicates: duplicatesOf(history),
    leftOut: [...history.scope.globs],
    notes: [...history.notes],
  };
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** The largest first. */
function bySize(groups: readonly ChurnGroup[]): ChurnGroup[] {
  return groups.toSorted((a, b) => b.added + b.deleted - a.added - a.deleted || (a.name < b.name ? -1 : 1));
}
