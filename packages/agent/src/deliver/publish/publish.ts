import {
  findPlace,
  findRequests,
  openForge,
  openRequest,
  parseIssueAddress,
  placeOf,
  readProject,
  requestWord,
  updateRequest,
  type Forge,
  type ForgeOptions,
  type Head,
  type ForgeProject,
  type PullRequest,
  type PullRequestText,
} from '@groundwork/forge';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { z } from 'zod';
import { PersonRepository } from '../../git/person.ts';
import { hashOf } from '../../receipt/canonical.ts';
import type { Receipt } from '../../receipt/receipt.ts';
import { gitAiRef } from '../../provenance/note.ts';
import { agentTraceRef } from '../../provenance/trace.ts';
import type { Delivered } from '../deliver.ts';
import { destinationOf, readOrigins, type Destination } from './destination.ts';
import { ownBranches, pushBranch, pushNotes, type PushOptions } from './push.ts';
import { renewed, requestText } from './text.ts';

/** What of a ticket left this machine. */
export const publishedSchema = z.strictObject({
  remote: z.string(),
  branch: z.string().describe('As the remote has it'),
  commit: z.string(),
  request: z.strictObject({ word: z.string().describe('`pull request`, `merge request`'), number: z.int(), url: z.string() }).nullable(),
});
export type Published = z.infer<typeof publishedSchema>;

export interface PublishOptions {
  readonly repository: string;
  readonly receipt: Receipt;
  readonly delivered: Delivered;
  /** Address of the issue the ticket came from. */
  readonly issue: string | null;
  /** Opens a pull request; else the branch is pushed and that is all. */
  readonly request: { readonly draft: boolean } | null;
  /** To push to; `null` is the one git would push to, else the one the base came from. */
  readonly remote: string | null;
  /** Branch the request goes into; `null` is the one the base came from. */
  readonly base: string | null;
  /** Pushes the notes that say whose lines they are, too. */
  readonly notes: boolean;
  /** What was published of the ticket before. */
  readonly before: Published | null;
  /** Keeps what has been done, as soon as it is: a kill in between loses nothing. */
  readonly keep: (published: Published) => void;
  readonly env: NodeJS.ProcessEnv;
  readonly host: Host;
}

/** `opened`, `updated`: now. `left`: it is closed or merged, or somebody wrote its text anew. */
export interface PublishResult extends Published {
  readonly did: { readonly push: 'pushed' | 'there' | 'ahead'; readonly request: 'opened' | 'updated' | 'left' | null };
  readonly state: PullRequest['state'] | null;
}

const task = 'deliver';

/**
 * Pushes the branch of a ticket and opens a request for it, as often as it is called: once. The person's branch is never pushed, nor is
 * anything pushed over commits of others. Throws `deliver.*` and `forge.*`.
 */
export async function publish(options: PublishOptions): Promise<PublishResult> {
  const { repository, receipt, host, env, remote, base, before } = options;
  const person = await PersonRepository.open(repository, host.signal);
  const destination = destinationOf(await readOrigins(person, receipt.base), { remote, base }, receipt.base);
  const known = before !== null && before.remote === destination.push.name ? before : null;
  const ask = { env, signal: host.signal };
  if (options.request === null) return pushed(person, options, { destination, known, forge: await forgeOf(destination.push.pushUrl, ask) });
  const opened = await openForge(await findPlace(destination.into.url, ask), ask);
  const into = await readProject(opened);
  // A project that was renamed is asked by its name of today.
  const forge = { ...opened, place: placeOf(opened.place.forge, new URL(opened.place.url).origin, into.path) };
  const head = await headOf(destination, { forge, into }, ask);
  const branch = known?.branch ?? options.delivered.branch;
  const settled = await settledBy(forge, { project: head, branch }, options);
  if (settled) {
    const published = { remote: destination.push.name, branch, commit: options.delivered.commit, request: named(forge, settled) };
    options.keep(published);
    return { ...published, state: settled.state, did: { push: 'there', request: 'left' } };
  }
  const done = await pushed(person, options, { destination, known, forge, head });
  host.notify({ type: 'progress', task, done: 1, total: 2, detail: `opening a ${requestWord(forge)} in ${into.path}` });
  const text = requestText({
    receipt,
    lines: options.delivered.lines,
    issue: issueOf(options.issue),
    place: { ...forge.place, project: into.path },
  });
  const target = destination.base ?? into.defaultBranch;
  if (target === null) throw noBase(forge);
  const wanted = { ...text, base: target, draft: options.request.draft, head: { project: head, branch: done.branch } };
  const { request, again } = await openRequest(forge, into, wanted);
  const result = { ...done, request: named(forge, request), state: request.state };
  options.keep({ remote: done.remote, branch: done.branch, commit: done.commit, request: result.request });
  if (!again) return { ...result, did: { ...done.did, request: 'opened' } };
  return { ...result, did: { ...done.did, request: (await update(forge, request, text)) ? 'updated' : 'left' } };
}

interface Pushing {
  readonly destination: Destination;
  readonly known: Published | null;
  readonly forge: Forge | null;
  readonly head?: ForgeProject;
}

const mostBranches = 50;

