import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shorten } from './context.ts';
import type { Mode } from './mode.ts';

/** Notes of a repository for agents are read no further than this, in characters. */
const longestNotes = 8000;

/** What a model is told before anything else. */
export function instructions(folder: string, mode: Mode): string {
  const notes = notesOf(folder);
  return [
    `You change code in the repository at ${folder}. You have a shell (bash) and an editor (edit); further tools may be there.`,
    'Find out before you change: read the code that is concerned and how it is tested. Make the smallest change that does what was asked, in the manner of the code around it. Run what proves it. Say only what you have seen to hold: the change is verified afterwards on a clean tree, by execution.',
    'State your plan as a checklist, one `- [ ] step` a line; when a step begins or ends write the list again with `- [~]` and `- [x]`.',
    'Commands are run without a terminal and start in the repository; what they leave running is ended with them. Never wait for input.',
    mode === 'plan'
      ? 'Now only plan: nothing may be changed, and only commands that read are run (ls, cat, grep, rg, find, sed -n, git log, git show, ...). Read what you need, then answer with the checklist and, in a few sentences, why.'
      : 'When all is done and proven, answer in a few sentences: what was changed, and what was run to prove it.',
    ...(notes === null ? [] : [`Notes of this repository for agents (AGENTS.md):\n\n${notes}`]),
  ].join('\n\n');
}

function notesOf(folder: string): string | null {
  try {
    return shorten(readFileSync(join(folder, 'AGENTS.md'), 'utf8'), longestNotes);
  } catch {
    return null;
  }
}
