import type { Evidence } from '@groundwork/blueprint';
import { visible } from '../../../terminal/text.ts';

/** `file:line` of the strongest evidence; the first of equals. */
export function place(evidence: readonly Evidence[]): string {
  const best = strongest(evidence);
  return best ? `${visible(best.file)}:${best.line}` : '';
}

export function strongest(evidence: readonly Evidence[]): Evidence | undefined {
  let best: Evidence | undefined;
  for (const item of evidence) if (!best || item.confidence > best.confidence) best = item;
  return best;
}
