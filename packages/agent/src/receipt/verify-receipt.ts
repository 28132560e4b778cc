import { exitCodes, GroundworkError } from '@groundwork/host';
import { hashOfHead } from '../ticket/file.ts';
import { verify, type VerifyOptions } from '../verify/verify.ts';
import type { Receipt } from './receipt.ts';

/** What a receipt says otherwise than what was found out now. */
export interface ReceiptDifference {
  readonly what: string;
  readonly receipt: string;
  readonly now: string;
}

export interface ReceiptVerified {
  readonly holds: boolean;
  readonly differences: readonly ReceiptDifference[];
}

/**
 * Verifies a receipt by doing it again: the same ticket, base and tree, on clean trees, in fresh jails. What an agent cost and when it
 * was is not verified, since nothing of it can be done again. Throws `receipt.no_tree` where nothing was verified the first time.
 */
export async function verifyReceipt(receipt: Receipt, options: Omit<VerifyOptions, 'work' | 'base'>): Promise<ReceiptVerified> {
  if (receipt.tree === null)
    throw new GroundworkError({
      code: 'receipt.no_tree',
      message: 'The receipt says that nothing was verified, so nothing can be done again',
      where: receipt.ticket.id,
      fix: `gw solve ${receipt.ticket.id}`,
      exit: exitCodes.notPossibleHere,
    });
  const done = await verify({ ...options, base: receipt.base, work: { tree: receipt.tree } });
  done.close();
  const compared: readonly (readonly [string, string, string])[] = [
    ['the ticket', receipt.ticket.hash, hashOfHead(options.ticket.head)],
    ['the tree', receipt.tree, done.tree],
    ['the change', receipt.diffHash ?? 'none', done.diffHash],
    ['the outcome', outcomeWord(receipt.outcome), outcomeWord(done.outcome)],
    ...receipt.checks.map(({ id, state }) => [id, state, done.checks.find((check) => check.id === id)?.state ?? 'not made'] as const),
  ];
  const differences = compared.filter(([, then, now]) => then !== now).map(([what, then, now]) => ({ what, receipt: then, now }));
  return { holds: differences.length === 0, differences };
}

const outcomeWord = (outcome: Receipt['outcome']): string => (outcome.state === 'resolved' ? 'resolved' : outcome.reason);