async function pushed(
  person: PersonRepository,
  options: PublishOptions,
  { destination, known, forge, head }: Pushing,
): Promise<PublishResult> {
  const { delivered, host } = options;
  const { push: remote } = destination;
  host.notify({ type: 'progress', task, done: 0, total: options.request ? 2 : 1, detail: `pushing ${delivered.branch} to ${remote.name}` });
  const token = forge && tokenOf(forge, remote.pushUrl);
  const name = known?.branch ?? delivered.branch;
  for (let number = 1; number <= mostBranches; number += 1) {
    const branch = number === 1 ? name : `${name.replace(/-\d+$/, '')}-${number}`;
    if (!branch.startsWith(ownBranches)) break;
    const isKnown = branch === known?.branch;
    if (forge && head && (await isUsed(forge, { project: head, branch }))) continue;
    const did = await pushBranch(person, { remote, branch, commit: delivered.commit, before: isKnown ? known.commit : null, token });
    if (did === 'taken') {
      if (isKnown && known.request) throw movedOn(known, options.receipt.ticket.id);
      continue;
    }
    const published: Published = { remote: remote.name, branch, commit: delivered.commit, request: isKnown ? known.request : null };
    options.keep(published);
    if (options.notes) await pushNotes(person, { remote, token }, [agentTraceRef, gitAiRef]);
    return { ...published, state: null, did: { push: did, request: null } };
  }
  throw noBranch(name, remote.name);
}

/** A branch of that name carried an earlier request that was merged or closed: what goes there now would be another change. */
const isUsed = async (forge: Forge, head: Head): Promise<boolean> => ((await findRequests(forge, head))[0]?.state ?? 'open') !== 'open';

/** The request of exactly this receipt that people have decided on. */
async function settledBy(forge: Forge, head: Head, { receipt, before, delivered }: PublishOptions): Promise<PullRequest | null> {
  const [last] = await findRequests(forge, head);
  if (last === undefined || last.state === 'open') return null;
  const isSame = last.body.includes(hashOf(receipt)) || (before?.request?.number === last.number && before.commit === delivered.commit);
  return isSame ? last : null;
}

/** Whose token lets a branch in; other servers than forges have ways of their own. */
async function forgeOf(url: string, ask: ForgeOptions): Promise<Forge | null> {
  try {
    return await openForge(await findPlace(url, ask), ask);
  } catch (error) {
    if (error instanceof GroundworkError && !ask.signal.aborted) return null;
    throw error;
  }
}

async function headOf(
  { push, into: remote }: Destination,
  { forge, into }: { readonly forge: Forge; readonly into: ForgeProject },
  ask: ForgeOptions,
): Promise<ForgeProject> {
  if (into.archived) throw cannot(forge, `${into.path} is archived, and takes no changes`, 'Ask who owns it');
  const place = push.name === remote.name ? forge.place : await findPlace(push.pushUrl, ask);
  if (place.host !== forge.place.host)
    throw cannot(
      forge,
      `\`${push.name}\` is on ${place.host}, and a request goes into ${forge.place.host}`,
      'Name a remote of the same server: --remote NAME',
    );
  const head = push.name === remote.name ? into : await readProject({ ...forge, place });
  if (head.mayPush === false) {
    throw new GroundworkError({
      code: 'deliver.no_right',
      message: `You may not push to ${head.path}`,
      where: place.url,
      fix: 'Fork it there, then: git remote add fork URL-OF-THE-FORK, and run this again with --remote fork',
      exit: exitCodes.notPossibleHere,
    });
  }
  return head;
}

function tokenOf(forge: Forge, url: string): PushOptions['token'] {
  const { token, place } = forge;
  const [own, to] = [new URL(place.url), URL.parse(url)];
  return token !== null && to?.origin === own.origin ? { origin: own.origin, forge: place.forge, value: token } : null;
}

/** Our part of its text is written anew; its title may be somebody's by now. */
async function update(forge: Forge, request: PullRequest, text: PullRequestText): Promise<boolean> {
  const body = renewed(request.body, text.body);
  if (body === null) return false;
  if (body !== request.body.replaceAll('\r\n', '\n')) await updateRequest(forge, request.number, { body });
  return true;
}

const named = (forge: Forge, { number, url }: PullRequest): NonNullable<Published['request']> => ({
  word: requestWord(forge),
  number,
  url,
});

function issueOf(address: string | null): ReturnType<typeof parseIssueAddress> | null {
  if (address === null) return null;
  try {
    return parseIssueAddress(address);
  } catch {
    return null;
  }
}

const cannot = ({ place }: Forge, message: string, fix: string): GroundworkError =>
  new GroundworkError({ code: 'deliver.not_possible', message, where: place.url, fix, exit: exitCodes.notPossibleHere });

const noBase = (forge: Forge): GroundworkError =>
  cannot(forge, 'The project names no branch of its own', 'Name the one it goes into: --base BRANCH');

const movedOn = ({ branch, request }: Published, id: string): GroundworkError =>
  new GroundworkError({
    code: 'deliver.moved_on',
    message: `Somebody pushed to ${branch} since, and that is not pushed over`,
    where: request?.url ?? branch,
    fix: `Merge or close that request first; then gw ticket deliver ${id} --pull-request opens another`,
    exit: exitCodes.notPossibleHere,
  });

const noBranch = (name: string, remote: string): GroundworkError =>
  new GroundworkError({
    code: 'deliver.no_branch',
    message: `There are ${mostBranches} branches of this ticket on \`${remote}\` already`,
    where: name,
    fix: `git ls-remote ${remote} "refs/heads/groundwork/*" shows them: delete those you do not need`,
    exit: exitCodes.notPossibleHere,
  });
