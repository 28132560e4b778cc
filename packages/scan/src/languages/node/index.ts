import type { LanguageReader } from '../language.ts';
import { readNode } from './syntax.ts';

export const node: LanguageReader = {
  language: 'node',
  grammar: (path) => (/\.d\.[cm]?ts$/.test(path) ? null : /\.[cm]?ts$/.test(path) ? 'typescript' : path.endsWith('.tsx') ? 'tsx' : /\.(jsx|[cm]?js)$/.test(path) ? 'javascript' : null),
  words: ['process.env', 'import.meta.env', 'listen('],
  readModule: readNode,
  isManifest: () => false,
  readManifest: () => null,
  resolveImport: () => [],
  components: () => [],
  services: () => [],
};
