import { z } from 'zod';
import type { Forge, Subject } from '../request/forge.ts';
import { ask, pages, perPage } from '../request/request.ts';
import type { ForgeProject, Head, OpenPullRequest, PullRequest, PullRequestText } from './pull-request.ts';

const access = z.object({ access_level: z.int() }).nullish();
/** https://docs.gitlab.com/api/projects/#get-a-single-project */
const project = z.object({
  id: z.number(),
  path_with_namespace: z.string(),
  default_branch: z.string().nullish(),
  archived: z.boolean().default(false),
  permissions: z.object({ project_access: access, group_access: access }).nullish(),
});

/** https://docs.gitlab.com/api/merge_requests/#list-project-merge-requests */
const mergeRequest = z.object({
  iid: z.int(),
  web_url: z.string(),
  state: z.enum(['opened', 'closed', 'merged', 'locked']),
  title: z.string(),
  description: z.string().nullish(),
  target_branch: z.string(),
  source_branch: z.string(),
  source_project_id: z.number().nullish(),
});

/** Developer: the least that may push (https://docs.gitlab.com/api/access_requests/#valid-access-levels). */
const developer = 30;
const pathOf = (id: string | number): string => `/projects/${encodeURIComponent(id)}`;

export async function gitLabProject(forge: Forge, subject: Subject): Promise<ForgeProject> {
  const {
    id,
    path_with_namespace: path,
    default_branch: branch,
    archived,
    permissions,
  } = await ask({ path: pathOf(forge.place.project), schema: project, subject }, forge);
  const levels = [permissions?.project_access?.access_level, permissions?.group_access?.access_level].filter(
    (level) => level !== undefined,
  );
  return { id, path, defaultBranch: branch ?? null, archived, mayPush: levels.length === 0 ? null : Math.max(...levels) >= developer };
}

export async function findOnGitLab(forge: Forge, head: Head, subject: Subject): Promise<PullRequest[]> {
  const path = `${pathOf(forge.place.project)}/merge_requests?source_branch=${encodeURIComponent(head.branch)}&state=all&per_page=${perPage}`;
  const { items } = await pages({ path, schema: mergeRequest, subject }, forge, { most: 3 });
  return items
    .filter(({ source_branch: branch, source_project_id: id }) => branch === head.branch && (id ?? head.project.id) === head.project.id)
    .map(ofGitLab);
}

export async function openOnGitLab(
  forge: Forge,
  { into, head, base, title, body, draft }: OpenPullRequest & { readonly into: ForgeProject },
  subject: Subject,
): Promise<PullRequest> {
  const asked = {
    source_branch: head.branch,
    target_branch: base,
    target_project_id: into.id,
    title: draft ? `Draft: ${title}` : title,
    description: body,
    remove_source_branch: true,
  };
  const path = `${pathOf(head.project.id)}/merge_requests`;
  return ofGitLab(await ask({ path, method: 'POST', body: asked, schema: mergeRequest, subject }, forge));
}

export async function updateOnGitLab(
  forge: Forge,
  number: number,
  { title, body }: Partial<PullRequestText>,
  subject: Subject,
): Promise<PullRequest> {
  const asked = { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { description: body }) };
  const path = `${pathOf(forge.place.project)}/merge_requests/${number}`;
  return ofGitLab(await ask({ path, method: 'PUT', body: asked, schema: mergeRequest, subject }, forge));
}

const ofGitLab = ({ iid, web_url: url, state, title, description, target_branch: base }: z.infer<typeof mergeRequest>): PullRequest => ({
  number: iid,
  url,
  state: state === 'opened' || state === 'locked' ? 'open' : state,
  title,
  body: description ?? '',
  base,
});
