import { ModuleBuilder } from '../../syntax/builder.ts';
import type { LanguageReader } from '../language.ts';

export const rust: LanguageReader = {
  language: 'rust',
  grammar: () => null,
  words: [],
  readModule: (source) => new ModuleBuilder(source.path, 'rust').build(),
  isManifest: () => false,
  readManifest: () => null,
  resolveImport: () => [],
  components: () => [],
  services: () => [],
};
