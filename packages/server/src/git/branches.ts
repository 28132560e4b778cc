import { GroundworkError } from '@groundwork/host';
import type { ResultOf } from '@groundwork/protocol';
import type { Access, Acting } from './access.ts';

type Branch = ResultOf<'git/branches'>[number];

const most = 5000;
const kinds = [
  ['refs/heads/', 'local'],
  ['refs/remotes/', 'remote'],
  ['refs/tags/', 'tag'],
] as const;

/** Branches and tags, those last committed to first. */
export async function listBranches(access: Access): Promise<Branch[]> {
  const format = '--format=%(refname)%00%(objectname)%00%(HEAD)%00%(symref)';
  const args = ['for-each-ref', '--sort=-creatordate', `--count=${most}`, format, ...kinds.map(([prefix]) => prefix.slice(0, -1))];
  const text = await access.text(args, 'Reading the branches');
  return text.split('\n').flatMap((line): Branch[] => {
    const [ref = '', commit = '', head = '', symref = ''] = line.split('\0');
    const kind = kinds.find(([prefix]) => ref.startsWith(prefix));
    // `origin/HEAD` is another name of a branch that is listed.
    if (!kind || symref !== '') return [];
    return [{ name: ref.slice(kind[0].length), kind: kind[1], commit, current: head === '*' }];
  });
}

/** Checks out a branch; one of a remote gets a local one that follows it, anything else is checked out without a branch. */
export async function switchTo(
  git: Acting,
  access: Access,
  { name, create }: { readonly name: string; readonly create: boolean },
): Promise<void> {
  const exists = async (ref: string): Promise<boolean> => (await access.read(['show-ref', '--verify', '--quiet', ref])).code === 0;
  const doing = `Switching to ${name}`;
  if ((await access.read(['check-ref-format', `refs/heads/${name}`])).code !== 0 || name.startsWith('-')) throw badName(name);
  if (create) await git(['switch', '--quiet', '--create', name], `Making ${name}`);
  else if (await exists(`refs/heads/${name}`)) await git(['switch', '--quiet', name], doing);
  else if (await exists(`refs/remotes/${name}`)) {
    const local = name.slice(name.indexOf('/') + 1);
    if (await exists(`refs/heads/${local}`)) await git(['switch', '--quiet', local], doing);
    else await git(['switch', '--quiet', '--track', name], doing);
  } else await git(['switch', '--quiet', '--detach', name], doing);
}

function badName(name: string): GroundworkError {
  return new GroundworkError({
    code: 'git.bad_name',
    message: `\`${name}\` cannot be the name of a branch`,
    fix: 'Use letters, digits, - and /, without spaces',
  });
}
