import type { CommitInfo } from '../record/change.ts';
import type { Repository } from '../repository/repository.ts';

export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** Who wrote each commit, with names joined by `.mailmap` of the last one. */
export async function identitiesOf(repository: Repository, commits: readonly CommitInfo[]): Promise<readonly Identity[]> {
  const known = new Map<string, Identity>();
  for (const { author, email } of commits) known.set(`${author} <${email}>`, { name: author, email });
  const isMapped = (await repository.files()).some(({ path }) => path === '.mailmap');
  // One without an address is nobody git could look for.
  const asked = !isMapped ? [] : [...known].filter(([, { email }]) => email !== '').map(([written]) => written);
  const source = ['-c', `mailmap.blob=${repository.head}:.mailmap`, '-c', 'mailmap.file='];
  const answers =
    asked.length === 0
      ? []
      : (await repository.run([...source, 'check-mailmap', '--stdin'], `${asked.join('\n')}\n`)).toString('utf8').split('\n');
  for (const [index, written] of asked.entries()) {
    const match = /^(.*?) ?<([^<>]*)>$/.exec(answers[index] ?? '');
    if (match) known.set(written, { name: match[1] ?? '', email: match[2] ?? '' });
  }
  return commits.map(({ author, email }) => known.get(`${author} <${email}>`) ?? { name: author, email });
}
