import { exitCodes, GroundworkError } from '@groundwork/host';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Objects } from '../git/objects.ts';
import { ownFolder } from '../jail/scratch.ts';
import { PersonRepository, signedBy } from '../git/person.ts';
import { runGit } from '../git/run.ts';
import { attribute, type Attribution } from '../provenance/attribute.ts';
import { attachNotes } from '../provenance/notes.ts';
import { recordOf } from '../provenance/record.ts';
import type { Receipt } from '../receipt/receipt.ts';
import { gitEnvironment } from '../snapshot/git.ts';
import { readChange } from '../verify/change/change.ts';
import { commitMessage } from './message.ts';

export interface DeliverOptions {
  /** The person's repository. It gets objects, one branch and notes; their files, index and branches stay as they are. */
  readonly repository: string;
  readonly receipt: Receipt;
  /** What `keepChange` wrote. */
  readonly pack: string;
  readonly signal: AbortSignal;
}

export interface Delivered {
  readonly branch: string;
  readonly commit: string;
  /** It was there before: the same receipt gives the same commit. */
  readonly again: boolean;
  /** Added lines that are the agent's, of all that were added. */
  readonly lines: { readonly agent: number; readonly of: number };
}

/**
 * Makes a branch of what a receipt says was verified, with one commit on the base, by the person, and notes that say which lines an agent
 * wrote. Throws `deliver.not_resolved`, `deliver.gone` where the change is not kept any more, `deliver.changed` where it is another one,
 * and `git.no_identity`.
 */
export async function deliver({ repository, receipt, pack, signal }: DeliverOptions): Promise<Delivered> {
  const { tree, base, diffHash, ticket } = receipt;
  if (receipt.outcome.state !== 'resolved' || tree === null) throw notResolved(ticket.id);
  const person = await PersonRepository.open(repository, signal);
  const identity = await person.identity();
  const scratch = ownFolder('groundwork-deliver-');
  try {
    await unpack(person, pack, ticket.id, signal);
    const objects = await Objects.open(join(scratch.folder, 'objects'), repository, signal);
    const change = await readChange(objects, await objects.treeOf(base), tree);
    if (change.hash !== diffHash) throw changed(ticket.id);
    const dated = { GIT_AUTHOR_DATE: receipt.at, GIT_COMMITTER_DATE: receipt.at };
    const commit = await person.text(['commit-tree', tree, '-p', base, '-F', '-'], commitMessage(receipt), {
      ...signedBy(identity),
      ...dated,
    });
    const { branch, again } = await branchFor(person, ticket.id, commit);
    const attributions = attribute(change, [recordOf(receipt, change)]);
    await attachNotes(person, commit, attributions);
    return {
      branch,
      commit,
      again,
      lines: { agent: linesIn(attributions), of: change.files.reduce((sum, { lines }) => sum + lines.length, 0) },
    };
  } finally {
    scratch.remove();
  }
}

const linesIn = (attributions: readonly Attribution[]): number =>
  attributions.flatMap(({ files }) => files.flatMap(({ agent }) => agent)).reduce((sum, { start, end }) => sum + end - start + 1, 0);

/** The objects of the change, checked by git as they come in. */
async function unpack(person: PersonRepository, file: string, id: string, signal: AbortSignal): Promise<void> {
  let pack: Buffer;
  try {
    pack = readFileSync(file);
  } catch (cause) {
    throw new GroundworkError({
      code: 'deliver.gone',
      message: 'The change that was verified is not kept here any more',
      where: file,
      fix: `gw solve ${id}`,
      exit: exitCodes.notPossibleHere,
      cause,
    });
  }
  const env = gitEnvironment({ GIT_DIR: person.gitDir });
  await runGit(['unpack-objects', '-q', '--strict'], { cwd: person.gitDir, env, input: pack, signal });
}

const mostBranches = 1000;

/** A branch of our own name; one that somebody went on with stays, and the next is taken. */
async function branchFor(
  person: PersonRepository,
  id: string,
  commit: string,
): Promise<{ readonly branch: string; readonly again: boolean }> {
  const none = '0'.repeat(commit.length);
  for (let number = 1; number < mostBranches; number++) {
    const branch = `groundwork/${id}${number === 1 ? '' : `-${number}`}`;
    const there = await person.ask(['rev-parse', '--verify', '--quiet', '--end-of-options', `refs/heads/${branch}`]);
    if (there === commit) return { branch, again: true };
    // Somebody may make it just now: it is made only where it is not there.
    if (there === null && (await person.ask(['update-ref', `refs/heads/${branch}`, commit, none])) !== null)
      return { branch, again: false };
  }
  throw new GroundworkError({
    code: 'deliver.no_branch',
    message: `There are ${mostBranches} branches of this ticket already, or \`groundwork\` is a branch itself`,
    where: person.folder,
    fix: 'git branch --list "groundwork*" shows them: delete those you do not need',
  });
}

const notResolved = (id: string): GroundworkError =>
  new GroundworkError({
    code: 'deliver.not_resolved',
    message: 'Nothing was verified that could be delivered',
    where: id,
    fix: `gw solve ${id}`,
    exit: exitCodes.notPossibleHere,
  });

const changed = (id: string): GroundworkError =>
  new GroundworkError({
    code: 'deliver.changed',
    message: 'What is kept of the change is not what the receipt says was verified',
    where: id,
    fix: `gw solve ${id}`,
  });
