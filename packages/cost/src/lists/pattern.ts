import { slot } from '../keys/kind.ts';

const compiled = new Map<string, RegExp>();

/**
 * Whether a text of a list is what a table says, `*` being any words: what stands for `{class}`, `''` where there is none, `null` where
 * it is not.
 */
export function matched(pattern: string, text: string): string | null {
  let expression = compiled.get(pattern);
  if (!expression) {
    const source = pattern
      .split(slot)
      .map((part) =>
        part
          .split('*')
          .map((word) => word.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
          .join('.*'),
      )
      .join('([A-Za-z0-9][A-Za-z0-9._-]*)');
    expression = new RegExp(`^${source}$`);
    compiled.set(pattern, expression);
  }
  const found = expression.exec(text);
  return found ? (found[1] ?? '') : null;
}
