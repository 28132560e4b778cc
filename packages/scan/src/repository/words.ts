import { libraries } from '../catalog/index.ts';
import type { LanguageReader } from '../languages/language.ts';

const patterns = new WeakMap<LanguageReader, RegExp>();

/** One expression that finds whether a file is worth parsing: it names a library of the catalogue or a word of its language's reader. */
export function wordsOf(reader: LanguageReader): RegExp {
  const known = patterns.get(reader);
  if (known) return known;
  const modules = libraries.flatMap((library) =>
    library.language === reader.language ? (library.words ?? library.modules ?? library.packages) : [],
  );
  const alternatives = [
    ...reader.words.map(escaped),
    ...modules.map((name) => (reader.quotedModules ? `['"]${escaped(name)}['"/]` : escaped(name))),
  ];
  const pattern = new RegExp(alternatives.length ? [...new Set(alternatives)].sort().join('|') : '(?!)');
  patterns.set(reader, pattern);
  return pattern;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
