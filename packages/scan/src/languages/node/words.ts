import { serverLibraries } from '../../catalog/node/servers.ts';
import { botLibraries, consumingCalls, schedulingCalls } from '../../catalog/node/processes.ts';

const libraries = [
  ...Object.keys(serverLibraries),
  ...botLibraries,
  ...[...consumingCalls, ...schedulingCalls].flatMap(({ packages }) => packages),
  'env-var',
  'env-schema',
  'convict',
  '@fastify/env',
  '@nestjs/config',
];

/** What makes a file worth parsing, beside the modules of the catalogue: readings, servers, handlers, and what hands them on. */
export const words: readonly string[] = [
  'process.env',
  'import.meta.env',
  'Deno.env',
  'Bun.env',
  'Bun.serve',
  'Deno.serve',
  'listen(',
  'devServer',
  'defineConfig',
  'event.Records',
  '(event',
  '$env/',
  'plainToInstance',
  'plainToClass',
  // What hands on others' settings: barrels, and files that read the environment through one of the project's own.
  'export * from',
  'export { default',
  '/environment',
  "/env'",
  '/env"',
  ...new Set(libraries.flatMap((name) => [`'${name}'`, `"${name}"`])),
];
