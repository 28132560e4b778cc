import { lexes } from './lexis.ts';
import type { Lexis } from './lexis.ts';

/** A language as the completion knows it. */
export interface Language {
  readonly name: string;
  readonly lexis: Lexis;
  /** What a declaration at the left margin begins with: a suggestion ends before the next one. */
  readonly declares: RegExp | null;
  /** Blocks are told by indentation alone. */
  readonly indents: boolean;
}

const language = (name: string, lexis: Lexis, declares: RegExp | null = null, indents = false): Language => ({
  name,
  lexis,
  declares,
  indents,
});

const script = language(
  'typescript',
  lexes.typescript,
  /^(?:export\b|import\b|(?:async\s+)?function\b|(?:abstract\s+)?class\b|interface\b|type\s+\w|enum\b|namespace\b|declare\b|const\b|let\b|var\b|describe\(|it\(|test\()/,
);
const python = language('python', lexes.python, /^(?:(?:async\s+)?def\b|class\b|@\w|import\b|from\b|if\s+__name__)/, true);
const go = language('go', lexes.go, /^(?:func|type|var|const|import|package)\b/);
const java = language('java', lexes.java, /^(?:import|package|public|private|protected|final|abstract|class|interface|enum|record|@)\b/);
const kotlin = language(
  'kotlin',
  lexes.kotlin,
  /^(?:import|package|public|private|internal|fun|class|interface|object|data|sealed|enum|val|var|@)\b/,
);
const rust = language(
  'rust',
  lexes.rust,
  /^(?:pub|fn|struct|enum|trait|impl|mod|use|const|static|type|macro_rules!|#\[|async|unsafe|extern)/,
);
const csharp = language(
  'csharp',
  lexes.csharp,
  /^(?:using|namespace|public|private|internal|protected|class|interface|enum|record|struct)\b/,
);

const byEnding: Readonly<Record<string, Language>> = {
  ...each(['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'vue', 'svelte'], script),
  ...each(['py', 'pyi'], python),
  go,
  java,
  ...each(['kt', 'kts'], kotlin),
  rs: rust,
  cs: csharp,
  ...each(['c', 'h', 'cc', 'cpp', 'hpp', 'cxx', 'scala', 'swift', 'dart', 'proto', 'tf', 'hcl'], language('c', lexes.c)),
  rb: language('ruby', lexes.ruby, /^(?:class|module|def|require)\b/),
  php: language('php', lexes.php, /^(?:class|interface|trait|function|namespace|use|abstract|final)\b/),
  ...each(['json', 'jsonc', 'json5'], language('json', lexes.json)),
  ...each(['css', 'scss', 'less'], language('css', lexes.css)),
  ...each(['sh', 'bash', 'zsh'], language('shell', lexes.shell)),
  ...each(['yaml', 'yml', 'toml'], language('yaml', lexes.yaml, null, true)),
  sql: language('sql', lexes.sql),
};

function each(endings: readonly string[], of: Language): Record<string, Language> {
  return Object.fromEntries(endings.map((ending) => [ending, of]));
}

const plain = language('none', lexes.none);

/** The language of a file by its ending; `null` where it is none that is known. */
export function languageOf(path: string): Language | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/^(dockerfile|makefile)/.test(name)) return byEnding['sh'] ?? null;
  return byEnding[name.slice(name.lastIndexOf('.') + 1)] ?? null;
}

/** The same, prose where it is none. */
export const lexisOf = (path: string): Lexis => (languageOf(path) ?? plain).lexis;
