import { GroundworkError } from '@groundwork/host';
import type { Access, Acting } from './access.ts';

/** A server that says nothing for so long does not answer any more. */
const idle = 120_000;

export async function fetchAll(git: Acting, signal: AbortSignal): Promise<void> {
  await git(['fetch', '--all', '--progress'], 'Fetching', { signal, idle });
}

/** As the person has set it up: whether it merges or rebases is theirs to say (`pull.rebase`). */
export async function pullCurrent(git: Acting, signal: AbortSignal): Promise<void> {
  await git(['pull', '--progress', '--no-edit'], 'Pulling', { signal, idle });
}

/** Pushes the branch that is checked out to where it comes from; `setUpstream` publishes one that comes from nowhere. */
export async function pushCurrent(
  git: Acting,
  access: Access,
  { setUpstream, signal }: { readonly setUpstream: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const told = setUpstream ? await publication(access) : [];
  await git(['push', '--progress', ...told], 'Pushing', { signal, idle });
}

async function publication(access: Access): Promise<string[]> {
  const setting = async (name: string): Promise<string> => (await access.read(['config', '--get', name])).output.toString('utf8').trim();
  const branch = (await access.read(['symbolic-ref', '--quiet', '--short', 'HEAD'])).output.toString('utf8').trim();
  if (branch === '') {
    throw new GroundworkError({
      code: 'git.no_branch',
      message: 'No branch is checked out that could be published',
      fix: 'Make one first',
    });
  }
  const remotes = (await access.text(['remote'], 'Reading the remotes')).split('\n').filter((name) => name !== '');
  const wanted = (await setting(`branch.${branch}.pushRemote`)) || (await setting('remote.pushDefault'));
  const remote = [wanted, 'origin', remotes[0]].find((name) => name !== undefined && remotes.includes(name));
  if (remote === undefined) {
    throw new GroundworkError({
      code: 'git.unconnected',
      message: 'The repository is connected to none elsewhere',
      fix: 'git remote add origin ADDRESS',
    });
  }
  return ['--set-upstream', remote, branch];
}
