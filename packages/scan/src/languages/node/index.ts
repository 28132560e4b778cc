import type { LanguageReader } from '../language.ts';
import { nodeComponents } from './components.ts';
import { resolveNodeImport } from './imports.ts';
import { linkNode } from './link/index.ts';
import { isNodeManifest, readNodeManifest, type NodeManifest } from './manifest.ts';
import { nodeServices } from './services/index.ts';
import { readNode } from './syntax.ts';

export const node: LanguageReader<NodeManifest> = {
  language: 'node',
  grammar: (path) =>
    /\.d\.[cm]?ts$/.test(path)
      ? null
      : /\.[cm]?ts$/.test(path)
        ? 'typescript'
        : path.endsWith('.tsx')
          ? 'tsx'
          : /\.(jsx|[cm]?js)$/.test(path)
            ? 'javascript'
            : null,
  words: [
    'process.env',
    'import.meta.env',
    'listen(',
    'devServer',
    'defineConfig',
    'event.Records',
    '(event',
    'Deno.env',
    'env-var',
    'env-schema',
    'convict',
    '@fastify/env',
    '@nestjs/config',
    '$env/',
    'plainToInstance',
    'plainToClass',
    // What hands on others' settings: barrels, and files that read the environment through one of the project's own.
    'export * from',
    'export { default',
    '/environment',
    "/env'",
    '/env"',
  ],
  isSettings: (path) =>
    /(^|[/.-])(config|configuration|settings?|constants?|env|environments?|database|db|secrets?)[^/]*\.[cm]?[jt]s$/i.test(path),
  quotedModules: true,
  readModule: readNode,
  isManifest: isNodeManifest,
  readManifest: readNodeManifest,
  resolveImport: resolveNodeImport,
  link: linkNode,
  components: nodeComponents,
  services: nodeServices,
};
