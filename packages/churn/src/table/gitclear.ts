import type { Class } from '../attribution/classes.ts';
import type { History } from '../history/history.ts';
import { Groups, shareOf } from '../report/groups.ts';
import type { ChurnGroup } from '../report/schema.ts';
import { correlate } from './correlation.ts';
import type { Cohort, GitClear, TableRow } from './schema.ts';

/** One repository of a table: its history, and whose work each commit is. */
export interface Told {
  readonly name: string;
  readonly history: History;
  readonly classes: readonly Class[];
}

/** Ages of projects in years, from and below; the last has no end. */
const ages = [
  { name: '0-1', below: 1 },
  { name: '1-2', below: 2 },
  { name: '2-5', below: 5 },
  { name: '5+', below: Infinity },
] as const;

const yearSeconds = 365.25 * 86_400;

/** Lines of one year, among projects of one age, by one class. */
interface Cell {
  readonly repository: string;
  readonly year: number;
  readonly age: string;
  readonly class: Class;
  readonly group: ChurnGroup;
}

/** The table for one repository or many: lines of all of them together. Pure. */
export function gitClear(repositories: readonly Told[], windowDays = 14): GitClear {
  const cells = repositories.flatMap((told) => cellsOf(told, windowDays));
  const cohorts = cohortsOf(cells);
  // One project has one age at a time: there is nothing to compare it with.
  const weights = repositories.length > 1 ? weightsOf(cells) : new Map<string, number>();
  const years = [...new Set(cells.map(({ year }) => year))].toSorted((a, b) => a - b);
  const rows = years.map((year) =>
    rowOf(
      year,
      cells.filter((cell) => cell.year === year),
      cohorts,
      weights,
    ),
  );
  const pairs = (value: (row: TableRow) => number | null): [number, number][] =>
    rows.flatMap((row): [number, number][] => {
      const y = value(row);
      return row.ai === null || y === null ? [] : [[row.ai, y]];
    });
  return {
    repositories: repositories.map(({ name }) => name),
    windowDays,
    years: rows,
    cohorts,
    correlations: (['churn', 'standardised'] as const)
      .filter((of) => of === 'churn' || repositories.length > 1)
      .map((of) =>
        correlate(
          of,
          pairs((row) => (of === 'churn' ? row.churn.share : row.standardised)),
        ),
      ),
  };
}

function cellsOf({ name, history, classes }: Told, windowDays: number): Cell[] {
  const { commits } = history;
  const first = commits[0]?.committed ?? 0;
  const labels = commits.map(({ committed }, index) => {
    const old = Math.max(0, committed - first) / yearSeconds;
    const age = ages.find(({ below }) => old < below)?.name ?? '5+';
    return `${new Date(committed * 1000).getUTCFullYear()} ${age} ${classes[index] ?? 'unknown'}`;
  });
  return new Groups(history, windowDays).by('commit', labels).map((group) => {
    const [year = '', age = '', of = ''] = group.name.split(' ');
    return { repository: name, year: Number(year), age, class: of === 'ai' || of === 'mixed' || of === 'human' ? of : 'unknown', group };
  });
}

function rowOf(year: number, cells: readonly Cell[], cohorts: readonly Cohort[], weights: ReadonlyMap<string, number>): TableRow {
  const total = (value: (group: ChurnGroup) => number, among = cells): number => among.reduce((sum, { group }) => sum + value(group), 0);
  const changed = total(changedLines);
  const part = (value: (group: ChurnGroup) => number): number | null => shareOf(total(value), changed);
  const [of, churned] = [total(({ churn }) => churn.ofAdded.of), total(({ churn }) => churn.ofAdded.churned)];
  const by = (...names: readonly Class[]): number | null =>
    shareOf(
      total(
        changedLines,
        cells.filter((cell) => names.includes(cell.class)),
      ),
      changed,
    );
  return {
    year,
    changed,
    added: part(({ operations }) => operations.added),
    deleted: part(({ operations }) => operations.deleted),
    updated: part(({ operations }) => operations.updated),
    moved: part(({ operations }) => operations.moved),
    copied: part(({ operations }) => operations.copied),
    copiedFromRepository: part(({ operations }) => operations.copiedFromRepository),
    findReplaced: part(({ operations }) => operations.findReplaced),
    churn: { of, churned, share: shareOf(churned, of) },
    standardised: standardised(
      cohorts.filter((cohort) => cohort.year === year),
      weights,
    ),
    ai: by('ai', 'mixed'),
    unknown: by('unknown'),
    open: total(({ churn }) => churn.ofAdded.open),
  };
}

const changedLines = ({ operations }: ChurnGroup): number =>
  Object.entries(operations).reduce((sum, [name, lines]) => (name === 'noop' ? sum : sum + lines), 0);

function cohortsOf(cells: readonly Cell[]): Cohort[] {
  const cohorts = new Map<string, { age: string; year: number; of: number; churned: number; names: Set<string> }>();
  for (const { year, age, group, repository } of cells) {
    const key = `${ages.findIndex(({ name }) => name === age)} ${year}`;
    const cohort = cohorts.get(key) ?? { age, year, of: 0, churned: 0, names: new Set() };
    cohort.of += group.churn.ofAdded.of;
    cohort.churned += group.churn.ofAdded.churned;
    cohort.names.add(repository);
    cohorts.set(key, cohort);
  }
  return [...cohorts.entries()]
    .toSorted((a, b) => a[0].localeCompare(b[0]))
    .map(([, { age, year, of, churned, names }]) => ({ age, year, of, churned, share: shareOf(churned, of), repositories: names.size }));
}

/** How much was written at each age, over all years: the mix that every year is compared with. */
function weightsOf(cells: readonly Cell[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { age, group } of cells) weights.set(age, (weights.get(age) ?? 0) + group.churn.ofAdded.of);
  return weights;
}

/** Direct standardisation, over the ages a year has: without a project of an age, nothing is known of it. */
function standardised(cohorts: readonly Cohort[], weights: ReadonlyMap<string, number>): number | null {
  let [sum, weight] = [0, 0];
  for (const { age, share } of cohorts) {
    if (share === null) continue;
    const of = weights.get(age) ?? 0;
    sum += share * of;
    weight += of;
  }
  return weight === 0 ? null : Math.round((sum / weight) * 1e6) / 1e6;
}
