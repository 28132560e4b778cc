import type { LanguageReader } from '../language.ts';
import { goComponents } from './components.ts';
import { resolveGoImport } from './imports.ts';
import { isGoManifest, readGoManifest, type GoManifest } from './manifest.ts';
import { linkGo } from './link/link.ts';
import { goServices } from './services/index.ts';
import { readGo } from './syntax.ts';

/** Tests, and what generators and mock tools wrote. */
const notRead =
  /(_test|\.pb(\.gw|\.validate)?|_grpc\.pb|[._]gen(erated)?|_string|_mock|zz_generated[^/]*|bindata|wire_gen)\.go$|(^|\/)(mocks?|testdata)\//;

export const go: LanguageReader<GoManifest> = {
  language: 'go',
  grammar: (path) => (path.endsWith('.go') && !notRead.test(path) ? 'go' : null),
  // Values pass through constructors of any package on their way from the environment to a client.
  words: ['package '],
  readModule: readGo,
  isManifest: isGoManifest,
  readManifest: readGoManifest,
  resolveImport: resolveGoImport,
  link: linkGo,
  components: goComponents,
  services: goServices,
};
