import { ModuleBuilder } from '../../syntax/builder.ts';
import type { LanguageReader } from '../language.ts';

export const java: LanguageReader = {
  language: 'java',
  grammar: () => null,
  words: [],
  readModule: (source) => new ModuleBuilder(source.path, 'java').build(),
  isManifest: () => false,
  readManifest: () => null,
  resolveImport: () => [],
  components: () => [],
  services: () => [],
};
