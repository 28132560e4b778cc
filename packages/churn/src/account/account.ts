import { attribute, type Attribution } from '../attribution/attribute.ts';
import { signedCommits } from '../attribution/merged.ts';
import { readRecords } from '../attribution/records.ts';
import { delivery, readReleases, type DeliveryOptions } from '../delivery/delivery.ts';
import { historyOf, type History, type HistoryOptions } from '../history/history.ts';
import { openRepository } from '../repository/repository.ts';
import { reportChurn } from '../report/report.ts';
import { gitClear, type Told } from '../table/gitclear.ts';
import type { GitClear } from '../table/schema.ts';
import type { Account } from './schema.ts';

export interface AccountOptions extends HistoryOptions, DeliveryOptions {
  /** Days within which a line that is deleted or updated is churn; 14 by default. */
  readonly windowDays?: number;
}

/** A repository whose lines are accounted for. */
export interface Accounted {
  readonly account: Account;
  readonly history: History;
  readonly attribution: Attribution;
}

/** Reads a history and gives everything that is known of it: lines, whose they are, the table over years, and how they were delivered. */
export async function accountFor(folder: string, { windowDays = 14, ...options }: AccountOptions = {}): Promise<Accounted> {
  const { history, attribution, releases } = await readAll(folder, options);
  const { findings, shares } = attribution;
  const bySha = new Map(history.commits.map(({ sha }, index) => [sha, index]));
  const report = reportChurn(history, { windowDays, classOf: ({ sha }) => findings[bySha.get(sha) ?? -1]?.class ?? 'unknown' });
  const commits = history.commits.flatMap(({ sha }, index) => {
    const finding = findings[index];
    return finding && finding.source !== 'none' ? [{ commit: sha, ...finding }] : [];
  });
  const account: Account = {
    ...report,
    attribution: { shares: [...shares], commits },
    table: gitClear([{ name: folder, history, classes: classesOf(attribution) }], windowDays),
    delivery: delivery(history, releases),
    notes: [...report.notes, ...attribution.notes, ...releases.notes],
  };
  return { account, history, attribution };
}

/** The table for several repositories together. */
export async function tableFor(folders: readonly string[], { windowDays = 14, ...options }: AccountOptions = {}): Promise<GitClear> {
  const told: Told[] = [];
  for (const folder of folders) {
    const { history, attribution } = await readAll(folder, options);
    told.push({ name: folder, history, classes: classesOf(attribution) });
  }
  return gitClear(told, windowDays);
}

const classesOf = ({ findings }: Attribution): Told['classes'] => findings.map((finding) => finding.class);

/** Who signed commits, and what was released, is read beside the history: git's diffs are what takes the time. */
async function readAll(folder: string, options: HistoryOptions & DeliveryOptions) {
  const repository = await openRepository(folder, options);
  try {
    const underway = Promise.withResolvers<void>();
    const signing = underway.promise.then(() => signedCommits(repository));
    const [history, signed, records, releases] = await Promise.all([
      historyOf(repository, options, underway.resolve),
      signing,
      underway.promise.then(() => readRecords(repository)),
      signing.then((known) => readReleases(repository, known, options)),
      // Soon wanted by all of them: git finds them while what was kept is read.
      repository.files(),
      repository.refs(),
    ]);
    return { history, attribution: attribute(history, { records, signed }), releases };
  } finally {
    repository.close();
  }
}
