import {
  deliver,
  parseTicket,
  publish,
  publishPlace,
  publishedSchema,
  receiptSchema,
  ticketFolder,
  type Delivered,
  type Published,
  type PublishPlace,
  type PublishResult,
  type Receipt,
} from '@groundwork/agent';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { readJson, replacePrivateFile } from '@groundwork/provision';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { realFolder } from '../local/folder.ts';
import { isOwn } from './approval.ts';

const deliveredSchema = z.strictObject({ branch: z.string(), commit: z.string() });

/** The branch of a ticket, and what of it left this machine. */
export interface TicketDelivered {
  readonly branch: string;
  readonly commit: string;
  /** Of what was pushed, whichever of its receipts that was of; `null` where nothing was. */
  readonly published: Published | null;
}

/** Makes a branch of a ticket that is resolved; delivered again it is the same one. Throws `ticket.not_approved`, `deliver.*`, `git.no_identity`. */
export async function deliverTicket(dir: string, id: string, host: Host): Promise<Delivered> {
  const folder = realFolder(dir);
  const place = ticketFolder(folder, id);
  const receipt = receiptOf(folder, id);
  if (!isOwn(folder, id, receipt))
    throw new GroundworkError({
      code: 'ticket.not_approved',
      message: 'What was verified is not what you approved',
      where: place.receipt,
      fix: `gw ticket approve ${id}, then gw solve ${id}`,
      exit: exitCodes.notPossibleHere,
    });
  const delivered = await deliver({ repository: folder, receipt, pack: place.change, signal: host.signal });
  const { branch, commit } = delivered;
  replacePrivateFile(place.delivered, `${JSON.stringify({ branch, commit })}\n`);
  return delivered;
}

export interface PublishTicketOptions {
  readonly host: Host;
  readonly env: NodeJS.ProcessEnv;
  /** Opens a pull request from the branch that is pushed, or updates the one that is open. */
  readonly request: { readonly draft: boolean } | null;
  readonly remote: string | null;
  readonly base: string | null;
  readonly notes: boolean;
}

/** Pushes the branch of a ticket, and opens a pull request: what a person asked for, since it leaves the machine. Throws `deliver.*`, `forge.*`. */
export async function publishTicket(
  dir: string,
  id: string,
  options: PublishTicketOptions,
): Promise<Delivered & { readonly published: PublishResult }> {
  const folder = realFolder(dir);
  const place = ticketFolder(folder, id);
  const delivered = await deliverTicket(folder, id, options.host);
  const published = await publish({
    ...options,
    repository: folder,
    receipt: receiptOf(folder, id),
    delivered,
    issue: approvedIssue(place.ticket),
    before: publishedOf(folder, id),
    keep: (done) => replacePrivateFile(place.published, `${JSON.stringify(done)}\n`),
  });
  return { ...delivered, published };
}

/** Where `publishTicket` would push and ask; nothing leaves the machine. Throws `deliver.*`. */
export function publishPlaceOf(dir: string, id: string, host: Host): Promise<PublishPlace> {
  const folder = realFolder(dir);
  return publishPlace(folder, receiptOf(folder, id).base, host.signal);
}

/** The branch that was made of a ticket's present receipt; `null` where none was. */
export function deliveredOf(folder: string, id: string): TicketDelivered | null {
  const delivered = readJson(ticketFolder(folder, id).delivered, deliveredSchema);
  return delivered && { ...delivered, published: publishedOf(folder, id) };
}

const publishedOf = (folder: string, id: string): Published | null => readJson(ticketFolder(folder, id).published, publishedSchema);

/** Of the head that was approved: what its file says by now may be somebody else's. */
function approvedIssue(file: string): string | null {
  try {
    return parseTicket(readFileSync(file, 'utf8'), file).head.issue ?? null;
  } catch {
    return null;
  }
}

function receiptOf(folder: string, id: string): Receipt {
  const receipt = readJson(ticketFolder(folder, id).receipt, receiptSchema);
  if (receipt !== null) return receipt;
  throw new GroundworkError({
    code: 'deliver.not_resolved',
    message: 'It was not worked on to its end',
    where: id,
    fix: `gw solve ${id}`,
    exit: exitCodes.notPossibleHere,
  });
}
