import { z } from 'zod';
import type { HttpApi } from './api.ts';

const indexes = z.object({ results: z.array(z.object({ uid: z.string(), primaryKey: z.string().nullish() })) });
const document = z.record(z.string(), z.unknown());
const documents = z.object({ results: z.array(document), total: z.number() });
const hits = z.object({ hits: z.array(document) });

/** Meilisearch: https://www.meilisearch.com/docs/reference/api/overview */
export const meilisearch: HttpApi = {
  headers: (key) => (key === null ? {} : { authorization: `Bearer ${key}` }),
  list: async (look, limit) => {
    const { results } = indexes.parse(await look({ method: 'GET', path: `/indexes?limit=${limit + 1}` }));
    return results.map(({ uid, primaryKey }) => ({
      name: uid,
      kind: 'index',
      detail: primaryKey ? `by ${primaryKey}` : '',
      expandable: false,
      readable: true,
    }));
  },
  read: async (look, name, { offset, limit }) => {
    const path = `/indexes/${encodeURIComponent(name)}/documents?offset=${offset}&limit=${limit}`;
    const { results, total } = documents.parse(await look({ method: 'GET', path }));
    return { documents: results, total };
  },
  listOf: (answer) => hits.safeParse(answer).data?.hits ?? documents.safeParse(answer).data?.results ?? answer,
};
