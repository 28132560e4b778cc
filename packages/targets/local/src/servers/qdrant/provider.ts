import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import { getting } from '../web/exchange.ts';
import { foundWeb, keyOf, onPath } from '../web/found.ts';

/** In no package registry (the crate of its name is empty, the Python package is a client): a program on PATH or none. */
export const qdrantProvider: ServerProvider = {
  port: 6333,
  extraPorts: ['grpc'],
  find: (request) =>
    firstOf([installed, inContainer], request, {
      get: 'install Qdrant from https://github.com/qdrant/qdrant/releases, so that `qdrant` is on PATH',
      brew: 'qdrant',
    }),
};

function installed(request: ServerRequest): FoundServer | null {
  const program = onPath('qdrant');
  if (program === null) return null;
  const { port, extraPorts, told } = request;
  const key = keyOf(request);
  return foundWeb('qdrant', request, program, {
    name: 'Qdrant',
    arguments: ['--disable-telemetry'],
    env: {
      QDRANT__SERVICE__HOST: '127.0.0.1',
      QDRANT__SERVICE__HTTP_PORT: String(port),
      // A client that is told nothing of ports finds both at their usual ones.
      QDRANT__SERVICE__GRPC_PORT: String(told.conventionalPort ? 6334 : (extraPorts['grpc'] ?? 6334)),
      QDRANT__STORAGE__STORAGE_PATH: './storage',
      QDRANT__STORAGE__SNAPSHOTS_PATH: './snapshots',
      ...(key === null ? {} : { QDRANT__SERVICE__API_KEY: key }),
    },
    ready: [getting('/collections', '"collections"', key === null ? {} : { 'api-key': key })],
    ...(key === null ? {} : { apiKey: key }),
    page: `http://127.0.0.1:${port}/dashboard`,
  });
}
