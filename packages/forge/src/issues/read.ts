import { exitCodes, GroundworkError } from '@groundwork/host';
import { z } from 'zod';
import { parseIssueAddress, type IssueAddress } from '../place/issue.ts';
import { openForge, type Forge, type ForgeOptions, type Subject } from '../request/forge.ts';
import { ask, pages, perPage } from '../request/request.ts';

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

const mostPages = 3;

/** Reads an issue with its comments. Throws `forge.*`. */
export async function readIssue(url: string, options: ForgeOptions): Promise<Issue> {
  const address = parseIssueAddress(url);
  const forge = await openForge(address.place, options);
  return address.place.forge === 'github' ? fromGitHub(address, forge) : fromGitLab(address, forge);
}

const subjectOf = ({ url }: IssueAddress): Subject => ({ name: 'the issue', right: 'read issues', url });

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** https://docs.github.com/en/rest/issues/issues#get-an-issue */
const gitHubIssue = z.object({ title: z.string(), body: text, comments: z.int().default(0), pull_request: z.unknown().optional() });
const gitHubComment = z.object({ body: text, created_at: z.string(), user: z.object({ login: z.string() }).nullish() });

async function fromGitHub(address: IssueAddress, forge: Forge): Promise<Issue> {
  const path = `/repos/${address.place.project}/issues/${address.number}`;
  const subject = subjectOf(address);
  const issue = await ask({ path, schema: gitHubIssue, subject }, forge);
  if (issue.pull_request !== undefined) {
    throw new GroundworkError({
      code: 'forge.address',
      message: 'That is a pull request, which is a change and no wish for one',
      where: address.url,
      fix: 'Give the address of an issue',
      exit: exitCodes.usage,
    });
  }
  const asked = { path: `${path}/comments?per_page=${perPage}`, schema: gitHubComment, subject };
  const { items } = issue.comments === 0 ? { items: [] } : await pages(asked, forge, { most: mostPages });
  const comments = items.map(({ body, created_at: at, user }) => ({ author: user?.login ?? 'ghost', at, body }));
  return { address, title: issue.title, body: issue.body, comments, left: Math.max(0, issue.comments - comments.length) };
}

/** https://docs.gitlab.com/api/issues/#single-project-issue, https://docs.gitlab.com/api/notes/#list-project-issue-notes */
const gitLabIssue = z.object({ title: z.string(), description: text, user_notes_count: z.int().default(0) });
const gitLabNote = z.object({
  body: text,
  created_at: z.string(),
  system: z.boolean().default(false),
  author: z.object({ username: z.string() }).nullish(),
});

async function fromGitLab(address: IssueAddress, forge: Forge): Promise<Issue> {
  const path = `/projects/${encodeURIComponent(address.place.project)}/issues/${address.number}`;
  const subject = subjectOf(address);
  const issue = await ask({ path, schema: gitLabIssue, subject }, forge);
  const asked = { path: `${path}/notes?sort=asc&order_by=created_at&per_page=${perPage}`, schema: gitLabNote, subject };
  const { items } = issue.user_notes_count === 0 ? { items: [] } : await pages(asked, forge, { most: mostPages });
  // What GitLab notes by itself (labels, assignees) says nothing of what is wanted.
  const said = items
    .filter(({ system }) => !system)
    .map(({ body, created_at: at, author }) => ({ author: author?.username ?? 'ghost', at, body }));
  return { address, title: issue.title, body: issue.description, comments: said, left: Math.max(0, issue.user_notes_count - said.length) };
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
