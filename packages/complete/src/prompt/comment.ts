import { languageOf } from '../language/language.ts';
import type { Snippet } from './hole.ts';

/** A snippet as a comment at the head of a file, for models that know of one file only. */
export function asComment({ path, text }: Snippet, of: string): string {
  const { open, close } = marks(of);
  const lines = [`Path: ${path}`, ...text.replace(/\n+$/, '').split('\n')];
  return lines.map((line) => `${open}${line.trimEnd()}${close}\n`).join('');
}

function marks(path: string): { open: string; close: string } {
  const lexis = languageOf(path)?.lexis;
  const [line] = lexis?.line ?? [];
  if (line !== undefined) return { open: `${line} `, close: '' };
  const [block] = lexis?.block ?? [];
  return block ? { open: `${block.open} `, close: ` ${block.close}` } : { open: '', close: '' };
}
