import type { Repository } from '../repository/repository.ts';
import type { Expression } from '../syntax/expression.ts';

/** How a library derives the variable that overrides a key. */
export interface Naming {
  readonly prefix: string;
  /** What stands in a variable for each text of a key: `.` is `__`. */
  readonly replacements: readonly (readonly [from: string, to: string])[];
  /** Lower-case names are understood as well, so that authors choose. */
  readonly anyCase: boolean;
}

/** The variable of a key; of the spellings that are understood, the one the repository's own texts show. */
export function variableOf(key: string, naming: Naming, repository: Repository): string {
  const plain = naming.replacements.reduce((text, [from, to]) => (from === '' ? text : text.replaceAll(from, to)), key);
  const upper = (naming.prefix + plain).toUpperCase();
  if (!naming.anyCase) return upper;
  const spelled = naming.prefix + plain;
  return spelled !== upper && isMentioned(spelled, naming.prefix, repository) ? spelled : upper;
}

const mentions = new WeakMap<Repository, Map<string, ReadonlySet<string>>>();

/** Whether a word with this prefix stands in a README, script or example of the repository. */
export function isMentioned(word: string, prefix: string, repository: Repository): boolean {
  const known = mentions.get(repository) ?? new Map<string, ReadonlySet<string>>();
  mentions.set(repository, known);
  let words = known.get(prefix);
  if (!words) {
    const found = new Set<string>();
    const pattern = new RegExp(`${prefix.replace(/\W/g, '\\$&')}\\w+`, 'g');
    if (prefix !== '')
      for (const path of repository.paths) {
        for (const match of (repository.text(path) ?? '').matchAll(pattern)) found.add(match[0]);
      }
    known.set(prefix, (words = found));
  }
  return words.has(word);
}

/** Reading a variable that stands above a value in a file or in the code. */
export const variableRead = (variable: string, fallback: Expression | null, required: boolean, line: number): Expression => ({
  kind: 'environment',
  variable,
  fallback: fallback && /^(literal|environment|template|call)$/.test(fallback.kind) ? fallback : null,
  required: required && fallback === null,
  line,
});
