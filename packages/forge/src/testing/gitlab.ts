import type { DeploymentSchema, MergeRequestSchema, ProjectSchema } from '@gitbeaker/core';
import { z } from 'zod';
import {
  page,
  type Answer,
  type DoubleAsked,
  type DoubleDeployment,
  type DoubleProject,
  type DoubleRequest,
  type ForgeDouble,
} from './contract.ts';

/** Shapes are those of https://docs.gitlab.com/api/ as @gitbeaker/core has them as types: what is made up here does not compile. */
type Part<Type> = Type extends readonly (infer Item)[]
  ? readonly Part<Item>[]
  : Type extends object
    ? { readonly [Key in keyof Type as string extends Key ? never : Key]?: Part<Type[Key]> }
    : Type;

const notFound: Answer = { status: 404, body: { message: '404 Project Not Found' } };

const created = z.strictObject({
  source_branch: z.string(),
  target_branch: z.string(),
  target_project_id: z.number(),
  title: z.string().max(255),
  description: z.string().max(1_048_576),
  remove_source_branch: z.boolean(),
});

export function answerAsGitLab(double: ForgeDouble, { method, url, body, token }: DoubleAsked): Answer {
  if (url.pathname === '/api/v4/version')
    return {
      status: token === null ? 401 : 200,
      body: token === null ? { message: '401 Unauthorized' } : { version: '18.5.0', revision: 'a1b2c3' },
    };
  if (token !== null && token !== double.token) return { status: 401, body: { message: '401 Unauthorized' } };
  const [, id = '', what = ''] = /^\/api\/v4\/projects\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  const name = decodeURIComponent(id);
  const former = double.projects.find(({ formerly }) => formerly === name);
  if (former) {
    const to = `${double.url}/api/v4/projects/${former.id}${what}${url.search}`;
    return { status: 301, body: { message: 'Project moved' }, headers: { location: to } };
  }
  const project = double.projects.find((each) => each.path === name || String(each.id) === name);
  if (!project) return notFound;
  if (what === '') return { status: 200, body: projectOf(double, project, token) };
  if (what === '/deployments') return page(deployments(double, url), url);
  if (what === '/merge_requests' && method === 'GET') {
    const all = double.requests.filter((each) => each.project === project.id && each.branch === url.searchParams.get('source_branch'));
    return page(
      all.toReversed().map((each) => mergeRequest(double, each)),
      url,
    );
  }
  if (token === null) return { status: 401, body: { message: '401 Unauthorized' } };
  if (what === '/merge_requests' && method === 'POST') return open(double, project, body);
  const [, iid] = /^\/merge_requests\/(\d+)$/.exec(what) ?? [];
  const request = double.requests.find((each) => each.project === project.id && each.number === Number(iid));
  if (!request || method !== 'PUT') return { status: 404, body: { message: '404 Not found' } };
  const { title, description } = z.strictObject({ title: z.string().optional(), description: z.string().optional() }).parse(body);
  Object.assign(request, title === undefined ? {} : { title }, description === undefined ? {} : { body: description });
  return { status: 200, body: mergeRequest(double, request) };
}

const projectOf = ({ url }: ForgeDouble, { id, path, defaultBranch, archived, pushers }: DoubleProject, token: string | null) =>
  ({
    id,
    path_with_namespace: path,
    web_url: `${url}/${path}`,
    default_branch: defaultBranch,
    archived,
    ...(token === null ? {} : { permissions: { project_access: { access_level: pushers.has(token) ? 30 : 20, notification_level: 3 } } }),
  }) satisfies Part<ProjectSchema>;

function mergeRequest({ url, projects }: ForgeDouble, { number, project, from, branch, base, title, body, draft, state }: DoubleRequest) {
  return {
    iid: number,
    web_url: `${url}/${projects.find(({ id }) => id === project)?.path}/-/merge_requests/${number}`,
    state: state === 'open' ? 'opened' : state,
    title,
    description: body,
    draft,
    target_branch: base,
    source_branch: branch,
    source_project_id: from,
    target_project_id: project,
  } satisfies Part<MergeRequestSchema>;
}

function open(double: ForgeDouble, from: DoubleProject, asked: unknown): Answer {
  const { source_branch: branch, target_branch: base, target_project_id: id, title, description: body } = created.parse(asked);
  const project = double.projects.find((each) => each.id === id);
  if (!project) return notFound;
  if (double.branch(from, branch) === null) return { status: 400, body: { message: { source_branch: ['does not exist'] } } };
  const there = double.requests.find(
    (each) => each.project === id && each.from === from.id && each.branch === branch && each.state === 'open',
  );
  if (there)
    return { status: 409, body: { message: [`Another open merge request already exists for this source branch: !${there.number}`] } };
  const request: DoubleRequest = {
    number: double.requests.length + 1,
    project: id,
    from: from.id,
    branch,
    base,
    title,
    body,
    draft: title.startsWith('Draft: '),
    state: 'open',
  };
  double.requests.push(request);
  return { status: 201, body: mergeRequest(double, request) };
}

function deployments(double: ForgeDouble, { searchParams }: URL) {
  const [after, environment] = [searchParams.get('updated_after'), searchParams.get('environment')];
  const updated = ({ at, statuses }: DoubleDeployment): string => statuses.at(-1)?.at ?? at;
  return double.deployments
    .filter(
      (each) =>
        (environment === null || each.environment === environment) && (after === null || Date.parse(updated(each)) > Date.parse(after)),
    )
    .toSorted((a, b) => updated(a).localeCompare(updated(b)))
    .map(
      ({ id, sha, environment: name, at, statuses, ...each }) =>
        ({
          id,
          iid: id,
          sha,
          ref: 'main',
          created_at: at,
          updated_at: updated({ id, sha, environment: name, at, statuses, ...each }),
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- tests write the words of GitLab
          status: (statuses.at(-1)?.state ?? 'created') as DeploymentSchema['status'],
          environment: { id: 1, name },
        }) satisfies Part<DeploymentSchema>,
    );
}
