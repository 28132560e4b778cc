import { handlerPackages } from '../../catalog/node/functions.ts';
import { serverLibraries } from '../../catalog/node/servers.ts';
import { botLibraries, consumingCalls, schedulingCalls } from '../../catalog/node/processes.ts';

/** Modules whose importers listen, take work or check the environment. */
export const frameworks: readonly string[] = [
  'http',
  'https',
  'http2',
  'net',
  ...Object.keys(serverLibraries),
  ...botLibraries,
  ...[...consumingCalls, ...schedulingCalls].flatMap(({ packages }) => packages),
  'env-var',
  'env-schema',
  'convict',
  '@fastify/env',
  '@nestjs/config',
  'firebase-functions',
  '@google-cloud/functions-framework',
  '@azure/functions',
  ...handlerPackages,
];

/** What makes a file worth parsing by itself: readings, servers, handlers. */
export const words: readonly (string | RegExp)[] = [
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
  'exports.handler',
  'async fetch(',
  /\bexport[^\n]*(\(\s*\{?\s*|\basync )event\b|\(event, ?(?:_?context|_?ctx)\b/,
  '$env/',
  'plainToInstance',
  'plainToClass',
];
