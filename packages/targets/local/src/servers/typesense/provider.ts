import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import { getting } from '../web/exchange.ts';
import { foundWeb, onPath } from '../web/found.ts';

/** In no package registry: a program on PATH or none. */
export const typesenseProvider: ServerProvider = {
  port: 8108,
  extraPorts: ['peering'],
  find: (request) =>
    firstOf([installed, inContainer], request, {
      get: 'install Typesense from https://typesense.org/docs/guide/install-typesense.html, so that `typesense-server` is on PATH',
      brew: 'typesense/tap/typesense-server',
    }),
};

/** It does not start without a key. */
function installed(request: ServerRequest): FoundServer | null {
  const program = onPath('typesense-server');
  if (program === null) return null;
  const { port, password, extraPorts } = request;
  return foundWeb('typesense', request, program, {
    name: 'Typesense',
    arguments: [],
    env: {
      TYPESENSE_DATA_DIR: '.',
      TYPESENSE_API_ADDRESS: '127.0.0.1',
      TYPESENSE_API_PORT: String(port),
      TYPESENSE_PEERING_ADDRESS: '127.0.0.1',
      TYPESENSE_PEERING_PORT: String(extraPorts['peering'] ?? 8107),
      TYPESENSE_API_KEY: password,
    },
    ready: [getting('/collections', '[', { 'x-typesense-api-key': password })],
    apiKey: password,
  });
}
