import type { MapNode } from '../model.ts';

/** What a screen reader says of a card beside what stands on it. */
export function unseenWords({ side, optional }: MapNode, linked: readonly string[]): string {
  const parts = linked.length === 0 ? [] : [`${side === 'service' ? 'needs' : 'used by'} ${linked.join(', ')}`];
  if (optional) parts.push('may be missing');
  return parts.map((part) => `, ${part}`).join('');
}

export function counted(count: number, word: string): string {
  return ` ${word}${count === 1 ? '' : 's'}`;
}
