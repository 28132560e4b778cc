import { predictChurn } from '@groundwork/churn';
import type { Host } from '@groundwork/host';
import { join } from 'node:path';
import { PersonRepository } from '../git/person.ts';
import type { Jail } from '../jail/jail.ts';
import { ownFolder } from '../jail/scratch.ts';
import type { SolveOptions } from '../session/options.ts';
import { servedBy } from '../session/preview.ts';
import { openTreeJails } from '../session/tree-jails.ts';
import type { Ticket, TicketHead } from '../ticket/ticket.ts';
import { checkReceipt, receiptObjects, type ReceiptChecked } from './check-receipt.ts';
import type { Check, Receipt } from './receipt.ts';
import { verifyReceipt, type ReceiptVerified } from './verify-receipt.ts';

export interface OpenReceiptOptions {
  readonly receipt: Receipt;
  /** The person's; only read. */
  readonly repository: string;
  /** What `keepChange` wrote, where it is there. */
  readonly pack: string;
  readonly host: Host;
}

export interface RerunOptions extends Pick<SolveOptions, 'tools' | 'prepare' | 'machine' | 'environment'> {
  /** As it was approved. */
  readonly ticket: Ticket;
  /** Told of each check as soon as it was made again. */
  readonly report: (check: Check) => void;
}

/** A receipt, with what it speaks of. */
export interface OpenedReceipt {
  /** Compares what it says with what is here: nothing is executed. Throws `receipt.no_objects` (exit 3). */
  check(heads: readonly TicketHead[]): Promise<ReceiptChecked>;
  /** Makes its checks again, in fresh jails. Throws `receipt.no_tree`, `jail.*` (exit 3). */
  rerun(options: RerunOptions): Promise<ReceiptVerified>;
  close(): void;
}

/** Opens a receipt of somebody, on this machine or another, to see whether it is true. */
export async function openReceipt({ receipt, repository, pack, host }: OpenReceiptOptions): Promise<OpenedReceipt> {
  const { signal } = host;
  const person = await PersonRepository.open(repository, signal);
  const tips = (await person.text(['for-each-ref', '--format=%(objectname)', 'refs/heads', 'refs/remotes', 'refs/tags'])).split('\n');
  const { folder, remove } = ownFolder('groundwork-receipt-');
  try {
    const objects = await receiptObjects(join(folder, 'objects'), repository, pack, signal);
    return {
      check: (heads) => checkReceipt(receipt, { objects, tips: tips.filter(Boolean), heads }),
      rerun: async ({ ticket, tools, prepare, report, ...more }) => {
        const jails = await openTreeJails({ tools, host, ...more });
        try {
          return await verifyReceipt(receipt, {
            ticket,
            repository: objects.folder,
            scratch: join(folder, 'trees'),
            openJail: (tree) => jails.open(tree),
            prepare,
            ...(tools && { preview: (jail: Jail) => servedBy(jail, tools.command) }),
            predict: (files) => predictChurn(repository, files),
            mask: (text) => text,
            report,
            signal,
          });
        } finally {
          await jails.close();
        }
      },
      close: remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
}
