import { exitCodes, GroundworkError } from '@groundwork/host';
import { byUsualName } from '@groundwork/forge';
import type { PersonRepository } from '../../git/person.ts';
import { remotesOf, type Remote } from '../../git/remotes.ts';

/** What a repository says of where its commits came from. */
export interface Origins {
  readonly remotes: readonly Remote[];
  /** Branches of remotes that hold the commit, as `origin/main`. */
  readonly holding: readonly string[];
  /** Branches that remotes call their own: remote to branch. */
  readonly defaults: Readonly<Record<string, string>>;
  /** What the branch that is checked out follows: `origin/main`. */
  readonly upstream: string | null;
  /** The remote git would push to, where somebody said so. */
  readonly pushes: string | null;
}

/** Where a branch is pushed, and what a request from it goes into. */
export interface Destination {
  readonly push: Remote;
  readonly into: Remote;
  /** Branch of `into`; `null` is the one its forge names. */
  readonly base: string | null;
}

export interface Wished {
  readonly remote: string | null;
  readonly base: string | null;
}

/** As the person's settings have it, `insteadOf` included. Nothing is asked over the network. */
export async function readOrigins(person: PersonRepository, commit: string): Promise<Origins> {
  const lines = async (args: readonly string[]): Promise<string[]> => ((await person.settings(args)) ?? '').split('\n').filter(Boolean);
  const remotes = await remotesOf(person);
  const refs = await lines(['for-each-ref', `--contains=${commit}`, '--format=%(refname:strip=2)', 'refs/remotes']);
  const heads = await lines(['for-each-ref', '--format=%(refname:strip=2) %(symref:strip=2)', 'refs/remotes/*/HEAD']);
  const defaults = Object.fromEntries(
    heads.flatMap((row) => {
      const [from = '', to = ''] = row.split(' ');
      const remote = from.replace(/\/HEAD$/, '');
      return to.startsWith(`${remote}/`) ? [[remote, to.slice(remote.length + 1)]] : [];
    }),
  );
  const branch = await person.settings(['symbolic-ref', '--quiet', '--short', 'HEAD']);
  const of = (key: string): Promise<string | null> =>
    branch === null ? Promise.resolve(null) : person.settings(['config', '--get', `branch.${branch}.${key}`]);
  const merge = (await of('merge'))?.replace(/^refs\/heads\//, '');
  const from = await of('remote');
  return {
    remotes,
    holding: refs.filter((ref) => !ref.endsWith('/HEAD')),
    defaults,
    upstream: from && merge ? `${from}/${merge}` : null,
    pushes: (await of('pushRemote')) ?? (await person.settings(['config', '--get', 'remote.pushDefault'])),
  };
}

/**
 * Where a change goes: into the branch its base came from, pushed to the remote git would push to. Throws `deliver.no_remote`, and
 * `deliver.base_not_pushed` where what the change stands on is nowhere but here: pushing it would push that as well.
 */
export function destinationOf(origins: Origins, { remote, base }: Wished, commit: string): Destination {
  const { remotes, defaults, upstream, pushes } = origins;
  const named = remote ?? pushes;
  const push = named === null ? null : remotes.find(({ name }) => name === named);
  if (remotes.length === 0 || push === undefined) throw noRemote(named, remotes);
  const held = byUsualName(remotes)
    .flatMap((each) =>
      origins.holding
        .filter((ref) => ref.startsWith(`${each.name}/`))
        .map((ref) => ({ remote: each, branch: ref.slice(each.name.length + 1) })),
    )
    // A branch of another ticket is nothing that a request goes into.
    .filter(({ branch }) => !branch.startsWith('groundwork/'));
  const wanted =
    base === null
      ? (held.find((each) => defaults[each.remote.name] === each.branch) ??
        held.find((each) => `${each.remote.name}/${each.branch}` === upstream) ??
        held[0])
      : (held.find(({ branch }) => branch === base) ?? held[0]);
  if (!wanted) throw notPushed(commit, upstream);
  // Remotes that never said which branch is theirs: their forge does.
  const known = defaults[wanted.remote.name] !== undefined || held.filter((each) => each.remote === wanted.remote).length === 1;
  return {
    push: push ?? wanted.remote,
    into: wanted.remote,
    base: base ?? (known || `${wanted.remote.name}/${wanted.branch}` === upstream ? wanted.branch : null),
  };
}

const noRemote = (named: string | null, remotes: readonly Remote[]): GroundworkError =>
  new GroundworkError({
    code: 'deliver.no_remote',
    message: named === null ? 'There is no remote to push to' : `There is no remote \`${named}\``,
    fix:
      remotes.length === 0 ? 'git remote add origin URL' : `Name one that is there: --remote ${remotes.map(({ name }) => name).join(', ')}`,
    exit: exitCodes.usage,
  });

const notPushed = (commit: string, upstream: string | null): GroundworkError =>
  new GroundworkError({
    code: 'deliver.base_not_pushed',
    message: `The commit the work began on, ${commit.slice(0, 10)}, is on no branch of a remote: it would be pushed along with the change`,
    fix:
      upstream === null
        ? 'Push it first: git push --set-upstream REMOTE BRANCH'
        : 'Push it first: git push (or git fetch, where it is there already)',
    exit: exitCodes.notPossibleHere,
  });
