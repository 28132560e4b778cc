/**
 * What is said of one changed line. The words are GitClear's (*Coding on Copilot*, 2024); where theirs leave room, what is meant here is
 * written beside the word and nowhere else. Two lines are the same when nothing but whitespace tells them apart.
 */
export const operations = {
  /** A new line that is none of what follows. */
  added: 0,
  /** A line that went away and nothing stands in its place: none of what follows. */
  deleted: 0,
  /** The nth line that went away in a hunk and the nth that came, once no-op and moved lines are set aside. Counted once for both. */
  updated: 1,
  /** The same line went away elsewhere in the commit. It needs 8 letters or digits, or to follow one that moved. Counted once for both. */
  moved: 2,
  /** A line of 8 letters or digits that the commit also adds in another file or hunk: all of them but the first. */
  copied: 3,
  /** In a block of 5 or more added lines that stood somewhere in the repository before the commit. */
  copiedFromRepository: 4,
  /** Updated, and the commit puts the same words in place of the same words in 3 lines or more. */
  findReplaced: 5,
  /** Only whitespace differs: indentation, line endings, blank lines. No part of churn, nor of what is known to live or die. */
  noop: 6,
  /** Its file became text, or stopped being text, to git: no diff shows its lines. */
  transition: 7,
} as const;

export type Operation = keyof typeof operations;

/** In the order in which they are counted and printed. */
export const operationNames: readonly Operation[] = [
  'added',
  'deleted',
  'updated',
  'moved',
  'copied',
  'copiedFromRepository',
  'findReplaced',
  'noop',
  'transition',
];

/** Letters, digits, underscores and bytes beyond ASCII that make a line worth recognising: `}`, `else {` and `return;` are not. */
export const tellingBytes = 8;

/** Consecutive lines that make a block. */
export const blockLines = 5;

/** Lines of a block that have to be telling. */
export const tellingInBlock = 3;

/** Lines with the same substitution that make it a find and replace. */
export const replacedTogether = 3;
