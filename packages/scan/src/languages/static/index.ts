import { ModuleBuilder } from '../../syntax/builder.ts';
import type { LanguageReader } from '../language.ts';

export const staticSite: LanguageReader = {
  language: 'static',
  grammar: () => null,
  words: [],
  readModule: (source) => new ModuleBuilder(source.path, 'static').build(),
  isManifest: () => false,
  readManifest: () => null,
  resolveImport: () => [],
  components: () => [],
  services: () => [],
};
