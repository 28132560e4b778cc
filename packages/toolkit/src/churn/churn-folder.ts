import { readHistory, reportChurn, type ChurnReport } from '@groundwork/churn';
import type { Host } from '@groundwork/host';

export interface ChurnOptions {
  readonly host: Host;
  /** Whose history is read; `HEAD` by default. */
  readonly revision?: string;
  /** Days within which a line that is deleted or updated is churn; 14 by default. */
  readonly windowDays?: number;
  /** Counts lockfiles, vendored and generated files too. */
  readonly everything?: boolean;
  /** More to leave out, as git's globs. */
  readonly exclude?: readonly string[];
  /** Gits that read at once. */
  readonly shards?: number;
  /** Reads everything again and keeps nothing. */
  readonly fresh?: boolean;
}

export interface ChurnResult {
  readonly report: ChurnReport;
  /** Commits read from git this time. */
  readonly read: number;
  /** Wall time, in milliseconds. */
  readonly ms: number;
}

/** Reads the history of the repository a folder lies in. Throws `churn.*`; executes nothing of it. */
export async function churnFolder(dir: string, { fresh = false, windowDays, ...options }: ChurnOptions): Promise<ChurnResult> {
  const started = performance.now();
  const history = await readHistory(dir, fresh ? { ...options, state: null } : options);
  const report = reportChurn(history, windowDays === undefined ? {} : { windowDays });
  return { report, read: history.read, ms: performance.now() - started };
}
