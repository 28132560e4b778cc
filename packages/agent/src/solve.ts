import { replacePrivateFile } from '@groundwork/provision';
import type { Receipt } from './receipt/receipt.ts';
import { finish, notVerified, settle, verifyWork } from './session/finish.ts';
import type { SolveOptions } from './session/options.ts';
import { decide, plan, snapshot, work } from './session/phases.ts';
import { openPlace, type Place } from './session/place.ts';
import { Session } from './session/session.ts';
import { endOf } from './session/state.ts';
import { writeTicket } from './ticket/file.ts';

/**
 * Works on a ticket until there is a receipt: questions, approval, plan, work, verification. It may be killed anywhere and called
 * again with `resume`: it goes on from the last event, on the same snapshot. Throws `session.running` (exit 75) where another
 * process works on the ticket, `session.left` (exit 75) where a person left it, and `jail.*` (exit 3) where there is no jail.
 */
export async function solve(options: SolveOptions): Promise<Receipt> {
  const session = new Session(options);
  try {
    const { receipt } = session.state;
    if (receipt !== null && session.state.phase === 'done') return receipt;
    options.onControls?.(session.steering);
    await decide(session);
    replacePrivateFile(session.folder.ticket, writeTicket(options.ticket.head, options.ticket.text));
    await snapshot(session);
    const place = await openPlace(session);
    try {
      return await toReceipt(session, place);
    } finally {
      await place.close();
    }
  } finally {
    session.close();
  }
}

async function toReceipt(session: Session, place: Place): Promise<Receipt> {
  if (session.state.receipt !== null) return settle(session, session.state.receipt);
  // It was known before a kill, and would be found out again at some cost.
  const unresolved =
    endOf(session.state) ?? (await plan(session, place)) ?? (session.state.phase === 'working' ? await work(session, place) : null);
  if (unresolved !== null) return finish(session, notVerified(session, unresolved));
  session.enter('verifying');
  return finish(session, await verifyWork(session, place));
}
