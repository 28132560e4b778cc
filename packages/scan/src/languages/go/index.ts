import type { LanguageReader } from '../language.ts';
import { goComponents } from './components.ts';
import { goFollowing } from './following.ts';
import { importedPackages, resolveGoImport } from './imports.ts';
import { isGoManifest, readGoManifest, type GoManifest } from './manifest.ts';
import { linkGo } from './link/link.ts';
import { goServices } from './services/index.ts';
import { readGo } from './syntax.ts';
import { goFrameworks, goWords } from './words.ts';

/** Tests, and what generators and mock tools wrote. */
const notRead =
  /(_test|\.pb(\.gw|\.validate)?|_grpc\.pb|[._]gen(erated)?|_string|_mock|zz_generated[^/]*|bindata|wire_gen)\.go$|(^|\/)(mocks?|testdata)\//;

export const go: LanguageReader<GoManifest> = {
  language: 'go',
  grammar: (path) => (path.endsWith('.go') && !notRead.test(path) ? 'go' : null),
  words: goWords,
  importsIn: importedPackages,
  frameworks: goFrameworks,
  usesOf: (name) => ['(', '{', '[', ')', ',', '\n'].map((after) => `.${name}${after}`),
  following: goFollowing,
  readModule: readGo,
  isManifest: isGoManifest,
  readManifest: readGoManifest,
  resolveImport: resolveGoImport,
  link: linkGo,
  components: goComponents,
  services: goServices,
};
