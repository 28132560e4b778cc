import { exitCodes, GroundworkError } from '@groundwork/host';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Objects } from '../git/objects.ts';
import { hashOfHead } from '../ticket/file.ts';
import type { TicketHead } from '../ticket/ticket.ts';
import { readChange, type Change } from '../verify/change/change.ts';
import { hashOf } from './canonical.ts';
import type { Receipt } from './receipt.ts';

/** One thing a receipt says, compared with what is there. `unknown`: there is nothing to compare it with. */
export interface ReceiptClaim {
  readonly id: 'ticket' | 'base' | 'tree' | 'change' | 'outcome' | 'commit';
  readonly title: string;
  readonly state: 'holds' | 'differs' | 'unknown';
  readonly why: string;
}

export interface ReceiptChecked {
  /** Nothing differs. */
  readonly holds: boolean;
  readonly claims: readonly ReceiptClaim[];
}

export interface CheckReceiptOptions {
  /** Of `receiptObjects`. */
  readonly objects: Objects;
  /** Commits from which what was made of a receipt is looked for: those of branches and tags. */
  readonly tips: readonly string[];
  /** Of the ticket, as it stands and as it was approved; none where it is not here. */
  readonly heads: readonly TicketHead[];
}

/**
 * The objects a receipt speaks of: those of a repository, and those that were kept where no branch was made.
 * @param folder Is made; may be thrown away when it is no longer used.
 */
export async function receiptObjects(folder: string, repository: string, pack: string, signal: AbortSignal): Promise<Objects> {
  const objects = await Objects.open(folder, repository, signal);
  // Each object is checked by git as it comes in.
  if (existsSync(pack)) await objects.run(['unpack-objects', '-q', '--strict'], readFileSync(pack));
  return objects;
}

/**
 * Compares what a receipt says with what is in a repository. Nothing is executed.
 * Throws `receipt.no_objects` (exit 3) where the commit or the tree it speaks of is not here.
 */
export async function checkReceipt(receipt: Receipt, { objects, tips, heads }: CheckReceiptOptions): Promise<ReceiptChecked> {
  const { base, tree } = receipt;
  await requireHere(objects, `${base}^{commit}`, 'the commit the work began on', receipt);
  const claims = [
    ticketClaim(receipt, heads),
    claim('base', 'The commit the work began on is here', true, base),
    ...(tree === null ? [] : await claimsOfTree(receipt, tree, objects)),
    outcomeClaim(receipt),
    ...(tree === null ? [] : [await commitClaim(receipt, tree, tips, objects)]),
  ];
  return { holds: claims.every(({ state }) => state !== 'differs'), claims };
}

const claim = (id: ReceiptClaim['id'], title: string, holds: boolean, why: string): ReceiptClaim => ({
  id,
  title,
  state: holds ? 'holds' : 'differs',
  why,
});

function ticketClaim({ ticket }: Receipt, heads: readonly TicketHead[]): ReceiptClaim {
  const title = 'The ticket is the one that was approved';
  if (heads.length === 0) return { id: 'ticket', title, state: 'unknown', why: `There is no ticket ${ticket.id} here` };
  const same = heads.some((head) => hashOfHead(head) === ticket.hash && head.goal === ticket.goal);
  return claim('ticket', title, same, same ? ticket.id : 'Its head says something else now');
}

async function claimsOfTree(receipt: Receipt, tree: string, objects: Objects): Promise<readonly ReceiptClaim[]> {
  await requireHere(objects, `${tree}^{tree}`, 'what was verified', receipt);
  const change = await readChange(objects, await objects.treeOf(receipt.base), tree);
  const broken = await brokenFiles(change, objects);
  const sameHash = change.hash === receipt.diffHash;
  const sameFiles = hashOf(change.files.map(({ path, added, deleted }) => ({ path, added, deleted }))) === hashOf(receipt.files);
  const counted = `${change.files.length} ${change.files.length === 1 ? 'file' : 'files'}`;
  const wrong = sameHash ? 'It lists other files or other numbers of lines' : 'It is another change than the tree holds';
  return [
    claim('tree', 'What was verified is here, whole', broken.length === 0, broken.length === 0 ? tree : `Not whole: ${broken.join(', ')}`),
    claim('change', 'The change is the one that was verified', sameHash && sameFiles, sameHash && sameFiles ? counted : wrong),
  ];
}

