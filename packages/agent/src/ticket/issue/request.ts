import { exitCodes, GroundworkError } from '@groundwork/host';
import type { z } from 'zod';
import type { IssueAddress } from './address.ts';

/** Bytes of one answer; an issue with all its comments is far below. */
const mostBytes = 8_000_000;
const timeoutMs = 30_000;

export interface Caller {
  readonly address: IssueAddress;
  readonly token: string | null;
  readonly signal: AbortSignal;
}

/** One answer of a forge's API, checked. Throws `issue.*`. */
export async function ask<Schema extends z.ZodType>(path: string, schema: Schema, caller: Caller): Promise<z.infer<Schema>> {
  const { address } = caller;
  const response = await follow(`${address.api}${path}`, caller, 3);
  const text = await bodyOf(response, address);
  if (!response.ok) throw refused(response, caller);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(address, cause);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw unreadable(address, parsed.error);
  return parsed.data;
}

/** A renamed repository answers with where it is now; nowhere but at the same server is that believed. */
async function follow(url: string, caller: Caller, left: number): Promise<Response> {
  const { address, token, signal } = caller;
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  const accept = address.forge === 'github' ? 'application/vnd.github+json' : 'application/json';
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { accept, 'user-agent': 'groundwork', ...authorization },
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
  } catch (cause) {
    if (signal.aborted) throw new GroundworkError({ code: 'issue.stopped', message: 'Stopped', cause });
    throw new GroundworkError({
      code: 'issue.unreachable',
      message: `${new URL(url).host} could not be asked: ${reasonOf(cause)}`,
      where: address.url,
      fix: 'Try again once it can be reached, or put the text of the issue into a file',
      exit: exitCodes.tryAgain,
      cause,
    });
  }
  const to = response.headers.get('location');
  if (response.status < 300 || response.status >= 400 || to === null || left === 0) return response;
  const next = new URL(to, url);
  await response.body?.cancel();
  if (next.origin !== new URL(url).origin) throw refused(new Response(null, { status: 404 }), caller);
  return follow(next.href, caller, left - 1);
}

async function bodyOf(response: Response, address: IssueAddress): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  // A large answer is not kept to be refused afterwards.
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > mostBytes) throw unreadable(address, new RangeError(`more than ${mostBytes} bytes`));
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts).toString('utf8');
}

function refused({ status, headers }: Response, { address, token }: Caller): GroundworkError {
  const { host, url, forge } = address;
  const variable =
    forge === 'github'
      ? host === 'github.com'
        ? 'GH_TOKEN'
        : `GH_HOST=${host} and GH_ENTERPRISE_TOKEN`
      : host === 'gitlab.com'
        ? 'GITLAB_TOKEN'
        : `GITLAB_HOST=${host} and GITLAB_TOKEN`;
  const limited = status === 429 || (status === 403 && (headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after')));
  if (limited) {
    const until = untilOf(headers);
    return new GroundworkError({
      code: 'issue.rate_limit',
      message: `${host} answers no more for now${until ? `, until ${until}` : ''}`,
      where: url,
      fix: token === null ? `Try again then, or set ${variable}: more is allowed with a token` : 'Try again then',
      exit: exitCodes.tryAgain,
    });
  }
  if (status === 401 || status === 403) {
    return new GroundworkError({
      code: 'issue.not_allowed',
      message: token === null ? `${host} shows this issue to nobody without a token` : `${host} does not take the token for this issue`,
      where: url,
      fix: `Set ${variable} to one that may read issues of ${address.project}`,
      exit: exitCodes.notPossibleHere,
    });
  }
  if (status === 404 || status === 410) {
    const gone = status === 410 ? 'was deleted' : 'is not there';
    return new GroundworkError({
      code: 'issue.not_found',
      message:
        token === null
          ? `The issue ${gone}, or is private: ${host} says the same of both`
          : `The issue ${gone}, or the token may not see it`,
      where: url,
      fix:
        token === null
          ? `Check the address; for a private one set ${variable}`
          : `Check the address, and that the token may read issues of ${address.project}`,
      exit: exitCodes.notPossibleHere,
    });
  }
  return new GroundworkError({
    code: 'issue.unreachable',
    message: `${host} answered ${status}`,
    where: url,
    fix: 'Try again later',
    exit: exitCodes.tryAgain,
  });
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api, https://docs.gitlab.com/security/rate_limits/ */
function untilOf(headers: Headers): string | null {
  const at = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset'));
  if (at > 0 && at < 1e11) return new Date(at * 1000).toISOString();
  const seconds = Number(headers.get('retry-after'));
  return seconds > 0 && seconds < 1e7 ? new Date(Date.now() + seconds * 1000).toISOString() : null;
}

const unreadable = (address: IssueAddress, cause: unknown): GroundworkError =>
  new GroundworkError({
    code: 'issue.unreadable',
    message: `${address.host} answered something that is no issue`,
    where: address.api,
    fix: 'Check that the address is that of GitHub or GitLab, or put the text of the issue into a file',
    exit: exitCodes.notPossibleHere,
    cause,
  });

const reasonOf = (cause: unknown): string => {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message : String(inner);
};
