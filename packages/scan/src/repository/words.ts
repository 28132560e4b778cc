import { libraries } from '../catalog/index.ts';
import type { LanguageReader } from '../languages/language.ts';

const patterns = new WeakMap<LanguageReader, RegExp>();

/** One expression that finds whether a file is worth parsing: it names a library of the catalogue or a word of its language's reader. */
export function wordsOf(reader: LanguageReader): RegExp {
  const known = patterns.get(reader);
  if (known) return known;
  const words = new Set(reader.words);
  for (const library of libraries) {
    if (library.language !== reader.language) continue;
    for (const module of library.modules ?? library.packages) words.add(module);
  }
  const escaped = [...words].map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).sort();
  const pattern = new RegExp(escaped.length ? escaped.join('|') : '(?!)');
  patterns.set(reader, pattern);
  return pattern;
}
