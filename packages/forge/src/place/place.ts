/** The two kinds of servers that are spoken to. */
export type ForgeKind = 'github' | 'gitlab';

/** One project of one forge. */
export interface ForgePlace {
  readonly forge: ForgeKind;
  /** With its port. */
  readonly host: string;
  /** `bakery/api`; of GitLab with all groups. */
  readonly project: string;
  /** Where a person reads it, without a trailing slash: `https://github.com/bakery/api`. */
  readonly url: string;
  /** Where programs read it, without a trailing slash. */
  readonly api: string;
  /** Where GraphQL is asked. */
  readonly graphql: string;
}

/**
 * A project by the server it lies on. Of GitHub's cloud programs ask another host than people
 * (https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency), of servers of one's own another path.
 */
export function placeOf(forge: ForgeKind, origin: string, project: string): ForgePlace {
  const { host, protocol } = new URL(origin);
  const base = { forge, host, project, url: `${protocol}//${host}/${project}` };
  if (forge === 'gitlab') return { ...base, api: `${protocol}//${host}/api/v4`, graphql: `${protocol}//${host}/api/graphql` };
  if (isGitHubCloud(host)) return { ...base, api: `https://api.${host}`, graphql: `https://api.${host}/graphql` };
  return { ...base, api: `${protocol}//${host}/api/v3`, graphql: `${protocol}//${host}/api/graphql` };
}

/** github.com, or a company's own corner of GitHub's cloud. */
export const isGitHubCloud = (host: string): boolean => host === 'github.com' || /^[\w-]+\.ghe\.com$/.test(host);

/** Names by which servers say what they are; others have to be asked. */
export function forgeByName(host: string): ForgeKind | null {
  const name = host.replace(/:\d+$/, '');
  if (isGitHubCloud(name) || /(^|\.)github\./.test(name)) return 'github';
  return /(^|\.)gitlab\./.test(name) ? 'gitlab' : null;
}

/** Plain HTTP is spoken with this machine only: anyone on the way could read a token and change an answer. */
export const isLoopback = (hostname: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
