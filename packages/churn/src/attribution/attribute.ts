import type { History } from '../history/history.ts';
import { operations } from '../operations/definitions.ts';
import type { Note } from '../repository/note.ts';
import type { Class, Finding, Source } from './classes.ts';
import type { Attested } from './git-ai.ts';
import { mergedBy, type SignedCommit } from './merged.ts';
import type { Records } from './records.ts';

/** Whose work each commit of a history is, and how that is known. */
export interface Attribution {
  /** By commit. */
  readonly findings: readonly Finding[];
  /** How much rests on each source that says anything, the surest first. */
  readonly shares: readonly { readonly source: Source; readonly class: Class; readonly commits: number; readonly lines: number }[];
  readonly notes: readonly Note[];
}

const unknown: Finding = { class: 'unknown', source: 'none', tool: null, model: null, why: 'nothing says who or what wrote it' };

/** What tools recorded of the commits of a repository, and what these say of themselves. */
export interface Clues {
  readonly records: Records;
  /** Every commit that led to the head, by its id. */
  readonly signed: ReadonlyMap<string, SignedCommit>;
}

/**
 * Finds whose work each commit of a history is: records of the tools that wrote it first, then what it says of itself, then, for a merge,
 * what is known in the same way of the commits it merged. Where nothing is said it stays unknown.
 */
export function attribute(history: History, { records, signed }: Clues): Attribution {
  const merged = mergedBy(history.commits, signed);
  const lines = telling(history);
  const findings = history.commits.map(({ sha }, index) => {
    const commit = signed.get(sha);
    const brought = merged[index] ?? [];
    const own = commit ? findingOf(commit, records, lines[index] ?? 0) : unknown;
    return brought.length > 0 && own.source !== 'agent-trace' && own.source !== 'git-ai' ? ofMerged(brought, records) : own;
  });
  return { findings, shares: sharesOf(findings, lines), notes: records.notes };
}

/** `lines` that it changed, where that is known: records have to account for all of them to make it wholly somebody's. */
function findingOf(commit: SignedCommit, { traces, gitAi }: Records, lines: number | null): Finding {
  const trace = traces.get(commit.sha);
  const recorded = trace ? sum(trace) : gitAi.get(commit.sha);
  const by = recorded && ofRecord(recorded, trace ? 'agent-trace' : 'git-ai', lines);
  return by ?? commit.clue ?? unknown;
}

function ofRecord({ ai, human, tool, model }: Attested, source: Source, lines: number | null): Finding | null {
  if (ai + human === 0) return null;
  const rest = lines === null ? 0 : Math.max(0, lines - ai - human);
  const name = ai === 0 ? 'human' : human > 0 || rest > 0 ? 'mixed' : 'ai';
  const why = `${ai} lines by ${tool ?? 'a tool'}${model === null ? '' : ` (${model})`}, ${human} by people${rest > 0 ? `, ${rest} of which nothing is said` : ''}`;
  // Nothing is said of some: who wrote the others is no proof that these are a person's.
  return ai === 0 && rest > 0 ? null : { class: name, source, tool, model, why: why.replace(/[\p{Cc}\p{Cf}]/gu, '') };
}

function sum(records: readonly Attested[]): Attested {
  return {
    ai: records.reduce((lines, { ai }) => lines + ai, 0),
    human: records.reduce((lines, { human }) => lines + human, 0),
    tool: records.find(({ tool }) => tool !== null)?.tool ?? null,
    model: records.find(({ model }) => model !== null)?.model ?? null,
  };
}

/** A merge is what the commits it merged are: all of them, or mixed. */
function ofMerged(commits: readonly SignedCommit[], records: Records): Finding {
  const findings = commits.map((commit) => ({ sha: commit.sha, finding: findingOf(commit, records, null) }));
  const of = (name: Class): number => findings.filter(({ finding }) => finding.class === name).length;
  const [ai, mixed, human] = [of('ai'), of('mixed'), of('human')];
  const first =
    findings.find(({ finding }) => finding.class === 'ai' || finding.class === 'mixed') ??
    findings.find(({ finding }) => finding.class === 'human');
  if (!first) return findings[0] ? { ...unknown, ...onlyAutomation(findings.map(({ finding }) => finding)) } : unknown;
  const name = ai === commits.length ? 'ai' : human === commits.length ? 'human' : ai + mixed > 0 ? 'mixed' : 'unknown';
  const { tool, model, why } = first.finding;
  const part =
    name === 'human' || name === 'unknown'
      ? `${human} of ${commits.length} merged commits by people`
      : `${ai + mixed} of ${commits.length} merged commits`;
  return { class: name, source: 'merged', tool, model, why: `${part}; ${first.sha.slice(0, 10)}: ${why}` };
}

function onlyAutomation(findings: readonly Finding[]): Finding | null {
  return findings.every(({ source }) => source === 'automation') ? (findings[0] ?? null) : null;
}

/** Lines that each commit changed in more than whitespace. */
function telling({ ledger: { changes }, commits }: History): Int32Array {
  const lines = new Int32Array(commits.length);
  const { commit, operation, came } = changes.column;
  for (let row = 0; row < changes.rows; row++) {
    if (operation[row] === operations.noop || operation[row] === operations.transition) continue;
    const index = commit[row] ?? 0;
    lines[index] = (lines[index] ?? 0) + (came[row] ?? 0);
  }
  return lines;
}

function sharesOf(findings: readonly Finding[], lines: Int32Array): Attribution['shares'] {
  const shares = new Map<string, { source: Source; class: Class; commits: number; lines: number }>();
  for (const [index, { source, class: name }] of findings.entries()) {
    const share = shares.get(`${source} ${name}`) ?? { source, class: name, commits: 0, lines: 0 };
    share.commits++;
    share.lines += lines[index] ?? 0;
    shares.set(`${source} ${name}`, share);
  }
  const order = ['agent-trace', 'git-ai', 'trailer', 'author', 'message', 'merged', 'automation', 'none'];
  return [...shares.values()].toSorted((a, b) => order.indexOf(a.source) - order.indexOf(b.source) || a.class.localeCompare(b.class));
}
