import { deliver, receiptSchema, ticketFolder, type Delivered } from '@groundwork/agent';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { readJson, replacePrivateFile } from '@groundwork/provision';
import { z } from 'zod';
import { realFolder } from '../local/folder.ts';
import { isOwn } from './approval.ts';

const deliveredSchema = z.strictObject({ branch: z.string(), commit: z.string() });

/** Makes a branch of a ticket that is resolved; delivered again it is the same one. Throws `ticket.not_approved`, `deliver.*`, `git.no_identity`. */
export async function deliverTicket(dir: string, id: string, host: Host): Promise<Delivered> {
  const folder = realFolder(dir);
  const place = ticketFolder(folder, id);
  const receipt = readJson(place.receipt, receiptSchema);
  if (receipt === null)
    throw new GroundworkError({
      code: 'deliver.not_resolved',
      message: 'It was not worked on to its end',
      where: id,
      fix: `gw solve ${id}`,
      exit: exitCodes.notPossibleHere,
    });
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

/** The branch that was made of a ticket's present receipt; `null` where none was. */
export function deliveredOf(folder: string, id: string): z.infer<typeof deliveredSchema> | null {
  return readJson(ticketFolder(folder, id).delivered, deliveredSchema);
}
