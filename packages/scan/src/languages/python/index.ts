import type { LanguageReader } from '../language.ts';
import { readPython } from './syntax.ts';

export const python: LanguageReader = {
  language: 'python',
  grammar: (path) => (path.endsWith('.py') ? 'python' : null),
  words: ['environ', 'getenv', 'BaseSettings', 'env(', 'config('],
  readModule: readPython,
  isManifest: () => false,
  readManifest: () => null,
  resolveImport: () => [],
  components: () => [],
  services: () => [],
};
