import { exitCodes, GroundworkError } from '@groundwork/host';
import type { ForgePlace } from '../place/place.ts';
import { isGitHubCloud } from '../place/place.ts';
import type { Token } from '../token/token.ts';
import type { Forge, Subject } from './forge.ts';

/** The one command that gets a token where the person has none, and the variable for where there is no browser. */
export function signIn({ forge, host }: Pick<ForgePlace, 'forge' | 'host'>): string {
  if (forge === 'github') {
    return isGitHubCloud(host)
      ? `gh auth login${host === 'github.com' ? '' : ` --hostname ${host}`}, or set GH_TOKEN`
      : `gh auth login --hostname ${host}, or set GH_HOST=${host} and GH_ENTERPRISE_TOKEN`;
  }
  return `glab auth login --hostname ${host}, or set ${host === 'gitlab.com' ? '' : `GITLAB_HOST=${host} and `}GITLAB_TOKEN`;
}

/** Nobody may do this without a token. */
export const noToken = ({ place }: Pick<Forge, 'place'>, { name, url }: Subject): GroundworkError =>
  new GroundworkError({
    code: 'forge.no_token',
    message: `${place.host} wants to know who asks for ${name}, and there is no token for it here`,
    where: url,
    fix: signIn(place),
    exit: exitCodes.notPossibleHere,
  });

export interface Refusal {
  readonly status: number;
  readonly headers: Pick<Headers, 'get' | 'has'>;
  /** What the server said, already short; `null` where it is not for people. */
  readonly said: string | null;
}

/** Why a server did not do what it was asked, and what a person can do about it. */
export function refused({ status, headers, said }: Refusal, { place, token }: Forge, { name, right, url }: Subject): GroundworkError {
  const { host, project } = place;
  const limited = status === 429 || (status === 403 && (headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after')));
  if (limited) {
    const until = untilOf(headers);
    return new GroundworkError({
      code: 'forge.rate_limit',
      message: `${host} answers no more for now${until ? `, until ${until}` : ''}`,
      where: url,
      fix: token === null ? `Try again then; more is allowed with a token: ${signIn(place)}` : 'Try again then',
      exit: exitCodes.tryAgain,
    });
  }
  if (status === 401 || status === 403) {
    // GitHub says by a header which organisation wants a token to be let in by single sign-on.
    const organisation = /url=(https:\/\/\S+)/.exec(headers.get('x-github-sso') ?? '')?.[1];
    return new GroundworkError({
      code: 'forge.not_allowed',
      message:
        token === null ? `${host} shows ${name} to nobody without a token` : `${host} does not take the token ${of(token)} for ${name}`,
      where: url,
      fix: organisation
        ? `Let the token in at ${organisation}`
        : token === null
          ? signIn(place)
          : `Use one that may ${right} of ${project}: ${signIn(place)}`,
      exit: exitCodes.notPossibleHere,
    });
  }
  if (status === 404 || status === 410) {
    const gone = status === 410 ? 'was deleted' : 'is not there';
    const what = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
    return new GroundworkError({
      code: 'forge.not_found',
      message:
        token === null ? `${what} ${gone}, or is private: ${host} says the same of both` : `${what} ${gone}, or the token may not see it`,
      where: url,
      fix:
        token === null
          ? `Check the address; for a private one: ${signIn(place)}`
          : `Check the address, and that the token ${of(token)} may ${right} of ${project}`,
      exit: exitCodes.notPossibleHere,
    });
  }
  const isOurs = status >= 400 && status < 500;
  return new GroundworkError({
    code: isOurs ? 'forge.refused' : 'forge.unreachable',
    message: `${host} answered ${status}${said === null ? '' : `: ${said}`}`,
    where: url,
    fix: isOurs ? `Look at ${url}` : 'Try again later',
    exit: isOurs ? exitCodes.notPossibleHere : exitCodes.tryAgain,
  });
}

const of = ({ from }: Token): string => `of ${from}`;

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api, https://docs.gitlab.com/security/rate_limits/ */
function untilOf(headers: Pick<Headers, 'get'>): string | null {
  const at = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset'));
  if (at > 0 && at < 1e11) return new Date(at * 1000).toISOString();
  const seconds = Number(headers.get('retry-after'));
  return seconds > 0 && seconds < 1e7 ? new Date(Date.now() + seconds * 1000).toISOString() : null;
}
