import { libraries } from '../catalog/index.ts';
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
  /** Names of settings, as whole words. */
  readonly settings: ReadonlySet<string>;
  /** The file may give what it imports any name, and call that. */
  readonly anyName: boolean;
  readonly always: boolean;
}

interface Noted extends Uses {
  readonly texts: Map<string, Set<string>>;
  readonly settings: Set<string>;
  anyName: boolean;
  always: boolean;
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
  for (const name of uses.settings) if (text.includes(name) && new RegExp(`\\b${escaped(name)}\\b`).test(text)) return true;
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
  const modules = new Map<string, Noted>();
  const usesOf = (module: string): Noted => {
    const uses = modules.get(module) ?? { texts: new Map(), settings: new Set(), anyName: false, always: false };
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
    const own = library.modules ?? library.packages;
    const calls = (library.clients ?? []).flatMap((client) => client.calls);
    const settings = new Set<string>();
    for (const { path } of library.settings ?? []) {
      const head = path.split('.').find((segment) => !segment.startsWith('*')) ?? path;
      // A setting that a file of its own holds has a name nobody else uses; the rest stands where the library is imported.
      if (/^[A-Z][A-Z0-9]*_[A-Z0-9_]+$|^[A-Z]{6,}$/.test(head) || (path.startsWith('**.') && head.length > 8))
        words.add(`\\b${escaped(head)}\\b`);
      else settings.add(path.slice(path.lastIndexOf('.') + 1));
    }
    // A default export is called by any name.
    for (const call of calls.filter((each) => !own.includes(each)))
      for (const module of homesOf(call, own, reader)) for (const text of textsOf(call, reader)) addText(module, text);
    for (const module of own) {
      // A library that is only told through settings is found by their names.
      if (calls.length === 0 && settings.size === 0 && library.settings) continue;
      const uses = usesOf(module);
      for (const name of settings) uses.settings.add(name);
      if (calls.some((call) => call === module || call.endsWith('.default'))) uses.anyName = true;
      if (calls.length === 0 && settings.size === 0) uses.always = true;
    }
  }
  const interest = { words: new RegExp(words.size ? [...words].sort().join('|') : '(?!)', 'm'), modules };
  interests.set(reader, interest);
  return interest;
}

/** The modules a call is of: those of its library that it names, in Python the one it names itself. */
function homesOf(call: string, modules: readonly string[], { language }: LanguageReader): readonly string[] {
  const named = modules.filter((module) => call.startsWith(module) && /^[./(]|^$/.test(call.slice(module.length)));
  if (named.length || language !== 'python' || call.startsWith('*')) return named.length ? named : modules;
  return [/^(?:[a-z_]\w*\.)*?[a-z_]\w*(?=\.[A-Z]|\.\w+(?:\(\))?$)/.exec(call)?.[0] ?? call];
}

/** Of which one has to stand in a file that makes this call. */
function textsOf(call: string, reader: LanguageReader): readonly string[] {
  const plain = call.replace(/\(\)/g, '');
  const name = plain.slice(Math.max(plain.lastIndexOf('.'), plain.lastIndexOf('/')) + 1);
  return name === 'default' ? [] : textsFor(name, reader);
}

const textsFor = (name: string, reader: LanguageReader): readonly string[] =>
  reader.usesOf?.(name) ?? [`${name}(`, `${name}<`, `(${name})`, `extends ${name}`, `${name}.`];

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
