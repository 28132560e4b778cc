import type { Commit, GitStatus, ParsedParamsOf } from '@groundwork/protocol';
import type { Access } from './access.ts';
import { gitError } from './errors.ts';
import type { Paths } from './paths.ts';
import type { Place } from './place.ts';
import { kindOf, splitAtZero } from './status.ts';

const fields = ['%H', '%P', '%an', '%ae', '%at', '%s', '%B'];
/** The tree of no commit, as git names it: what the first commit is compared with. */
const nothing = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** Commits, the newest first; none before the first one. */
export async function readLog(access: Access, { revisions, path, skip, limit }: ParsedParamsOf<'git/log'>): Promise<Commit[]> {
  const format = `--format=${fields.join('%x00')}`;
  const args = ['log', '-z', '--topo-order', '--no-show-signature', format, `--skip=${skip}`, `--max-count=${limit}`, '--end-of-options'];
  const named = revisions.length === 0 ? [] : revisions;
  const ran = await access.read([...args, ...named, '--', ...(path === null ? [] : [path === '' ? '.' : path])], { literal: true });
  if (/does not have any commits yet|bad default revision/.test(ran.errors)) return [];
  if (ran.code !== 0) throw gitError(ran, 'Reading the history');
  const words = ran.output.toString('utf8').split('\0');
  const commits: Commit[] = [];
  for (let at = 0; at + fields.length <= words.length; at += fields.length) {
    const [commit = '', parents = '', author = '', email = '', seconds = '', subject = '', message = ''] = words.slice(
      at,
      at + fields.length,
    );
    const date = Number(seconds) * 1000;
    commits.push({
      commit,
      parents: parents.split(' ').filter((each) => each !== ''),
      author,
      email,
      date,
      subject,
      message: message.trimEnd(),
    });
  }
  return commits;
}

/** What a commit changed. Only names are compared, so that no program that shows differences is asked. */
export async function readChanges(
  access: Access,
  { commit, parent }: ParsedParamsOf<'git/changes'>,
  { prefix, paths }: Pick<Place, 'prefix'> & { readonly paths: Paths },
): Promise<GitStatus['index']> {
  const args = ['diff-tree', '-r', '-z', '--name-status', '--find-renames', '--no-commit-id', '--no-ext-diff', '--end-of-options'];
  const ran = await access.read([...args, parent ?? nothing, commit, '--', '.'], { literal: true });
  if (ran.code !== 0) throw gitError(ran, 'Reading the commit');
  const words = splitAtZero(ran.output).map((word) => paths.shown(word));
  const inside = (path = ''): string => (path.startsWith(prefix) ? path.slice(prefix.length) : path);
  const changes: GitStatus['index'] = [];
  for (let at = 0; at + 1 < words.length;) {
    const kind = kindOf(words[at]?.[0] ?? '') ?? 'modified';
    const moved = kind === 'renamed' || kind === 'copied';
    changes.push({ kind, path: inside(words[at + (moved ? 2 : 1)]), from: moved ? inside(words[at + 1]) : null });
    at += moved ? 3 : 2;
  }
  return changes;
}

export async function readMergeBase(access: Access, revisions: readonly string[]): Promise<string | null> {
  const ran = await access.read(['merge-base', ...(revisions.length > 2 ? ['--octopus'] : []), '--end-of-options', ...revisions]);
  return ran.code === 0 ? ran.output.toString('utf8').trim() : null;
}
