import type { LanguageReader } from '../language.ts';
import { nodeComponents } from './components.ts';
import { importedModules, resolveNodeImport } from './imports.ts';
import { linkNode } from './link/index.ts';
import type { NodeManifest } from './manifests/manifest.ts';
import { isNodeManifest, readNodeManifest } from './manifests/read.ts';
import { nodeServices } from './services/index.ts';
import { isSingleFile, scriptsOf } from './single-file.ts';
import { readNode } from './syntax.ts';
import { frameworks, words } from './words.ts';

export const node: LanguageReader<NodeManifest> = {
  language: 'node',
  grammar: (path) =>
    /\.d\.[cm]?ts$/.test(path)
      ? null
      : /\.[cm]?ts$/.test(path) || isSingleFile(path)
        ? 'typescript'
        : path.endsWith('.tsx')
          ? 'tsx'
          : /\.(jsx|[cm]?js)$/.test(path)
            ? 'javascript'
            : null,
  words,
  isTelling: (path) =>
    /(^|[/.-])(config|configuration|settings?|constants?|env|environments?|database|db|secrets?)[^/]*\.[cm]?[jt]s$|(^|\/)(workers?|consumers?|jobs?|processors?|crons?|schedulers?|queue-worker|workers?\/(index|main))\.[cm]?[jt]s$/i.test(
      path,
    ),
  importsIn: importedModules,
  frameworks,
  sourceOf: scriptsOf,
  readModule: readNode,
  isManifest: isNodeManifest,
  readManifest: readNodeManifest,
  resolveImport: resolveNodeImport,
  link: linkNode,
  components: nodeComponents,
  services: nodeServices,
};
