import { z } from 'zod';
import type { Forge, Subject } from '../request/forge.ts';
import { ask, pages, perPage } from '../request/request.ts';
import type { ForgeProject, Head, OpenPullRequest, PullRequest, PullRequestText } from './pull-request.ts';

/** https://docs.github.com/en/rest/repos/repos#get-a-repository */
const repository = z.object({
  id: z.number(),
  full_name: z.string(),
  default_branch: z.string().nullish(),
  archived: z.boolean().default(false),
  permissions: z.object({ push: z.boolean() }).nullish(),
});

/** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests */
const pull = z.object({
  number: z.int(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullish(),
  title: z.string(),
  body: z.string().nullish(),
  base: z.object({ ref: z.string() }),
  head: z.object({ ref: z.string(), repo: z.object({ id: z.number() }).nullish() }),
});

export async function gitHubProject(forge: Forge, subject: Subject): Promise<ForgeProject> {
  const { project } = forge.place;
  const {
    id,
    full_name: path,
    default_branch: branch,
    archived,
    permissions,
  } = await ask({ path: `/repos/${project}`, schema: repository, subject }, forge);
  return { id, path, defaultBranch: branch ?? null, archived, mayPush: permissions?.push ?? null };
}

export async function findOnGitHub(forge: Forge, { project, branch }: Head, subject: Subject): Promise<PullRequest[]> {
  const [owner = ''] = project.path.split('/');
  const path = `/repos/${forge.place.project}/pulls?head=${encodeURIComponent(`${owner}:${branch}`)}&state=all&per_page=${perPage}`;
  const { items } = await pages({ path, schema: pull, subject }, forge, { most: 3 });
  // A filter that a server does not know is passed over by it.
  return items.filter(({ head }) => head.ref === branch && (head.repo === null || head.repo?.id === project.id)).map(ofGitHub);
}

export async function openOnGitHub(
  forge: Forge,
  { head, base, title, body, draft }: OpenPullRequest,
  subject: Subject,
): Promise<PullRequest> {
  const [owner = '', name] = head.project.path.split('/');
  const isFork = head.project.path !== forge.place.project;
  const asked = { title, body, base, draft, head: `${owner}:${head.branch}`, ...(isFork ? { head_repo: name } : {}) };
  return ofGitHub(await ask({ path: `/repos/${forge.place.project}/pulls`, method: 'POST', body: asked, schema: pull, subject }, forge));
}

export async function updateOnGitHub(forge: Forge, number: number, text: Partial<PullRequestText>, subject: Subject): Promise<PullRequest> {
  return ofGitHub(
    await ask({ path: `/repos/${forge.place.project}/pulls/${number}`, method: 'PATCH', body: text, schema: pull, subject }, forge),
  );
}

const ofGitHub = ({ number, html_url: url, state, merged_at: merged, title, body, base }: z.infer<typeof pull>): PullRequest => ({
  number,
  url,
  state: merged ? 'merged' : state,
  title,
  body: body ?? '',
  base: base.ref,
});
