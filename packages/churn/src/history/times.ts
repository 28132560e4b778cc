import type { Note } from '../repository/note.ts';
import type { CommitInfo } from '../record/change.ts';

/** 7 April 2005, the first commit of git: an older time is one of another system, or none at all. */
const beforeGit = 1_112_911_993;
const tenYears = 10 * 365 * 86_400;

/** Times by which ages are counted that cannot be right. They are used as they are, so a reader has to know. */
export function doubtfulTimes(commits: readonly CommitInfo[]): Note[] {
  const notes: Note[] = [];
  const last = commits.at(-1)?.committed ?? 0;
  const times = new Map(commits.map(({ sha, committed }) => [sha, committed]));
  // The merged branches of a history along first parents are none of these commits.
  const backwards = commits.filter(({ committed, parents }) => parents.some((parent) => committed < (times.get(parent) ?? 0))).length;
  const old = commits.filter(({ committed }) => committed < beforeGit - tenYears * 2).length;
  const later = commits.filter(({ committed }) => committed > last + 86_400).length;
  const future = commits.filter(({ committed }) => committed > Date.now() / 1000 + 86_400).length;
  if (backwards > 0)
    notes.push({
      code: 'time.backwards',
      message: `${count(backwards)} dated before the one it follows. What dies before it is born counts as 0 days old.`,
    });
  if (old > 0)
    notes.push({
      code: 'time.old',
      message: `${count(old)} dated before 1985: the clock was wrong, and its lines look older than they are.`,
    });
  if (later > 0) notes.push({ code: 'time.later', message: `${count(later)} dated more than a day after the last one.` });
  if (future > 0) notes.push({ code: 'time.future', message: `${count(future)} dated in the future.` });
  return notes;
}

function count(commits: number): string {
  return commits === 1 ? '1 commit is' : `${commits} commits are`;
}
