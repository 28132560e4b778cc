import { ModuleBuilder } from '../../syntax/builder.ts';
import type { LanguageReader } from '../language.ts';

export const dotnet: LanguageReader = {
  language: 'dotnet',
  grammar: () => null,
  words: [],
  readModule: (source) => new ModuleBuilder(source.path, 'dotnet').build(),
  isManifest: () => false,
  readManifest: () => null,
  resolveImport: () => [],
  components: () => [],
  services: () => [],
};
