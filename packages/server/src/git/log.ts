import type { ParsedParamsOf, ResultOf } from '@groundwork/protocol';
import type { Access } from './access.ts';
import { gitError } from './errors.ts';

const fields = ['%H', '%an', '%at', '%s'];

/** Commits of the branch that is checked out, the newest first; none before the first one. */
export async function readLog(access: Access, { path, skip, limit }: ParsedParamsOf<'git/log'>): Promise<ResultOf<'git/log'>> {
  const format = `--format=${fields.join('%x00')}`;
  const args = ['log', '-z', '--no-show-signature', format, `--skip=${skip}`, `--max-count=${limit}`];
  const ran = await access.read([...args, ...(path === null ? [] : ['--', path === '' ? '.' : path])], { literal: true });
  if (/does not have any commits yet|bad default revision/.test(ran.errors)) return [];
  if (ran.code !== 0) throw gitError(ran, 'Reading the history');
  const words = ran.output.toString('utf8').split('\0');
  const commits: ResultOf<'git/log'> = [];
  for (let at = 0; at + fields.length <= words.length; at += fields.length) {
    const [commit = '', author = '', seconds = '', subject = ''] = words.slice(at, at + fields.length);
    commits.push({ commit, author, date: Number(seconds) * 1000, subject });
  }
  return commits;
}
