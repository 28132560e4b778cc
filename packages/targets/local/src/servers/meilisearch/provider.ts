import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import { getting } from '../web/exchange.ts';
import { foundWeb, keyOf, onPath } from '../web/found.ts';

/** In no package registry (the crate of its name is empty): a program on PATH or none. */
export const meilisearchProvider: ServerProvider = {
  port: 7700,
  find: (request) =>
    firstOf([installed, inContainer], request, {
      get: 'install Meilisearch from https://www.meilisearch.com/docs, so that `meilisearch` is on PATH',
      brew: 'meilisearch',
    }),
};

function installed(request: ServerRequest): FoundServer | null {
  const program = onPath('meilisearch');
  if (program === null) return null;
  const key = keyOf(request);
  return foundWeb('meilisearch', request, program, {
    name: 'Meilisearch',
    arguments: ['--http-addr', `127.0.0.1:${request.port}`, '--db-path', 'store', '--dump-dir', 'dumps', '--snapshot-dir', 'snapshots'],
    env: { MEILI_ENV: 'development', MEILI_NO_ANALYTICS: 'true', ...(key === null ? {} : { MEILI_MASTER_KEY: key }) },
    ready: [getting('/indexes', '"results"', key === null ? {} : { authorization: `Bearer ${key}` })],
    ...(key === null ? {} : { apiKey: key }),
    page: `http://127.0.0.1:${request.port}`,
  });
}
