import { ModuleBuilder } from '../../syntax/builder.ts';
import type { LanguageReader } from '../language.ts';

export const go: LanguageReader = {
  language: 'go',
  grammar: () => null,
  words: [],
  readModule: (source) => new ModuleBuilder(source.path, 'go').build(),
  isManifest: () => false,
  readManifest: () => null,
  resolveImport: () => [],
  components: () => [],
  services: () => [],
};
