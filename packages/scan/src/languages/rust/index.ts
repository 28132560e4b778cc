import type { LanguageReader } from '../language.ts';
import { rustComponents } from './components.ts';
import { resolveRustImport } from './imports.ts';
import { linkRust } from './link/link.ts';
import { isRustManifest, readRustManifest, type RustManifest } from './manifest.ts';
import { rustServices } from './services/index.ts';
import { rustSource } from './source.ts';
import { readRust } from './syntax.ts';

const notRead = /(^|\/)(tests|benches|examples|fuzz|target)\/|(^|\/)build\.rs$|_test\.rs$|(^|\/)tests?\.rs$/;

export const rust: LanguageReader<RustManifest> = {
  language: 'rust',
  grammar: (path) => (path.endsWith('.rs') && !notRead.test(path) ? 'rust' : null),
  // Values pass through types of any module on their way from the environment to a client.
  words: ['fn ', 'struct ', 'mod ', 'const ', 'static '],
  sourceOf: (_path, text) => rustSource(text),
  readModule: readRust,
  isManifest: isRustManifest,
  readManifest: readRustManifest,
  resolveImport: resolveRustImport,
  link: linkRust,
  components: rustComponents,
  services: rustServices,
};
