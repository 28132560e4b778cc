import type { Decisions } from '@groundwork/blueprint';
import { Checker, rules, type Finding } from '@groundwork/check';
import type { Host } from '@groundwork/host';
import { openFolder, Scanner } from '@groundwork/scan';
import { givenNames } from '../local/secrets.ts';
import { decisionsFile, readDecisions } from '../decisions/read.ts';
import { counting, observed } from '../scan-folder.ts';
import { runtimesHere } from './runtimes.ts';

export interface CheckOptions {
  readonly host: Host;
}

export interface CheckResult {
  /** What the project is called. */
  readonly name: string;
  /** In order of place. */
  readonly findings: readonly Finding[];
  /** How many files the folder has, generated and vendored ones left out. */
  readonly files: number;
  /** Wall time, in milliseconds. */
  readonly ms: number;
  /** The text of a file of the folder, `null` when it is gone. */
  textOf(path: string): string | null;
}

/**
 * What would fail in a deployment of a folder, with the decisions in its `groundwork.yaml`. Executes nothing of it.
 * Throws `tree.*` when the folder cannot be read and `decisions.*` when `groundwork.yaml` is wrong.
 */
export async function checkFolder(dir: string, { host }: CheckOptions): Promise<CheckResult> {
  const started = performance.now();
  const tree = counting(openFolder(dir));
  const decisions = readDecisions(tree);
  noteUnknownRules(decisions, host);
  const reading = await new Scanner(tree).read({ decisions, host });
  const blueprint = observed(reading.blueprint, dir, tree, decisions);
  const runtimes = await runtimesHere();
  const findings = await new Checker().check({
    tree,
    reading,
    blueprint,
    decisions,
    runtimes,
    given: givenNames(dir),
    signal: host.signal,
  });
  return {
    name: blueprint.name,
    findings,
    files: tree.count(),
    ms: performance.now() - started,
    textOf: (path) => tree.read(path)?.text ?? null,
  };
}

/** A name that no rule has decides nothing, and nobody would notice. */
function noteUnknownRules({ checks = {} }: Decisions, host: Host): void {
  const known = new Set(rules.map(({ id }) => id));
  for (const name of Object.keys(checks)) {
    if (known.has(name)) continue;
    const message = `There is no rule called ${name}: the rules are ${[...known].join(', ')}`;
    host.notify({ type: 'note', level: 'warning', code: 'check.unknown_rule', message, where: decisionsFile });
  }
}
