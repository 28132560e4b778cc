import { isWorkedOn, ticketFolder } from '@groundwork/agent';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { createLineReader } from '@groundwork/target-local';
import { appendFileSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { realFolder } from '../local/folder.ts';

/** What a person asks of a session that goes on in another process, as well as of one in this. */
export const sessionAskSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('steer'), text: z.string() }),
  z.strictObject({ kind: z.literal('stop') }),
  z.strictObject({ kind: z.literal('plan'), text: z.string().nullable().describe('What to do otherwise; `null` goes on') }),
]);
export type SessionAsk = z.infer<typeof sessionAskSchema>;

const fileOf = (folder: string, id: string): string => join(ticketFolder(folder, id).root, 'asked.jsonl');

/** Asks something of whoever works on a ticket. Throws `ticket.not_worked_on`. */
export function askSession(dir: string, id: string, ask: SessionAsk): void {
  const folder = realFolder(dir);
  if (!isWorkedOn(ticketFolder(folder, id))) {
    throw new GroundworkError({
      code: 'ticket.not_worked_on',
      message: `Nobody works on \`${id}\` now`,
      fix: `gw solve ${id}`,
      exit: exitCodes.usage,
    });
  }
  appendFileSync(fileOf(folder, id), `${JSON.stringify(ask)}\n`, { mode: 0o600 });
}

/** What is asked from now on; what was asked of an earlier session is over. */
export function readAsked(dir: string, id: string): () => SessionAsk[] {
  const file = fileOf(realFolder(dir), id);
  const lines = createLineReader(file, lstatSync(file, { throwIfNoEntry: false })?.size ?? 0);
  return () =>
    lines().flatMap((line) => {
      try {
        const ask = sessionAskSchema.safeParse(JSON.parse(line));
        return ask.success ? [ask.data] : [];
      } catch {
        return [];
      }
    });
}
