import { asComment } from './comment.ts';
import type { Hole } from './hole.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

const hereMark = '<|here|>';

const rules = [
  'You complete code in an editor. The user gives files of a repository and one file in which the cursor stands at <|here|>.',
  'Answer with the text that belongs at the cursor and with nothing else: no explanation, no repetition of what stands before or',
  'after it. Put it between <fill> and </fill>, with the spaces and line breaks it needs. Answer <fill></fill> where nothing is to be added.',
].join('\n');

/** For models that were never taught to fill in. */
export function chatMessages(hole: Hole): readonly ChatMessage[] {
  const safe = (text: string): string => text.replaceAll(hereMark, '<| here|>').replaceAll(/<(\/?)fill>/g, '< $1fill>');
  const others = hole.snippets.map((snippet) => safe(asComment(snippet, hole.path))).join('\n');
  const file = `Path: ${safe(hole.path)}\n${safe(hole.prefix)}${hereMark}${safe(hole.suffix)}`;
  return [
    { role: 'system', content: rules },
    { role: 'user', content: others === '' ? file : `${others}\n${file}` },
  ];
}

/**
 * What a chat's answer says belongs in the hole, of an answer that may still be coming. `null`: nothing yet. Models that forget the
 * marks put code into a fence, or give it as it is.
 */
export function filledIn(answer: string): string | null {
  const opened = answer.indexOf('<fill>');
  if (opened >= 0) {
    const inside = answer.slice(opened + '<fill>'.length);
    const closed = inside.indexOf('</fill>');
    return closed >= 0 ? inside.slice(0, closed) : inside.replace(/<(\/(f(i(ll?)?)?)?)?$/, '');
  }
  const head = answer.trimStart();
  if (head === '' || '<fill>'.startsWith(head) || '```'.startsWith(head)) return null;
  const fence = /^```[^\n]*\n([\s\S]*?)(?:\n?```[\s\S]*)?$/.exec(head);
  if (fence) return fence[1] ?? '';
  return head.startsWith('```') ? null : answer;
}
