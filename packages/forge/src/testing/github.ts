import type { components } from '@octokit/openapi-types';
import { z } from 'zod';
import { page, type Answer, type DoubleAsked, type DoubleProject, type DoubleRequest, type ForgeDouble } from './contract.ts';

/** Shapes are GitHub's own OpenAPI (github/rest-api-description, by @octokit/openapi-types): what is made up here does not compile. */
type Schemas = components['schemas'];
type Part<Type> = Type extends readonly (infer Item)[]
  ? readonly Part<Item>[]
  : Type extends object
    ? { readonly [Key in keyof Type]?: Part<Type[Key]> }
    : Type;

const notFound: Answer = { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' } };
const invalid = (message: string): Answer => ({
  status: 422,
  body: {
    message: 'Validation Failed',
    errors: [{ resource: 'PullRequest', code: 'custom', message }],
    documentation_url: 'https://docs.github.com/rest/pulls/pulls#create-a-pull-request',
    status: '422',
  },
});

const created = z.strictObject({
  title: z.string(),
  head: z.string(),
  head_repo: z.string().optional(),
  base: z.string(),
  body: z.string().max(65_536),
  draft: z.boolean(),
});

export function answerAsGitHub(double: ForgeDouble, { method, url, body, token }: DoubleAsked): Answer {
  if (token !== null && token !== double.token) return { status: 401, body: { message: 'Bad credentials', status: '401' } };
  if (url.pathname === '/api/graphql')
    return token === null
      ? { status: 401, body: { message: 'This endpoint requires you to be authenticated.' } }
      : deployments(double, body);
  const [, owner = '', name = '', rest = ''] = /^\/api\/v3\/repos\/([\w.-]+)\/([\w.-]+)(\/.*)?$/.exec(url.pathname) ?? [];
  if (url.pathname === '/api/v3/meta')
    return { status: 200, body: { verifiable_password_authentication: false } satisfies Part<Schemas['api-overview']> };
  const former = double.projects.find(({ formerly }) => formerly === `${owner}/${name}`);
  if (former) {
    // A renamed repository: 301 for what reads, 307 for what writes; by its number.
    const to = `${double.url}/api/v3/repositories/${former.id}${rest}${url.search}`;
    return { status: method === 'GET' ? 301 : 307, body: { message: 'Moved Permanently', url: to }, headers: { location: to } };
  }
  const [, number, after = ''] = /^\/api\/v3\/repositories\/(\d+)(\/.*)?$/.exec(url.pathname) ?? [];
  const project = double.projects.find(({ path, id }) => path === `${owner}/${name}` || id === Number(number));
  if (!project) return notFound;
  const what = number === undefined ? rest : after;
  if (what === '') return { status: 200, body: repository(double, project, token) };
  if (what === '/pulls' && method === 'GET')
    return page(
      found(double, project, url).map((each) => pull(double, each)),
      url,
    );
  if (token === null) return notFound;
  if (what === '/pulls' && method === 'POST') return open(double, project, body);
  const [, at] = /^\/pulls\/(\d+)$/.exec(what) ?? [];
  const request = double.requests.find((each) => each.project === project.id && each.number === Number(at));
  if (!request || method !== 'PATCH') return notFound;
  Object.assign(request, z.strictObject({ title: z.string().optional(), body: z.string().max(65_536).optional() }).parse(body));
  return { status: 200, body: pull(double, request) };
}

const repository = ({ url }: ForgeDouble, { id, path, defaultBranch, archived, pushers }: DoubleProject, token: string | null) =>
  ({
    id,
    full_name: path,
    html_url: `${url}/${path}`,
    default_branch: defaultBranch,
    archived,
    ...(token === null ? {} : { permissions: { admin: false, maintain: false, push: pushers.has(token), triage: false, pull: true } }),
  }) satisfies Part<Schemas['full-repository']>;

function pull({ url, projects }: ForgeDouble, { number, project, from, branch, base, title, body, draft, state }: DoubleRequest) {
  const pathOf = (id: number): string => projects.find((each) => each.id === id)?.path ?? '';
  return {
    number,
    html_url: `${url}/${pathOf(project)}/pull/${number}`,
    state: state === 'open' ? 'open' : 'closed',
    merged_at: state === 'merged' ? '2026-03-01T10:00:00Z' : null,
    title,
    body,
    draft,
    base: { ref: base, repo: { id: project, full_name: pathOf(project) } },
    head: { ref: branch, label: `${pathOf(from).split('/')[0]}:${branch}`, repo: { id: from, full_name: pathOf(from) } },
  } satisfies Part<Schemas['pull-request']>;
}

function found(double: ForgeDouble, project: DoubleProject, url: URL): DoubleRequest[] {
  const [owner = '', branch] = (url.searchParams.get('head') ?? '').split(':');
  const all = double.requests.filter(
    (each) => each.project === project.id && each.branch === branch && ownerOf(double, each.from) === owner,
  );
  return all.filter(({ state }) => url.searchParams.get('state') === 'all' || state === 'open').toReversed();
}

const ownerOf = ({ projects }: ForgeDouble, id: number): string => projects.find((each) => each.id === id)?.path.split('/')[0] ?? '';

function open(double: ForgeDouble, project: DoubleProject, asked: unknown): Answer {
  const { title, head, head_repo: name, base, body, draft } = created.parse(asked);
  const [owner = '', branch = ''] = head.split(':');
  const from = double.projects.find(
    ({ path }) =>
      path === (owner === project.path.split('/')[0] && !name ? project.path : `${owner}/${name ?? project.path.split('/')[1]}`),
  );
  if (!from || double.branch(from, branch) === null) return invalid("Head sha can't be blank");
  if (double.branch(project, base) === null)
    return {
      ...invalid(''),
      body: { message: 'Validation Failed', errors: [{ resource: 'PullRequest', field: 'base', code: 'invalid' }] },
    };
  if (
    double.requests.some((each) => each.project === project.id && each.from === from.id && each.branch === branch && each.state === 'open')
  )
    return invalid(`A pull request already exists for ${head}.`);
  const request: DoubleRequest = {
    number: double.requests.length + 1,
    project: project.id,
    from: from.id,
    branch,
    base,
    title,
    body,
    draft,
    state: 'open',
  };
  double.requests.push(request);
  return { status: 201, body: pull(double, request) };
}

const queried = z.object({
  query: z.string(),
  variables: z.object({ after: z.string().nullish(), environments: z.array(z.string()).nullish() }).loose(),
});

/** `repository.deployments` of GitHub's GraphQL, the newest first, a hundred a page. */
function deployments(double: ForgeDouble, body: unknown): Answer {
  const { variables } = queried.parse(body);
  const all = double.deployments
    .filter(({ environment }) => !variables.environments || variables.environments.includes(environment))
    .toSorted((a, b) => b.at.localeCompare(a.at));
  const from = Number(variables.after ?? 0);
  const nodes = all.slice(from, from + 100).map(({ id, sha, environment, at, statuses }) => ({
    databaseId: id,
    commitOid: sha,
    environment,
    createdAt: at,
    updatedAt: statuses.at(-1)?.at ?? at,
    statuses: { nodes: statuses.toReversed().map(({ state, at: when }) => ({ state: state.toUpperCase(), createdAt: when })) },
  }));
  const more = from + 100 < all.length;
  return {
    status: 200,
    body: { data: { repository: { deployments: { pageInfo: { hasNextPage: more, endCursor: String(from + 100) }, nodes } } } },
  };
}