/** Files whose contents are not what their names say: git does not look at each reading. */
async function brokenFiles({ files }: Change, objects: Objects): Promise<string[]> {
  const wanted = files.flatMap(({ path, after }) => (after !== null && after.mode !== '160000' ? [{ path, hash: after.hash }] : []));
  const contents = await objects.read(wanted.map(({ hash }) => hash));
  return wanted.flatMap(({ path, hash }) => {
    const content = contents.get(hash);
    const algorithm = hash.length === 40 ? 'sha1' : 'sha256';
    const is = content && createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest('hex');
    return is === hash ? [] : [path];
  });
}

function outcomeClaim({ outcome, checks, tree }: Receipt): ReceiptClaim {
  const failed = checks.filter(({ state }) => state === 'failed');
  const shown = checks.some(({ state, after }) => state === 'passed' && after !== null && after.exit !== null);
  const says = outcome.state === 'resolved' ? 'resolved' : outcome.reason;
  const title = `That it is ${outcome.state} follows from its checks`;
  if (tree === null) return claim('outcome', title, outcome.state === 'unresolved', `${says}: nothing was verified`);
  if (outcome.state === 'unresolved')
    return claim('outcome', title, failed.length > 0, failed.length > 0 ? says : 'None of its checks failed');
  if (failed.length > 0)
    return claim('outcome', title, false, `${failed.length} of its checks failed: ${failed.map(({ id }) => id).join(', ')}`);
  return claim(
    'outcome',
    title,
    shown,
    shown ? `${checks.filter(({ state }) => state === 'passed').length} passed` : 'Nothing was executed',
  );
}

/** What commits after the base, on whatever branch, say of it: one carries its hash, or has its tree. */
async function commitClaim(receipt: Receipt, tree: string, tips: readonly string[], objects: Objects): Promise<ReceiptClaim> {
  const hash = hashOf(receipt);
  const title = 'The commit that was made of it holds exactly that';
  const commits = await commitsWithReceipts(receipt.base, tips, objects);
  const own = commits.filter((each) => each.receipts.includes(hash));
  if (own.length > 0) {
    const whole = own.find((each) => each.tree === tree && each.parents.includes(receipt.base));
    if (whole) return claim('commit', title, true, whole.commit);
    const moved = own.find((each) => each.tree === tree) ?? own[0];
    return claim(
      'commit',
      title,
      false,
      `${moved?.commit.slice(0, 10)} carries it and ${moved?.tree === tree ? 'stands on another commit' : 'holds another tree'}`,
    );
  }
  const other = commits.find((each) => each.tree === tree);
  if (other) return claim('commit', title, false, `${other.commit.slice(0, 10)} has this tree and was made of another receipt`);
  return { id: 'commit', title: 'A commit that was made of it', state: 'unknown', why: 'None that can be reached here carries it' };
}

interface Delivered {
  readonly commit: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly receipts: readonly string[];
}

async function commitsWithReceipts(base: string, tips: readonly string[], objects: Objects): Promise<readonly Delivered[]> {
  if (tips.length === 0) return [];
  const format = '%H|%T|%P|%(trailers:key=Groundwork-Receipt,valueonly,unfold,separator=%x2C)';
  const words = ['log', '--fixed-strings', '--grep=Groundwork-Receipt: ', `--format=${format}`, '--stdin'];
  const said = await objects.text(words, [...tips, `^${base}`, ''].join('\n'));
  return said
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => {
      const [commit = '', tree = '', parents = '', receipts = ''] = row.split('|');
      return { commit, tree, parents: parents.split(' '), receipts: receipts.split(',') };
    });
}

async function requireHere(objects: Objects, object: string, what: string, { ticket }: Receipt): Promise<void> {
  try {
    await objects.text(['rev-parse', '--verify', '--quiet', '--end-of-options', object]);
  } catch (cause) {
    if (!(cause instanceof GroundworkError) || cause.code !== 'git.failed') throw cause;
    throw new GroundworkError({
      code: 'receipt.no_objects',
      message: `This repository does not have ${what}`,
      where: object.replace(/\^.*$/, ''),
      fix: `Fetch the branch of the ticket: git fetch origin groundwork/${ticket.id}`,
      exit: exitCodes.notPossibleHere,
      cause,
    });
  }
}
