import { z } from 'zod';
import type { HttpApi } from './api.ts';

const document = z.record(z.string(), z.unknown());
const indices = z.array(z.object({ index: z.string(), 'docs.count': z.string().nullish() }));
const hit = z.object({ _id: z.string(), _source: document.default({}) });
const found = z.object({ hits: z.object({ total: z.union([z.number(), z.object({ value: z.number() })]).nullish(), hits: z.array(hit) }) });

/** Elasticsearch and OpenSearch: https://www.elastic.co/docs/api/doc/elasticsearch/ */
export const elasticsearch: HttpApi = {
  headers: () => ({}),
  list: async (look, limit) => {
    const all = indices.parse(await look({ method: 'GET', path: '/_cat/indices?format=json&h=index,docs.count&s=index' }));
    return all
      .filter(({ index }) => !index.startsWith('.'))
      .slice(0, limit + 1)
      .map(({ index, 'docs.count': count }) => ({
        name: index,
        kind: 'index',
        detail: count == null ? '' : `${Number(count).toLocaleString('en')} documents`,
        expandable: false,
        readable: true,
      }));
  },
  read: async (look, name, { offset, limit }) => {
    const path = `/${encodeURIComponent(name)}/_search`;
    const { hits } = found.parse(
      await look({ method: 'POST', path, body: { from: offset, size: limit, sort: ['_doc'], track_total_hits: true } }),
    );
    const { total = null } = hits;
    return { documents: hits.hits.map(flat), total: typeof total === 'number' || total === null ? total : total.value };
  },
  listOf: (answer) => found.safeParse(answer).data?.hits.hits.map(flat) ?? answer,
};

const flat = ({ _id, _source }: z.infer<typeof hit>): Record<string, unknown> => ({ _id, ..._source });
