import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Attribution } from './attribute.ts';
import type { LineRange } from './match.ts';
import { recordSchema, type ProvenanceRecord } from './record.ts';

/** https://agent-trace.dev and https://github.com/cursor/agent-trace: version of the specification that records are written in. */
export const agentTraceVersion = '0.1.0';

/** Where Agent Trace records are kept with the commits they are about. The specification leaves the place open. */
export const agentTraceRef = 'refs/notes/agent-trace';

interface Range {
  readonly start_line: number;
  readonly end_line: number;
}

export interface TraceRecord {
  readonly version: string;
  readonly id: string;
  readonly timestamp: string;
  readonly vcs: { readonly type: 'git'; readonly revision: string };
  readonly tool: { readonly name: string; readonly version?: string };
  readonly files: readonly {
    readonly path: string;
    readonly conversations: readonly {
      readonly contributor: { readonly type: 'ai' | 'mixed'; readonly model_id?: string };
      readonly ranges: readonly Range[];
    }[];
  }[];
  /** What finds the lines again after the commit was rewritten. */
  readonly metadata: { readonly 'dev.groundwork': ProvenanceRecord };
}

/** One record of Agent Trace for what of a commit goes back to one receipt. `mixed` is what somebody changed afterwards. */
export function traceOf({ record, files }: Attribution, commit: string): TraceRecord {
  const model = record.model === null ? {} : { model_id: record.model.slice(0, 250) };
  return {
    version: agentTraceVersion,
    id: uuidOf(`${commit}:${record.receipt}`),
    timestamp: record.at,
    vcs: { type: 'git', revision: commit },
    tool: { name: record.agent, ...(record.agentVersion !== null && { version: record.agentVersion }) },
    files: files.map(({ path, agent, edited }) => ({
      path,
      conversations: [
        { contributor: { type: 'ai', ...model }, ranges: agent.map(rangeOf) },
        ...(edited.length > 0 ? [{ contributor: { type: 'mixed' as const, ...model }, ranges: edited.map(rangeOf) }] : []),
      ],
    })),
    metadata: { 'dev.groundwork': record },
  };
}

const rangeOf = ({ start, end }: LineRange): Range => ({ start_line: start, end_line: end });

/** The same for the same commit and receipt: version 8 of RFC 9562. */
function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const ours = z.object({ vcs: z.object({ revision: z.string() }), metadata: z.object({ 'dev.groundwork': recordSchema }) });

export interface KnownTrace {
  readonly revision: string;
  readonly record: ProvenanceRecord;
}

/** Our records among those of a note, which holds one a line. What others wrote is kept as it is. */
export function readTraceNote(note: string): { readonly ours: readonly KnownTrace[]; readonly others: readonly string[] } {
  const lines = note.split('\n').filter((line) => line.trim() !== '');
  const read = lines.map((line) => {
    try {
      return { line, trace: ours.safeParse(JSON.parse(line)).data };
    } catch {
      return { line, trace: undefined };
    }
  });
  return {
    ours: read.flatMap(({ trace }) => (trace ? [{ revision: trace.vcs.revision, record: trace.metadata['dev.groundwork'] }] : [])),
    others: read.filter(({ trace }) => !trace).map(({ line }) => line),
  };
}
