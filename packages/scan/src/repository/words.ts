import { libraries } from '../catalog/index.ts';
import type { Library } from '../catalog/library.ts';
import { canonicalModule } from '../evaluate/canonical.ts';
import type { LanguageReader } from '../languages/language.ts';

interface Interest {
  /** Words of the language's reader, names of settings, and module names where imports cannot be told apart. */
  readonly words: RegExp;
  /** Module to what has to stand in a file that imports it: one of these texts, or nothing more. */
  readonly modules: ReadonlyMap<string, Uses>;
}

interface Uses {
  /** By the word that stands in them: a file without the word has none of its texts. */
  readonly texts: ReadonlyMap<string, ReadonlySet<string>>;
  /** The file may give what it imports any name, and call that. */
  readonly anyName: boolean;
  readonly always: boolean;
}

const interests = new WeakMap<LanguageReader, Interest>();

/** Whether a file has to be parsed: it uses a library of the catalogue, or names a word of its language's reader or a setting. */
export function isWorthParsing(reader: LanguageReader, path: string, text: string): boolean {
  const { words, modules } = interestOf(reader);
  if (reader.isTelling?.(path) || words.test(text)) return true;
  if (!reader.importsIn) return false;
  for (const written of reader.importsIn(text)) {
    const name = /\/v\d|::|\\/.test(written) ? canonicalModule(written) : written;
    for (let end = name.length; end > 0; end = Math.max(name.lastIndexOf('.', end - 1), name.lastIndexOf('/', end - 1))) {
      const uses = modules.get(name.slice(0, end));
      if (uses && isUsed(uses, name.slice(0, end), text)) return true;
    }
  }
  return false;
}

function isUsed(uses: Uses, module: string, text: string): boolean {
  if (uses.always) return true;
  for (const [word, texts] of uses.texts) if (text.includes(word)) for (const use of texts) if (text.includes(use)) return true;
  if (!uses.anyName) return false;
  const quoted = `['"](?:node:)?${escaped(module)}['"]`;
  const local = new RegExp(
    `\\b(?:\\*\\s+as\\s+)?(\\w+)(?:\\s*,\\s*\\{[^}]*\\})?\\s+from\\s+${quoted}|\\b(\\w+)\\s*=\\s*(?:await\\s+)?(?:require|import)\\(\\s*${quoted}`,
  ).exec(text);
  const name = local?.[1] ?? local?.[2];
  return name !== undefined && (text.includes(`${name}(`) || text.includes(`extends ${name}`) || text.includes(`${name}<`));
}

function interestOf(reader: LanguageReader): Interest {
  const known = interests.get(reader);
  if (known) return known;
  const words = new Set(reader.words.map((word) => (typeof word === 'string' ? escaped(word) : word.source)));
  const modules = new Map<string, { texts: Map<string, Set<string>>; anyName: boolean; always: boolean }>();
  const usesOf = (module: string): { texts: Map<string, Set<string>>; anyName: boolean; always: boolean } => {
    const uses = modules.get(module) ?? { texts: new Map(), anyName: false, always: false };
    modules.set(module, uses);
    return uses;
  };
  const addText = (module: string, text: string): void => {
    const { texts } = usesOf(module);
    const word = /\w+(?=\W*$)/.exec(text)?.[0] ?? text;
    texts.set(word, (texts.get(word) ?? new Set()).add(text));
  };
  for (const framework of reader.frameworks ?? []) {
    if (typeof framework === 'string') usesOf(framework).always = true;
    else for (const name of framework.names) for (const text of textsFor(name, reader)) addText(framework.module, text);
  }
  for (const library of libraries) {
    if (library.language !== reader.language) continue;
    if (!reader.importsIn) {
      for (const name of library.words ?? library.modules ?? library.packages) words.add(escaped(name));
      continue;
    }
    const texts = textsOf(library, reader);
    for (const { path } of library.settings ?? []) {
      const head = path.split('.').find((segment) => !segment.startsWith('*')) ?? path;
      // A setting that a file of its own holds has a name nobody else uses; the rest stands where the library is imported.
      if (/^[A-Z][A-Z0-9]*_[A-Z0-9_]+$|^[A-Z]{6,}$/.test(head) || (path.startsWith('**.') && head.length > 8))
        words.add(`\\b${escaped(head)}\\b`);
      else texts.add(path.slice(path.lastIndexOf('.') + 1));
    }
    for (const module of library.modules ?? library.packages) {
      // A library that is only told through settings is found by their names.
      if (texts.size === 0 && library.settings) continue;
      const uses = usesOf(module);
      for (const text of texts) addText(module, text);
      if (library.clients?.some(({ calls }) => calls.some((call) => call === module || call.endsWith('.default')))) uses.anyName = true;
      if (texts.size === 0) uses.always = true;
    }
  }
  const interest = { words: new RegExp(words.size ? [...words].sort().join('|') : '(?!)', 'm'), modules };
  interests.set(reader, interest);
  return interest;
}

/** Of which one has to stand in a file that makes a client of the library. */
function textsOf(library: Library, reader: LanguageReader): Set<string> {
  const texts = new Set<string>();
  for (const { calls } of library.clients ?? []) {
    for (const call of calls) {
      const plain = call.replace(/\(\)/g, '');
      const name = plain.slice(Math.max(plain.lastIndexOf('.'), plain.lastIndexOf('/')) + 1);
      if (name !== 'default') for (const text of textsFor(name, reader)) texts.add(text);
    }
  }
  return texts;
}

const textsFor = (name: string, reader: LanguageReader): readonly string[] =>
  reader.usesOf?.(name) ?? [`${name}(`, `${name}<`, `(${name})`, `extends ${name}`, `${name}.`];

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
