import { ModuleBuilder } from '../../syntax/builder.ts';
import type { LanguageReader } from '../language.ts';

export const ruby: LanguageReader = {
  language: 'ruby',
  grammar: () => null,
  words: [],
  readModule: (source) => new ModuleBuilder(source.path, 'ruby').build(),
  isManifest: () => false,
  readManifest: () => null,
  resolveImport: () => [],
  components: () => [],
  services: () => [],
};
