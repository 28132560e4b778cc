import { GroundworkError } from '@groundwork/host';
import { predictChurn } from '@groundwork/churn';
import { replacePrivateFile } from '@groundwork/provision';
import { mkdirSync, rmSync } from 'node:fs';
import { keepChange } from '../deliver/keep.ts';
import type { Jail } from '../jail/jail.ts';
import type { Receipt } from '../receipt/receipt.ts';
import { hashOfHead } from '../ticket/file.ts';
import { verify } from '../verify/verify.ts';
import type { Unresolved } from './phases.ts';
import type { Place } from './place.ts';
import { servedBy } from './preview.ts';
import type { Session } from './session.ts';

type Verified = Pick<Receipt, 'outcome' | 'tree' | 'diffHash' | 'files' | 'checks'>;

/** Verifies on clean trees, whatever the agent says of its work. */
export async function verifyWork(session: Session, place: Place): Promise<Verified> {
  const { folder, options, ticket } = session;
  const { predict = (files) => predictChurn(options.repository, files) } = options;
  mkdirSync(folder.scratch, { recursive: true });
  const verification = await verify({
    ticket,
    repository: options.repository,
    base: session.state.base ?? 'HEAD',
    work: { folder: folder.snapshot },
    ...(predict && { predict }),
    scratch: folder.scratch,
    openJail: (tree) => place.openForTree(tree),
    prepare: options.prepare,
    ...(options.tools && { preview: (jail: Jail) => servedBy(jail, options.tools?.command ?? []) }),
    mask: session.mask,
    report: (check) => session.tell({ kind: 'check', check }),
    signal: options.host.signal,
  });
  try {
    const { outcome, tree, diffHash, files, checks } = verification;
    session.tell({ kind: 'changed', files: [...files] });
    if (outcome.state === 'resolved') await keepChange(verification.objects, { tree, base: session.state.base ?? 'HEAD' }, folder.change);
    return { outcome, tree, diffHash, files: [...files], checks: [...checks] };
  } finally {
    verification.close();
    rmSync(folder.scratch, { recursive: true, force: true });
  }
}

/** Nothing was verified, since the agent did not come to its end. */
export const notVerified = (session: Session, { reason, why }: Unresolved): Verified => ({
  outcome: { state: 'unresolved', reason, why },
  tree: null,
  diffHash: null,
  files: [...session.state.files],
  checks: [],
});

/** Writes the receipt down and ends the session. */
export function finish(session: Session, verified: Verified): Receipt {
  const { options, state, ticket } = session;
  const { agent } = options;
  if (state.base === null)
    throw new GroundworkError({ code: 'session.no_base', message: 'A session ended before it began', where: session.folder.root });
  const receipt: Receipt = {
    version: 1,
    ticket: { id: ticket.id, goal: ticket.head.goal, hash: hashOfHead(ticket.head) },
    ...verified,
    base: state.base,
    agent: { name: state.agent?.name ?? agent.name, version: state.agent?.version ?? null, command: [...agent.command] },
    model: `${options.model.provider}/${options.model.id}`,
    usage: session.usage(),
    seconds: session.seconds(),
    at: new Date().toISOString(),
  };
  session.tell({ kind: 'usage', usage: receipt.usage });
  session.tell({ kind: 'receipt', receipt });
  return settle(session, receipt);
}

/** The receipt as a file, for who reads no events. */
export function settle(session: Session, receipt: Receipt): Receipt {
  replacePrivateFile(session.folder.receipt, `${JSON.stringify(receipt, null, 2)}\n`);
  session.enter('done');
  return receipt;
}
