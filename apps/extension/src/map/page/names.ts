import type { MapNode } from '../model.ts';

/** What a screen reader says of a card. */
export function nameOf({ side, name, title, word, optional, questions, findings, url }: MapNode, needs: readonly string[]): string {
  const parts = [`${name}, ${side}, ${title}`, word];
  if (optional) parts.push('optional');
  if (url !== null) parts.push(`at ${url}`);
  if (needs.length > 0) parts.push(`${side === 'service' ? 'needs' : 'used by'} ${needs.join(', ')}`);
  if (questions.length > 0) parts.push(questions.length === 1 ? '1 question' : `${questions.length} questions`);
  if (findings.length > 0) parts.push(findings.length === 1 ? '1 finding' : `${findings.length} findings`);
  return parts.join(', ');
}
