import type { Family } from './families.ts';
import type { Hole, Snippet } from './hole.ts';
import { asComment } from './comment.ts';

/** The text that a model of this family continues with what belongs in the hole. */
export function fillPrompt(hole: Hole, family: Family): string {
  const safe = (text: string): string => withoutTokens(text, family.tokens);
  const { repository } = family;
  const path = safe(hole.path);
  const suffix = safe(hole.suffix);
  if (!repository) {
    const prefix = safe(hole.snippets.map((snippet) => asComment(snippet, hole.path)).join('') + hole.prefix);
    return put(family.fill, { path, prefix, suffix });
  }
  const files = hole.snippets.map((snippet) => put(repository.file, { path: safe(snippet.path), text: safe(ended(snippet)) })).join('');
  // Mistral's models are given the suffix before all that comes before the hole.
  const [before, after] = family.fill.startsWith('[SUFFIX]') ? split(family.fill, '[PREFIX]') : ['', family.fill];
  const head = hole.snippets.length > 0 ? put(repository.head, { repository: safe(hole.repository) }) : '';
  return put(before, { suffix }) + head + files + put(after, { path, prefix: safe(hole.prefix), suffix });
}

/**
 * Text of a repository in which nothing is one of a model's own tokens, so that no file can end the hole or begin another one. It
 * differs from what was written by a space where one was.
 */
export function withoutTokens(text: string, tokens: readonly string[]): string {
  let safe = text;
  for (const token of tokens) if (safe.includes(token)) safe = safe.replaceAll(token, `${token.slice(0, 1)} ${token.slice(1)}`);
  return safe;
}

/** In one pass, as a text that is put in may itself hold `{suffix}`. */
const put = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

const ended = ({ text }: Snippet): string => text.replace(/\n$/, '');

function split(text: string, at: string): [string, string] {
  const place = text.indexOf(at) + at.length;
  return [text.slice(0, place), text.slice(place)];
}
