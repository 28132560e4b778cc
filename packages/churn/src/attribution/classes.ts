/** Whose work a commit is, as far as can be known; the words are those of Agent Trace (https://agent-trace.dev). */
export const classes = ['ai', 'mixed', 'human', 'unknown'] as const;
export type Class = (typeof classes)[number];

/** Where a class comes from, the surest first. What says nothing is `none`, and its class `unknown`: never `human`. */
export const sources = {
  'agent-trace': 'Agent Trace records: lines, as the tool that wrote them said',
  'git-ai': 'refs/notes/ai: lines, as the tool that wrote them said',
  trailer: 'a trailer of the message: who committed said so',
  author: 'the author or committer is an assistant',
  message: 'a line that an assistant puts below its messages',
  merged: 'the commits that were merged, each by what is above',
  automation: 'a bot that is no assistant, as for updates of dependencies',
  none: 'nothing says who or what wrote it',
} as const;
export type Source = keyof typeof sources;

/** Why a commit has its class. */
export interface Finding {
  readonly class: Class;
  readonly source: Source;
  /** The assistant, as in the table of assistants or as a record names it. */
  readonly tool: string | null;
  readonly model: string | null;
  /** The words that say it, one line. */
  readonly why: string;
}
