import { GroundworkError } from '@groundwork/host';
import type { Forge, Subject } from '../request/forge.ts';
import { noToken } from '../request/refused.ts';
import { findOnGitHub, gitHubProject, openOnGitHub, updateOnGitHub } from './github.ts';
import { findOnGitLab, gitLabProject, openOnGitLab, updateOnGitLab } from './gitlab.ts';
import type { ForgeProject, Head, OpenPullRequest, PullRequest, PullRequestText } from './pull-request.ts';

/** The words of a forge for what it is. */
export const requestWord = ({ place }: Pick<Forge, 'place'>): string => (place.forge === 'github' ? 'pull request' : 'merge request');

const subjectOf = (forge: Forge): Subject => ({
  name: `its ${requestWord(forge)}s`,
  right: forge.place.forge === 'github' ? 'write contents and pull requests' : 'use the API (scope `api`)',
  url: forge.place.url,
});

/** What a project is called and whose it is. Throws `forge.*`; `forge.no_token` where nobody is signed in. */
export function readProject(forge: Forge): Promise<ForgeProject> {
  if (forge.token === null) throw noToken(forge, subjectOf(forge));
  const subject = { ...subjectOf(forge), name: 'the project' };
  return forge.place.forge === 'github' ? gitHubProject(forge, subject) : gitLabProject(forge, subject);
}

/** Requests from a branch into a project, the newest first. */
export async function findRequests(forge: Forge, head: Head): Promise<readonly PullRequest[]> {
  const found = await (forge.place.forge === 'github' ? findOnGitHub : findOnGitLab)(forge, head, subjectOf(forge));
  return found.toSorted((a, b) => b.number - a.number);
}

export interface Opened {
  readonly request: PullRequest;
  /** Somebody, or an earlier run that was cut off, had opened it. */
  readonly again: boolean;
}

/**
 * Opens a request, once: where one is open from that branch already it is that one, also when another run opens it meanwhile, and when the
 * answer to an earlier try was lost.
 */
export async function openRequest(forge: Forge, into: ForgeProject, wanted: OpenPullRequest): Promise<Opened> {
  const there = await openFrom(forge, wanted.head);
  if (there) return { request: there, again: true };
  try {
    const subject = subjectOf(forge);
    const request = await (forge.place.forge === 'github'
      ? openOnGitHub(forge, wanted, subject)
      : openOnGitLab(forge, { ...wanted, into }, subject));
    return { request, again: false };
  } catch (error) {
    // 422 of GitHub and 409 of GitLab say that there is one; after a cut line nobody knows.
    const unsure = error instanceof GroundworkError && (error.code === 'forge.refused' || error.code === 'forge.unreachable');
    const since = unsure && !forge.signal.aborted ? await openFrom(forge, wanted.head).catch(() => null) : null;
    if (since) return { request: since, again: true };
    throw error;
  }
}

const openFrom = async (forge: Forge, head: Head): Promise<PullRequest | null> =>
  (await findRequests(forge, head)).find(({ state }) => state === 'open') ?? null;

export function updateRequest(forge: Forge, number: number, text: Partial<PullRequestText>): Promise<PullRequest> {
  return (forge.place.forge === 'github' ? updateOnGitHub : updateOnGitLab)(forge, number, text, subjectOf(forge));
}
