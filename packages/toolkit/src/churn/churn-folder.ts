import {
  accountFor,
  churnPage,
  commitsSince,
  gateOf,
  tableFor,
  type Account,
  type Gate,
  type GitClear,
  type Walk,
} from '@groundwork/churn';
import type { Host } from '@groundwork/host';
import { basename } from 'node:path';

/** Where deployments are known from. A forge is asked over the network, and only where that was wanted. */
export const deploymentSources = ['recorded', 'forge', 'tags'] as const;

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
  /** Which commits count; along first parents by default. */
  readonly walk?: Walk;
  /** Gits that read at once. */
  readonly shards?: number;
  /** Reads everything again and keeps nothing. */
  readonly fresh?: boolean;
  /** A change is looked at by itself: what leads to the last commit and not to this one. */
  readonly since?: string;
  /** How much of a change may rewrite what was only just written, between 0 and 1. */
  readonly max?: number;
  /** Whose deployments count for DORA's metrics; by default the environment deployed to most often. */
  readonly environment?: string;
  /** By default what Groundwork recorded, else tags. */
  readonly deployments?: (typeof deploymentSources)[number];
  /** Of the person: their token for a forge is told there. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface ChurnResult {
  readonly report: Account;
  /** The change by itself, where one was asked for. */
  readonly gate: Gate | null;
  /** The report as one HTML page. */
  page(): string;
  /** Commits read from git this time. */
  readonly read: number;
  /** Wall time, in milliseconds. */
  readonly ms: number;
}

/** Reads the history of the repository a folder lies in. Throws `churn.*`; executes nothing of it. */
export async function churnFolder(dir: string, options: ChurnOptions): Promise<ChurnResult> {
  const started = performance.now();
  const { since, max = null, deployments, environment = null, fresh = false, env = process.env, host } = options;
  // It speaks HTTP, which takes a while to load and is seldom wanted.
  const forge =
    deployments === 'forge' ? await (await import('./deployments.ts')).forgeDeployments(dir, { host, env, environment, fresh }) : null;
  const source = deployments === 'recorded' ? 'groundwork' : (deployments ?? null);
  const read = await accountFor(dir, { ...told(options), forge, deployments: source });
  const { history, attribution } = read;
  const account = { ...read.account, notes: [...read.account.notes, ...(forge?.notes ?? [])] };
  const change = since === undefined ? null : await commitsSince(dir, history, since);
  const { findings } = attribution;
  return {
    report: account,
    gate: change && gateOf(history, { ...change, findings, windowDays: account.windowDays, max }),
    page: () => churnPage(account, history, basename(dir)),
    read: history.read,
    ms: performance.now() - started,
  };
}

/** The table over years for several repositories taken together. Throws `churn.*`. */
export function churnTable(dirs: readonly string[], options: ChurnOptions): Promise<GitClear> {
  return tableFor(dirs, told(options));
}

function told({
  fresh = false,
  deployments: _source,
  env: _env,
  ...options
}: ChurnOptions): Omit<ChurnOptions, 'fresh' | 'deployments' | 'env'> & { readonly state?: null } {
  return fresh ? { ...options, state: null } : options;
}
