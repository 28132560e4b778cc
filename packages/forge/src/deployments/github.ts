import { z } from 'zod';
import type { Forge, Subject } from '../request/forge.ts';
import { query } from '../request/request.ts';
import { isSettled, mostPages, type DeploymentsRead, type DeploymentState, type ForgeDeployment } from './deployment.ts';

/** A hundred deployments with how they went in one request, where REST wants one for each. https://docs.github.com/en/graphql/reference/objects#deployment */
export const deploymentsQuery = /* GraphQL */ `
  query Deployments($owner: String!, $name: String!, $environments: [String!], $after: String) {
    repository(owner: $owner, name: $name) {
      deployments(first: 100, after: $after, environments: $environments, orderBy: { field: CREATED_AT, direction: DESC }) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          databaseId
          commitOid
          environment
          createdAt
          statuses(first: 20) {
            nodes {
              state
              createdAt
            }
          }
        }
      }
    }
  }
`;

const status = z.object({ state: z.string(), createdAt: z.string() });
const deployment = z.object({
  databaseId: z.int(),
  commitOid: z.string(),
  environment: z.string().nullish(),
  createdAt: z.string(),
  statuses: z.object({ nodes: z.array(status.nullable()).nullish() }).nullish(),
});
const answer = z.object({
  repository: z.object({
    deployments: z.object({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
      nodes: z.array(deployment.nullable()),
    }),
  }),
});

/** From the newest on, until a page holds nothing that is not known and settled. */
export async function deploymentsOnGitHub(
  forge: Forge,
  environments: readonly string[] | null,
  { known, subject }: { readonly known: readonly ForgeDeployment[]; readonly subject: Subject },
): Promise<DeploymentsRead> {
  const settled = new Set(known.filter(isSettled).map(({ id }) => id));
  const [owner = '', name = ''] = forge.place.project.split('/');
  const found: ForgeDeployment[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const said: z.infer<typeof answer> = await query(
      { text: deploymentsQuery, variables: { owner, name, environments, after }, schema: answer, subject },
      forge,
    );
    const { nodes, pageInfo } = said.repository.deployments;
    const read = nodes.flatMap((node) => (node === null ? [] : [ofGitHub(node)]));
    found.push(...read);
    after = pageInfo.endCursor ?? null;
    if (!pageInfo.hasNextPage || after === null) return { deployments: found, until: null, more: false };
    if (read.length > 0 && read.every(({ id }) => settled.has(id))) return { deployments: found, until: null, more: false };
  }
  return { deployments: found, until: null, more: true };
}

function ofGitHub({ databaseId: id, commitOid: revision, environment, createdAt, statuses }: z.infer<typeof deployment>): ForgeDeployment {
  const all = (statuses?.nodes ?? [])
    .flatMap((each) => (each === null ? [] : [each]))
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
  const ends = all.filter(({ state }) => /^(SUCCESS|FAILURE|ERROR)$/.test(state));
  // What took its place makes a deployment inactive, whichever way it had ended.
  const isLeft = ends.length === 0 && all.at(-1)?.state === 'INACTIVE';
  const last = ends.at(-1);
  const cameUp = ends.some(({ state }) => state === 'SUCCESS');
  const state: DeploymentState =
    last === undefined ? (isLeft ? 'left' : 'pending') : last.state === 'SUCCESS' ? 'succeeded' : cameUp ? 'degraded' : 'failed';
  // One that came up counts from when it did, also where it was found to be broken later.
  const at = (cameUp ? ends.find((each) => each.state === 'SUCCESS') : last)?.createdAt ?? createdAt;
  return { id, revision, environment: environment ?? '', at, state };
}
