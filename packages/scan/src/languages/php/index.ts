import { ModuleBuilder } from '../../syntax/builder.ts';
import type { LanguageReader } from '../language.ts';

export const php: LanguageReader = {
  language: 'php',
  grammar: () => null,
  words: [],
  readModule: (source) => new ModuleBuilder(source.path, 'php').build(),
  isManifest: () => false,
  readManifest: () => null,
  resolveImport: () => [],
  components: () => [],
  services: () => [],
};
