import {
  findAgent,
  hashOfHead,
  installComponents,
  openReceipt,
  parseTicket,
  receiptSchema,
  ticketFolder,
  type Check,
  type Receipt,
  type ReceiptChecked,
  type ReceiptVerified,
  type Ticket,
} from '@groundwork/agent';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { realFolder } from '../local/folder.ts';
import { contentOf, findTicket, storedTickets } from './store.ts';

export interface VerifyTicketOptions {
  readonly host: Host;
  readonly env: NodeJS.ProcessEnv;
  /** What starts our own command line: it brings services up in a jail. */
  readonly own: readonly string[];
  /** Where relative files are meant from. */
  readonly cwd: string;
}

export interface TicketReceipt {
  readonly receipt: Receipt;
  /** The ticket whose head it was made for; `null` where it is not here. */
  readonly ticket: Ticket | null;
  /** Whether what it says is what is here. Nothing is executed. Throws `receipt.no_objects` (exit 3). */
  check(): Promise<ReceiptChecked>;
  /** Makes its checks again. Throws `receipt.no_ticket`, `receipt.no_tree`, `jail.*` (exit 3). */
  rerun(report: (check: Check) => void): Promise<ReceiptVerified>;
  close(): void;
}

/** Opens the receipt of a ticket of this folder, or one in a file. Throws `receipt.none` (exit 3), `receipt.invalid`, `ticket.unknown` (exit 2). */
export async function openTicketReceipt(dir: string, given: string, options: VerifyTicketOptions): Promise<TicketReceipt> {
  const { host, env, own, cwd } = options;
  const folder = realFolder(dir);
  const receipt = /\.json$/i.test(given)
    ? readReceipt(resolve(cwd, given), contentOf(cwd, given))
    : receiptOf(folder, findTicket(folder, given, cwd).ticket.id);
  const { id, hash } = receipt.ticket;
  const tickets = ticketsCalled(folder, id);
  const ticket = tickets.find(({ head }) => hashOfHead(head) === hash) ?? null;
  const opened = await openReceipt({ receipt, repository: folder, pack: ticketFolder(folder, id).change, host });
  return {
    receipt,
    ticket,
    check: () => opened.check(tickets.map(({ head }) => head)),
    rerun: (report) => {
      if (ticket === null) throw noTicket(receipt);
      const { command, folders } = findAgent('groundwork', { own, path: env['PATH'] ?? '' });
      return opened.rerun({ ticket, tools: { command, folders }, prepare: installComponents, report });
    },
    close: () => opened.close(),
  };
}

function receiptOf(folder: string, id: string): Receipt {
  const file = ticketFolder(folder, id).receipt;
  if (existsSync(file)) return readReceipt(file, readFileSync(file, 'utf8'));
  throw new GroundworkError({
    code: 'receipt.none',
    message: 'It was not worked on to its end, so there is no receipt',
    where: id,
    fix: `gw solve ${id}`,
    exit: exitCodes.notPossibleHere,
  });
}

function readReceipt(file: string, text: string): Receipt {
  try {
    return receiptSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new GroundworkError({
      code: 'receipt.invalid',
      message: 'That is no receipt, or something of it is missing or added',
      where: file,
      fix: 'It is as `gw solve` wrote it: .groundwork/tickets/ID/receipt.json',
      exit: exitCodes.usage,
      cause,
    });
  }
}

/** As it stands, and as it was approved. */
function ticketsCalled(folder: string, id: string): Ticket[] {
  const stored = storedTickets(folder).flatMap((each) => ('ticket' in each && each.ticket.id === id ? [each.ticket] : []));
  const { ticket: approved } = ticketFolder(folder, id);
  if (!existsSync(approved)) return stored;
  return [...stored, { ...parseTicket(readFileSync(approved, 'utf8'), join('tickets', `${basename(id)}.md`)), from: approved }];
}

const noTicket = ({ ticket }: Receipt): GroundworkError =>
  new GroundworkError({
    code: 'receipt.no_ticket',
    message: `The ticket it was made for, \`${ticket.id}\` with the head ${ticket.hash.slice(0, 12)}, is not here, so its checks cannot be made again`,
    where: `tickets/${ticket.id}.md`,
    fix: `Put back the head that was approved: git log -p tickets/${ticket.id}.md`,
    exit: exitCodes.notPossibleHere,
  });
