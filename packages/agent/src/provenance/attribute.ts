import type { Change, ChangedFile } from '../verify/change/change.ts';
import { matchLines, rangesOf, type Line, type LineRange } from './match.ts';
import { hashOfLine, type ProvenanceRecord } from './record.ts';

export interface AttributedFile {
  readonly path: string;
  /** As the agent wrote them. */
  readonly agent: readonly LineRange[];
  /** Of the agent's, and changed by somebody since. */
  readonly edited: readonly LineRange[];
}

/** What of one commit goes back to one receipt. */
export interface Attribution {
  readonly record: ProvenanceRecord;
  readonly files: readonly AttributedFile[];
}

/** Maps known records onto what a commit added. Where two claim a line, the later one has it. */
export function attribute(change: Change, records: readonly ProvenanceRecord[]): readonly Attribution[] {
  const taken = new Map<string, Set<number>>();
  return records
    .toSorted((a, b) => compare(b.at, a.at) || compare(a.receipt, b.receipt))
    .flatMap((record) => {
      const files = change.files.flatMap((file) => attributedFile(file, record, taken));
      return files.length === 0 ? [] : [{ record, files }];
    });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function attributedFile(file: ChangedFile, record: ProvenanceRecord, taken: Map<string, Set<number>>): readonly AttributedFile[] {
  const of = taken.get(file.path) ?? new Set<number>();
  const added = file.lines
    .filter(({ line }) => !of.has(line))
    .map(({ line, text }): Line => ({ line, hash: hashOfLine(text), telling: /\w{3}/.test(text) }));
  const known = record.files.find(({ path }) => path === file.path) ?? renamed(added, record);
  if (!known || added.length === 0) return [];
  const { agent, edited } = matchLines(known.lines, added);
  if (agent.length === 0) return [];
  taken.set(file.path, new Set([...of, ...agent, ...edited]));
  return [{ path: file.path, agent: rangesOf(agent), edited: rangesOf(edited) }];
}

/** A file that was given another name holds most of what was written to it. */
function renamed(added: readonly Line[], record: ProvenanceRecord): ProvenanceRecord['files'][number] | undefined {
  const present = new Set(added.filter(({ telling }) => telling).map(({ hash }) => hash));
  return record.files.find(({ lines }) => lines.filter((line) => present.has(line)).length * 2 > lines.length);
}
