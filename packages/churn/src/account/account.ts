import { attribute, type Attribution } from '../attribution/attribute.ts';
import { delivery, type DeliveryOptions } from '../delivery/delivery.ts';
import { readHistory, type History, type HistoryOptions } from '../history/history.ts';
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
  const history = await readHistory(folder, options);
  const attribution = await attribute(folder, history, options);
  const { findings, shares } = attribution;
  const { report: delivered, notes } = await delivery(folder, history, options);
  const bySha = new Map(history.commits.map(({ sha }, index) => [sha, index]));
  const report = reportChurn(history, { windowDays, classOf: ({ sha }) => findings[bySha.get(sha) ?? -1]?.class ?? 'unknown' });
  const commits = history.commits.flatMap(({ sha }, index) => {
    const finding = findings[index];
    return finding && finding.source !== 'none' ? [{ commit: sha, ...finding }] : [];
  });
  const classes = findings.map((finding) => finding.class);
  const account: Account = {
    ...report,
    attribution: { shares: [...shares], commits },
    table: gitClear([{ name: folder, history, classes }], windowDays),
    delivery: delivered,
    notes: [...report.notes, ...attribution.notes, ...notes],
  };
  return { account, history, attribution };
}

/** The table for several repositories together. */
export async function tableFor(folders: readonly string[], { windowDays = 14, ...options }: AccountOptions = {}): Promise<GitClear> {
  const told: Told[] = [];
  for (const folder of folders) {
    const history = await readHistory(folder, options);
    const { findings } = await attribute(folder, history, options);
    told.push({ name: folder, history, classes: findings.map((finding) => finding.class) });
  }
  return gitClear(told, windowDays);
}
