import { createHash } from 'node:crypto';
import { z } from 'zod';
import { hashOf } from '../receipt/canonical.ts';
import type { Receipt } from '../receipt/receipt.ts';
import type { Change } from '../verify/change/change.ts';

/** Which lines an agent wrote under which receipt: by what they say, so that they are found again wherever they go. */
export const recordSchema = z.object({
  ticket: z.string(),
  ticketHash: z.string(),
  receipt: z.string().describe('SHA-256 of the canonical receipt'),
  agent: z.string(),
  agentVersion: z.string().nullable(),
  model: z.string().nullable(),
  at: z.string(),
  files: z.array(z.object({ path: z.string(), lines: z.array(z.string()).describe('Of each line in order, as `hashOfLine`') })),
});
export type ProvenanceRecord = z.infer<typeof recordSchema>;

/** Twelve hexadecimal digits of what a line says; how it ends does not count. */
export const hashOfLine = (text: string): string => createHash('sha256').update(text.replace(/\r$/, '')).digest('hex').slice(0, 12);

export function recordOf(receipt: Receipt, change: Change): ProvenanceRecord {
  return {
    ticket: receipt.ticket.id,
    ticketHash: receipt.ticket.hash,
    receipt: hashOf(receipt),
    agent: receipt.agent.name,
    agentVersion: receipt.agent.version,
    model: receipt.model,
    at: receipt.at,
    files: change.files.flatMap(({ path, lines }) =>
      lines.length === 0 ? [] : [{ path, lines: lines.map(({ text }) => hashOfLine(text)) }],
    ),
  };
}
