import type { CommitInfo } from './change.ts';
import { bytesOf, textsOf } from './parts.ts';

/** Texts and times of a commit as they are kept: everything but its id is text. */
const texts = 5;

export function encodeCommits(commits: readonly CommitInfo[]): { readonly texts: Buffer; readonly times: Float64Array } {
  const pieces: Buffer[] = [];
  // Some at a time: all of them as one text would be large.
  for (let at = 0; at < commits.length; at += 1000)
    pieces.push(
      bytesOf(
        commits
          .slice(at, at + 1000)
          .flatMap(({ sha, parents, author, email, message }) => [sha, parents.join(' '), author, email, message]),
      ),
    );
  return { texts: Buffer.concat(pieces), times: Float64Array.from(commits.flatMap(({ authored, committed }) => [authored, committed])) };
}

export function decodeCommits(bytes: Uint8Array, times: Float64Array): CommitInfo[] {
  const commits: CommitInfo[] = [];
  for (let index = 0, at = 0; index * 2 < times.length; index++) {
    let end = at;
    for (let text = 0; text < texts; text++) end = bytes.indexOf(0, end) + 1;
    const [sha = '', parents = '', author = '', email = '', message = ''] = textsOf(bytes.subarray(at, end));
    const [authored = 0, committed = 0] = [times[index * 2], times[index * 2 + 1]];
    commits.push({ sha, parents: parents === '' ? [] : parents.split(' '), author, email, authored, committed, message });
    at = end;
  }
  return commits;
}
