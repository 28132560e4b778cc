import { exitCodes, GroundworkError } from '@groundwork/host';
import { z } from 'zod';
import { parseIssueAddress, type IssueAddress } from './address.ts';
import { ask, type Caller } from './request.ts';
import { tokenFor } from './token.ts';

/** An issue as somebody wrote it: text, and never a head. */
export interface Issue {
  readonly address: IssueAddress;
  readonly title: string;
  readonly body: string;
  readonly comments: readonly IssueComment[];
  /** Comments that were left out, being too many. */
  readonly left: number;
}

export interface IssueComment {
  readonly author: string;
  /** ISO. */
  readonly at: string;
  readonly body: string;
}

export interface ReadIssueOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

const perPage = 100;
const mostPages = 3;

/** Reads an issue with its comments. Throws `issue.address`, `issue.not_found`, `issue.not_allowed`, `issue.rate_limit`, `issue.unreachable` or `issue.unreadable`. */
export async function readIssue(url: string, { env, signal }: ReadIssueOptions): Promise<Issue> {
  const address = parseIssueAddress(url);
  const token = await tokenFor(address, env, signal);
  const caller = { address, token, signal };
  return address.forge === 'github' ? fromGitHub(caller) : fromGitLab(caller);
}

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** https://docs.github.com/en/rest/issues/issues#get-an-issue */
const gitHubIssue = z.object({ title: z.string(), body: text, comments: z.int().default(0), pull_request: z.unknown().optional() });
const gitHubComments = z.array(z.object({ body: text, created_at: z.string(), user: z.object({ login: z.string() }).nullish() }));

async function fromGitHub(caller: Caller): Promise<Issue> {
  const { address } = caller;
  const path = `/repos/${address.project}/issues/${address.number}`;
  const issue = await ask(path, gitHubIssue, caller);
  if (issue.pull_request !== undefined) {
    throw new GroundworkError({
      code: 'issue.address',
      message: 'That is a pull request, which is a change and no wish for one',
      where: address.url,
      fix: 'Give the address of an issue',
      exit: exitCodes.usage,
    });
  }
  const comments = await pages(async (page) =>
    issue.comments === 0
      ? []
      : (await ask(`${path}/comments?per_page=${perPage}&page=${page}`, gitHubComments, caller)).map(({ body, created_at: at, user }) => ({
          author: user?.login ?? 'ghost',
          at,
          body,
        })),
  );
  return { address, title: issue.title, body: issue.body, comments, left: Math.max(0, issue.comments - comments.length) };
}

/** https://docs.gitlab.com/api/issues/#single-project-issue, https://docs.gitlab.com/api/notes/#list-project-issue-notes */
const gitLabIssue = z.object({ title: z.string(), description: text, user_notes_count: z.int().default(0) });
const gitLabNotes = z.array(
  z.object({
    body: text,
    created_at: z.string(),
    system: z.boolean().default(false),
    author: z.object({ username: z.string() }).nullish(),
  }),
);

async function fromGitLab(caller: Caller): Promise<Issue> {
  const { address } = caller;
  const path = `/projects/${encodeURIComponent(address.project)}/issues/${address.number}`;
  const issue = await ask(path, gitLabIssue, caller);
  const comments = await pages(async (page) => {
    if (issue.user_notes_count === 0) return [];
    const notes = await ask(`${path}/notes?sort=asc&order_by=created_at&per_page=${perPage}&page=${page}`, gitLabNotes, caller);
    return notes.map(({ body, created_at: at, author, system }) => ({ author: author?.username ?? 'ghost', at, body, system }));
  });
  // What GitLab notes by itself (labels, assignees) says nothing of what is wanted.
  const said = comments.filter(({ system }) => !system).map(({ author, at, body }) => ({ author, at, body }));
  return { address, title: issue.title, body: issue.description, comments: said, left: Math.max(0, issue.user_notes_count - said.length) };
}

async function pages<Item>(page: (number: number) => Promise<Item[]>): Promise<Item[]> {
  const all: Item[] = [];
  for (let number = 1; number <= mostPages; number += 1) {
    const items = await page(number);
    all.push(...items);
    if (items.length < perPage) break;
  }
  return all;
}

/** Characters of text for a ticket; what is longer is logs. */
const mostText = 60_000;

/** The text of a ticket made of an issue: what was asked for, then what was said about it. */
export function textOfIssue({ body, comments, left }: Issue): string {
  const said = comments.map(({ author, at, body: words }) => `### ${author.replace(/\s+/g, ' ')}, ${at.slice(0, 10)}\n\n${words.trim()}`);
  const more = left > 0 ? [`### ${left} more comments`] : [];
  const whole = [body.trim(), ...(said.length > 0 ? ['## Comments', ...said, ...more] : [])]
    .join('\n\n')
    .replaceAll('\r\n', '\n')
    .replaceAll('\0', '');
  return whole.length > mostText ? `${whole.slice(0, mostText)}\n\n… cut after ${mostText} characters` : whole;
}
