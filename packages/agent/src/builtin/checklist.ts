import type { PlanEntry } from '@agentclientprotocol/sdk';

const states: Readonly<Record<string, PlanEntry['status']>> = { ' ': 'pending', '~': 'in_progress', x: 'completed', X: 'completed' };

/**
 * The plan in what a model wrote: the last list of boxes, `- [ ]` to do, `- [~]` underway, `- [x]` done. A list is what models write
 * anyway; a tool of its own for it would be one more to be called wrongly.
 */
export function planIn(text: string): PlanEntry[] | null {
  let entries: PlanEntry[] = [];
  let isOpen = false;
  for (const line of text.split('\n')) {
    const [, box, content] = /^\s*(?:[-*]|\d+[.)])\s+\[([ ~xX])\]\s+(.+?)\s*$/.exec(line) ?? [];
    if (box !== undefined && content !== undefined) {
      if (!isOpen) entries = [];
      isOpen = true;
      entries.push({ content, priority: 'medium', status: states[box] ?? 'pending' });
    } else if (/^\S/.test(line)) isOpen = false;
  }
  return entries.length === 0 ? null : entries;
}
