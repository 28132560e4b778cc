import type { Blueprint, Decisions } from '@groundwork/blueprint';
import { isSource, readPlaced, type PlacedModule, type Reading, type Tree } from '@groundwork/scan';
import type { Finding } from './finding.ts';
import { allowedIn, levelOf } from './decided.ts';
import { TextFile } from './text-file.ts';
import { ownersIn } from './owners.ts';
import { rules as allRules } from './rules/index.ts';
import type { FilePart, Pending, Report, Rule, Whole } from './rule.ts';

export interface CheckInput {
  readonly tree: Tree;
  /** What the scanner read of the same tree. */
  readonly reading: Reading;
  /** The blueprint to go by, where it is not the reading's own: with what running it showed. */
  readonly blueprint?: Blueprint;
  /** `groundwork.yaml`, already parsed. */
  readonly decisions?: Decisions;
  /** Paths whose content changed since the last check of this checker; without it every file is looked at again. */
  readonly changed?: ReadonlySet<string> | null;
  readonly rules?: readonly Rule[];
  /** Version of a language's runtime on this machine, for fixes that write it down. */
  readonly runtimes?: ReadonlyMap<string, string>;
  /** Names of variables whose value was given on this machine. */
  readonly given?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

interface KeptFile {
  readonly version: string | null;
  /** Read again once it was let go: the texts of a folder are as large as the folder. */
  readonly file: TextFile | null;
  /** Code that a person wrote, and a language reader parses. */
  readonly isSource: boolean;
  placed: Promise<PlacedModule | null> | null;
  /** A rule that looks at everything needs its syntax, and will again. */
  isAsked: boolean;
  /** Words that were asked about, and whether they stand in it. */
  readonly words: Map<string, boolean>;
  /** Whether rules that look at one file may find anything in it, and what they did. */
  readonly reports: { readonly interest: Map<FilePart, boolean>; readonly found: Map<Rule, readonly (Report | Pending)[]> };
}

/** Checks a tree once. Executes nothing of it; the same tree and decisions give the same findings, in order of place. */
export const check = (input: CheckInput): Promise<Finding[]> => new Checker().check(input);

/** Checks the same tree again and again, looking only at what changed: what an editor keeps open. */
export class Checker {
  readonly #kept = new Map<string, KeptFile>();

  async check({
    tree,
    reading,
    blueprint = reading.blueprint,
    decisions = {},
    changed = null,
    rules = allRules,
    runtimes = new Map(),
    given = new Set(),
    signal,
  }: CheckInput): Promise<Finding[]> {
    const known = new Set(reading.repository.paths);
    for (const path of this.#kept.keys()) if (!known.has(path)) this.#kept.delete(path);
    const fresh = new Set<string>();
    const keptOf = (path: string): KeptFile => {
      const kept = this.#kept.get(path);
      if (kept && (fresh.has(path) || (changed && !changed.has(path)))) return kept;
      fresh.add(path);
      if (kept?.version && kept.version === tree.version(path)) return kept;
      const content = known.has(path) ? tree.read(path) : null;
      const file = content && new TextFile(path, content.text);
      let held = file && new WeakRef(file);
      const made: KeptFile = {
        version: content?.version ?? null,
        get file() {
          if (held === null) return null;
          const known = held.deref();
          if (known) return known;
          const again = new TextFile(path, tree.read(path)?.text ?? '');
          held = new WeakRef(again);
          return again;
        },
        isSource: file !== null && isSource(path) && !file.isGenerated,
        placed: null,
        isAsked: false,
        words: new Map(),
        reports: { interest: new Map(), found: new Map() },
      };
      this.#kept.set(path, made);
      return made;
    };
    const whole: Whole = {
      blueprint,
      decisions,
      repository: reading.repository,
      services: reading.services,
      runtimes,
      given,
      file: (path) => keptOf(path).file,
      mentions: (word) => [...known].filter((path) => mentions(keptOf(path), word)),
      placed: (path) => {
        const kept = keptOf(path);
        kept.isAsked = true;
        return placedOf(kept);
      },
    };
    const ownersOf = ownersIn(reading, blueprint);
    const found: Finding[] = [];
    const places = new Set<string>();
    const take = (rule: Rule, report: Report): void => {
      const severity = levelOf(rule, report, decisions);
      if (severity === null) return;
      const { file, range, message, service = null, fix = null, more = null } = report;
      // Services that share their code share what is wrong with it.
      const place = [rule.id, file, range.startLine, range.startColumn, range.endLine, range.endColumn].join('\0');
      if (places.has(place)) return;
      places.add(place);
      if (allowedIn(keptOf(file).file, range.startLine, rule.id)) return;
      found.push({ rule: rule.id, severity, message, file, range, service, fix, more });
    };
    const inFiles = rules.filter(({ inFile }) => inFile !== undefined);
    let sinceBreath = performance.now();
    for (const path of known) {
      if (performance.now() - sinceBreath > 50) {
        await new Promise<void>((done) => setImmediate(done));
        sinceBreath = performance.now();
      }
      signal?.throwIfAborted();
      const kept = keptOf(path);
      for (const rule of inFiles) {
        if (!isOfInterest(rule, kept)) continue;
        const service = ownersOf(path).find((each) => rule.inFile?.matters?.(each) ?? true) ?? null;
        if (!service && rule.inFile?.of === 'source') continue;
        for (const each of await reportsOf(rule, kept)) {
          const report = typeof each === 'function' ? each({ whole, service }) : each;
          if (report) take(rule, { service: service?.name ?? null, ...report });
        }
      }
      // Syntax trees are large, and seldom asked for again.
      if (!kept.isAsked) kept.placed = null;
    }
    for (const rule of rules) {
      signal?.throwIfAborted();
      for (const report of (await rule.inRepository?.(whole)) ?? []) take(rule, report);
    }
    return found.sort(byPlace);
  }
}

/** Whether there may be anything in a file for a rule, from its text alone. */
function isOfInterest({ inFile }: Rule, kept: KeptFile): boolean {
  const { isSource: source, reports } = kept;
  if (!inFile || (inFile.of === 'source' && !source)) return false;
  let known = reports.interest.get(inFile);
  if (known === undefined) {
    const { file } = kept;
    reports.interest.set(inFile, (known = file !== null && inFile.interest.test(file.text)));
  }
  return known;
}

async function reportsOf(rule: Rule, kept: KeptFile): Promise<readonly (Report | Pending)[]> {
  const { inFile } = rule;
  const known = kept.reports.found.get(rule);
  const file = known ? null : kept.file;
  if (known || !inFile || !file) return known ?? [];
  const parses = kept.isSource && (inFile.parses?.(file.text) ?? true);
  const reports = [...inFile.look({ file, placed: parses ? await placedOf(kept) : null })];
  kept.reports.found.set(rule, reports);
  return reports;
}

function placedOf(kept: KeptFile): Promise<PlacedModule | null> {
  if (kept.placed) return kept.placed;
  const { file } = kept;
  return (kept.placed = file ? readPlaced(file.path, file.text) : Promise.resolve(null));
}

function mentions(kept: KeptFile, word: string): boolean {
  let known = kept.words.get(word);
  if (known === undefined) kept.words.set(word, (known = kept.file?.text.includes(word) ?? false));
  return known;
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  const order = a.range.startLine - b.range.startLine || a.range.startColumn - b.range.startColumn;
  return order || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
