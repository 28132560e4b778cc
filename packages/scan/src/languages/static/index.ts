import { ModuleBuilder } from '../../syntax/builder.ts';
import type { LanguageReader } from '../language.ts';
import { siteComponents, siteServices } from './sites.ts';

/** Sites of files alone: pages as they are, and those a generator without a package of its own writes. */
export const staticSite: LanguageReader = {
  language: 'static',
  grammar: () => null,
  words: [],
  readModule: (source) => new ModuleBuilder(source.path, 'static').build(),
  isManifest: () => false,
  readManifest: () => null,
  resolveImport: () => [],
  components: siteComponents,
  services: siteServices,
};
