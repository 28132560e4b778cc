import type { LanguageReader } from '../language.ts';
import { resolvePythonImport } from './imports.ts';
import { linkPython } from './link.ts';
import { notebookSource } from './notebook.ts';
import { readPython } from './syntax.ts';

export const python: LanguageReader = {
  language: 'python',
  grammar: (path) => (/\.(py|ipynb)$/.test(path) ? 'python' : null),
  words: ['environ', 'getenv', 'BaseSettings', 'env(', 'config('],
  sourceOf: (path, text) => (path.endsWith('.ipynb') ? (notebookSource(text) ?? '') : null),
  readModule: readPython,
  isManifest: () => false,
  readManifest: () => null,
  resolveImport: resolvePythonImport,
  link: linkPython,
  components: () => [],
  services: () => [],
};
