import { exitCodes, GroundworkError } from '@groundwork/host';
import type { Token } from '@groundwork/forge';
import type { PersonRepository } from '../../git/person.ts';
import type { Remote } from '../../git/remotes.ts';

/** Of our own making: no branch of anybody else is ever pushed to. */
export const ownBranches = 'groundwork/';

export interface PushOptions {
  readonly remote: Remote;
  readonly branch: string;
  readonly commit: string;
  /** What we pushed there before; it is replaced where nobody went on from it. */
  readonly before: string | null;
  /** Of the forge, and for no other server; the person's own helpers are asked first. */
  readonly token: { readonly origin: string; readonly forge: 'github' | 'gitlab'; readonly value: Token } | null;
}

/** `taken`: somebody else's commits are there, and stay. `ahead`: the change, and what somebody did since. */
export type Pushed = 'pushed' | 'there' | 'ahead' | 'taken';

/** Pushes a commit to a branch of ours, and never over a commit that is not. Throws `deliver.not_pushed`. */
export async function pushBranch(person: PersonRepository, options: PushOptions): Promise<Pushed> {
  const { remote, branch, commit, before } = options;
  const ref = `refs/heads/${branch}`;
  const { name, env } = wayTo(remote, options.token);
  try {
    const there = (await person.remote(['ls-remote', '--', name, ref], env)).split(/\s/)[0] ?? '';
    if (there === commit) return 'there';
    if (there !== '' && there !== before) return (await isAhead(person, options, there)) ? 'ahead' : 'taken';
    // Only where it still is what was just seen.
    const lease = `--force-with-lease=${ref}:${there}`;
    await person.remote(
      [
        '-c',
        'push.followTags=false',
        'push',
        '--quiet',
        '--no-verify',
        '--no-follow-tags',
        '--recurse-submodules=no',
        lease,
        '--',
        name,
        `${commit}:${ref}`,
      ],
      env,
    );
    return 'pushed';
  } catch (error) {
    throw notPushed(error, remote, options.token);
  }
}

/** What is there is read without a name of its own, only to be looked at. */
async function isAhead(person: PersonRepository, { remote, branch, commit, token }: PushOptions, there: string): Promise<boolean> {
  const { name, env } = wayTo(remote, token);
  const fetch = [
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--recurse-submodules=no',
    '--refmap=',
    '--',
    name,
    `refs/heads/${branch}`,
  ];
  await person.remote(fetch, env);
  return (await person.ask(['merge-base', '--is-ancestor', commit, there])) !== null;
}

/** Which lines are whose, for everybody. Notes of others that are there are merged with, and never replaced. */
export async function pushNotes(
  person: PersonRepository,
  { remote, token }: Pick<PushOptions, 'remote' | 'token'>,
  refs: readonly string[],
): Promise<void> {
  const { name, env } = wayTo(remote, token);
  try {
    for (const ref of refs) {
      const there = (await person.remote(['ls-remote', '--', name, ref], env)).split(/\s/)[0] ?? '';
      const own = await person.ask(['rev-parse', '--verify', '--quiet', ref]);
      if (own === null || own === there) continue;
      if (there !== '') await mergeNotes(person, { name, ref, there, env });
      await person.remote(['push', '--quiet', '--no-verify', '--no-follow-tags', '--', name, `${ref}:${ref}`], env);
    }
  } catch (error) {
    throw notPushed(error, remote, token);
  }
}

interface Merged {
  readonly name: string;
  readonly ref: string;
  readonly there: string;
  readonly env: Readonly<Record<string, string>>;
}

async function mergeNotes(person: PersonRepository, { name: remote, ref, there, env }: Merged): Promise<void> {
  await person.remote(['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--refmap=', '--', remote, ref], env);
  if ((await person.ask(['merge-base', '--is-ancestor', there, ref])) !== null) return;
  const side = `refs/notes/groundwork/${there}`;
  const { name, email } = await person.identity();
  await person.text(['update-ref', side, there]);
  try {
    const signed = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
    await person.text(['notes', `--ref=${ref}`, 'merge', '--quiet', '--strategy=ours', side], undefined, signed);
  } finally {
    await person.ask(['update-ref', '-d', side]);
  }
}

/**
 * A remote by its name, never by its address: that may hold a password, and arguments are for everybody to see. Where it is read from
 * another address than it is pushed to, it gets a name for the time being.
 */
function wayTo(remote: Remote, token: PushOptions['token']): { readonly name: string; readonly env: Readonly<Record<string, string>> } {
  const isPlain = remote.url === remote.pushUrl;
  const name = isPlain ? remote.name : `groundwork-${remote.name}`;
  return {
    name,
    env: { ...settings([...(isPlain ? [] : [[`remote.${name}.url`, remote.pushUrl] as const]), ...helperFor(token)]), ...secretOf(token) },
  };
}

/** Settings of git for one call, after those the environment has already. */
function settings(all: readonly (readonly [key: string, value: string])[]): Record<string, string> {
  const count = Number(process.env['GIT_CONFIG_COUNT'] ?? 0);
  const pairs = all.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${count + index}`, key],
    [`GIT_CONFIG_VALUE_${count + index}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(count + all.length), ...Object.fromEntries(pairs) };
}

/** One more credential helper of git, after the person's own, for this server only. The token is in the environment it reads, and in no argument or file. */
function helperFor(token: PushOptions['token']): readonly (readonly [string, string])[] {
  const helper = `!f() { test "$1" = get && printf 'username=%s\npassword=%s\n' "$GROUNDWORK_FORGE_USER" "$GROUNDWORK_FORGE_TOKEN"; }; f`;
  return token === null ? [] : [[`credential.${token.origin}.helper`, helper]];
}

function secretOf(token: PushOptions['token']): Readonly<Record<string, string>> {
  if (token === null) return {};
  // Any name does for GitHub, and for GitLab this one with every kind of token (https://docs.gitlab.com/topics/git/clone/#clone-using-a-token).
  return { GROUNDWORK_FORGE_USER: token.forge === 'github' ? 'x-access-token' : 'oauth2', GROUNDWORK_FORGE_TOKEN: token.value.value };
}

function notPushed(error: unknown, { name, pushUrl }: Remote, token: PushOptions['token']): unknown {
  if (!(error instanceof GroundworkError) || error.code !== 'git.failed') return error;
  const said = masked(error.message, token);
  const right = /denied|403|not allowed|permission|not authorized|not granted|authentication failed|could not read Username/i.test(said);
  return new GroundworkError({
    code: right ? 'deliver.no_right' : 'deliver.not_pushed',
    message: right ? `You may not push to \`${name}\`: ${said}` : `\`${name}\` could not be pushed to: ${said}`,
    where: masked(pushUrl, token),
    fix: right
      ? 'Sign in to it, or push to a fork of yours: git remote add fork URL, then --remote fork'
      : 'Check what it says, then run it again: what was done is not done twice',
    exit: exitCodes.notPossibleHere,
  });
}

/** git leaves passwords of addresses out of most of what it says, and not of all. */
function masked(text: string, token: PushOptions['token']): string {
  const plain = text.replaceAll(/\/\/[^/@\s]*@/g, '//');
  return token === null ? plain : plain.replaceAll(token.value.value, '***');
}
