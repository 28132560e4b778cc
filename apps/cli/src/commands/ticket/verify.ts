import { hashOf, type ReceiptClaim, type ReceiptVerified } from '@groundwork/agent';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { isApproved, openTicketReceipt, type TicketReceipt } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { ownCommand } from '../../ide/pages.ts';
import { cutEnd, visible, widthOfText } from '../../terminal/text.ts';
import { checkLine } from '../solve/receipt.ts';
import type { VerifyFlags } from './command.ts';
import { headLines } from './head.ts';

/** Says whether a receipt is true, and ends with 1 where it is not. Without `--rerun` nothing is executed. */
export async function verify(
  this: CliContext,
  { dir = this.cwd, json = false, rerun = false, yes = false }: VerifyFlags,
  given: string,
): Promise<void> {
  const opened = await openTicketReceipt(dir, given, { host: this.host, env: this.env, own: ownCommand(), cwd: this.cwd });
  const { out } = this;
  const { style } = out;
  const { receipt } = opened;
  try {
    const hash = hashOf(receipt);
    if (!json)
      out.line(`${style.strong(visible(receipt.ticket.id))}  ${style.quiet(`receipt ${hash.slice(0, 12)}, ${visible(receipt.at)}`)}`);
    const checked = await opened.check();
    if (!json) for (const each of checked.claims) out.line(claimLine(each, this));
    const again = rerun ? await makeAgain(this, opened, { dir, yes, json }) : null;
    if (this.host.signal.aborted) return;
    const holds = checked.holds && (again?.holds ?? true);
    if (json) out.line(JSON.stringify({ id: receipt.ticket.id, receipt: hash, holds, claims: checked.claims, rerun: again }, null, 2));
    else for (const line of closing(holds, again, { style, id: given })) out.line(line);
    if (!holds) this.endWith(exitCodes.failed);
  } finally {
    opened.close();
  }
}

function claimLine({ title, state, why }: ReceiptClaim, { out: { style, width } }: CliContext): string {
  const mark = state === 'holds' ? style.good('✔') : state === 'differs' ? style.bad('✘') : style.quiet('i');
  const fits = title.length + widthOfText(visible(why)) + 6 <= width;
  return `  ${mark} ${title}${fits ? '  ' : '\n      '}${style.quiet(cutEnd(visible(why), width - 8))}`;
}

/** A person agrees to what is run: the approval of the ticket, `--yes`, or an answer. */
async function makeAgain(
  { host, err, out }: CliContext,
  opened: TicketReceipt,
  { dir, yes, json }: { readonly dir: string; readonly yes: boolean; readonly json: boolean },
): Promise<ReceiptVerified | null> {
  const { ticket, receipt } = opened;
  if (ticket !== null && !yes && !isApproved(dir, ticket.id, ticket.head)) {
    if (!json) for (const line of headLines(ticket.head, new Map(), err)) err.line(line);
    if (!(await host.confirm('Run these commands in a jail?', false))) {
      if (host.signal.aborted) return null;
      throw new GroundworkError({
        code: 'ticket.not_approved',
        message: 'Its checks are commands of a ticket that you did not approve',
        where: receipt.ticket.id,
        fix: `gw ticket verify ${receipt.ticket.id} --rerun --yes, once you have read what \`gw ticket show ${receipt.ticket.id}\` prints`,
        exit: exitCodes.notPossibleHere,
      });
    }
  }
  if (!json && ticket !== null) out.line(`  ${out.style.quiet('on clean trees, in fresh jails')}`);
  return opened.rerun((check) => {
    if (!json) out.line(checkLine(check, out));
  });
}

function closing(
  holds: boolean,
  again: ReceiptVerified | null,
  { style, id }: { readonly style: CliContext['out']['style']; readonly id: string },
): string[] {
  const differences = (again?.differences ?? []).map(
    ({ what, receipt, now }) =>
      `    ${style.bad('✘')} ${visible(what)}  the receipt says ${visible(receipt)}, and now it is ${visible(now)}`,
  );
  const result = holds ? `  ${style.good('✔')} The receipt holds` : `  ${style.bad('✘')} The receipt does not hold`;
  const more =
    again === null && holds
      ? [`    Nothing was executed.  its checks again  ${style.command(visible(`gw ticket verify ${id} --rerun`))}`]
      : [];
  return ['', result, ...differences, ...more];
}
