import { hashOfHead, type Receipt, type TicketHead } from '@groundwork/agent';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { readJson, replacePrivateFile, withLock } from '@groundwork/provision';
import { userStateFolder } from '@groundwork/target-local';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { realFolder } from '../local/folder.ts';

const approvalsSchema = z.strictObject({
  version: z.literal(1),
  folders: z.record(z.string(), z.record(z.string(), z.strictObject({ hash: z.string(), since: z.string() }))),
});

/** In the person's own state, as trust is: a repository could otherwise come with its tickets approved. */
export const approvalsFile = (): string => join(userStateFolder(), 'tickets.json');

const known = () => readJson(approvalsFile(), approvalsSchema)?.folders ?? {};

/** Whether a person approved exactly this head of a ticket. One that was changed since is not approved any more. */
export const isApproved = (dir: string, id: string, head: TicketHead): boolean => known()[realFolder(dir)]?.[id]?.hash === hashOfHead(head);

/**
 * Whether a receipt is of a head that this person approved. A repository could otherwise come with tickets that look resolved, and with
 * changes to be delivered.
 */
export const isOwn = (dir: string, id: string, { ticket }: Receipt): boolean => known()[realFolder(dir)]?.[id]?.hash === ticket.hash;

/** Keeps that a person approved a head: its commands may run in a jail, its budget may be spent. Throws `ticket.open` while something has to be decided. */
export async function approveTicket(dir: string, id: string, head: TicketHead): Promise<void> {
  requireDecided(id, head);
  const folder = realFolder(dir);
  mkdirSync(userStateFolder(), { recursive: true, mode: 0o700 });
  await withLock(`${approvalsFile()}.lock`, async () => {
    const folders = known();
    const tickets = { ...folders[folder], [id]: { hash: hashOfHead(head), since: new Date().toISOString() } };
    replacePrivateFile(approvalsFile(), JSON.stringify({ version: 1, folders: { ...folders, [folder]: tickets } }, null, 2));
  });
}

/** Questions without a default are answered, and there is something to prove. */
export function requireDecided(id: string, head: TicketHead): void {
  const open = head.questions.filter((question) => question.default === null && head.answers[question.id] === undefined);
  if (open.length > 0) {
    throw new GroundworkError({
      code: 'ticket.open',
      message: `${open.length === 1 ? 'A question has' : `${open.length} questions have`} to be answered first:\n${open.map(({ id: name, ask }) => `  ${name}  ${ask}`).join('\n')}`,
      fix: open.map(({ id: name, options }) => `gw ticket answer ${id} ${quoted(name)} ${quoted(options[0] ?? '...')}`).join('\n'),
      exit: exitCodes.usage,
    });
  }
  if (head['done when'].length === 0) {
    throw new GroundworkError({
      code: 'ticket.no_acceptance',
      message: 'Nothing under `done when` says when the ticket is done, so nothing could be proven',
      fix: `Write a command, a request or a test under \`done when\` of ${id}: one that fails now`,
      exit: exitCodes.usage,
    });
  }
}

const quoted = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);
