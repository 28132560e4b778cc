import { postgresProvider } from './postgres/provider.ts';
import type { ServerProvider } from './provider.ts';

/** A PostgreSQL with the extension `vector`. */
export const pgvectorProvider: ServerProvider = {
  port: 5432,
  find: (request) => postgresProvider.find({ ...request, extensions: [...new Set([...request.extensions, 'vector'])] }),
};
