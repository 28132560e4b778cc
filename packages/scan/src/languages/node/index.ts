import { ModuleBuilder } from '../../syntax/builder.ts';
import type { LanguageReader } from '../language.ts';

export const node: LanguageReader = {
  language: 'node',
  grammar: () => null,
  words: [],
  readModule: (source) => new ModuleBuilder(source.path, 'node').build(),
  isManifest: () => false,
  readManifest: () => null,
  resolveImport: () => [],
  components: () => [],
  services: () => [],
};
