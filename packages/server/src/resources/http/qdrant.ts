import { z } from 'zod';
import type { HttpApi } from './api.ts';

const names = z.object({ result: z.object({ collections: z.array(z.object({ name: z.string() })) }) });
const point = z.object({ id: z.union([z.string(), z.number()]), payload: z.record(z.string(), z.unknown()).nullish() });
const scrolled = z.object({ result: z.object({ points: z.array(point), next_page_offset: z.unknown() }) });
const counted = z.object({ result: z.object({ count: z.number() }) });

/** Qdrant: https://api.qdrant.tech/ */
export const qdrant: HttpApi = {
  headers: (key) => (key === null ? {} : { 'api-key': key }),
  list: async (look, limit) => {
    const { collections } = names.parse(await look({ method: 'GET', path: '/collections' })).result;
    return collections
      .map(({ name }) => name)
      .sort()
      .slice(0, limit + 1)
      .map((name) => ({ name, kind: 'collection', detail: '', expandable: false, readable: true }));
  },
  read: async (look, name, { offset, limit }) => {
    const path = `/collections/${encodeURIComponent(name)}/points`;
    // It goes on from a point, not from a number: what comes before is asked for as well.
    const { points } = scrolled.parse(
      await look({ method: 'POST', path: `${path}/scroll`, body: { limit: offset + limit, with_payload: true } }),
    ).result;
    const { count } = counted.parse(await look({ method: 'POST', path: `${path}/count`, body: { exact: false } })).result;
    return { documents: points.slice(offset).map(flat), total: count };
  },
  listOf: (answer) => scrolled.safeParse(answer).data?.result.points.map(flat) ?? answer,
};

const flat = ({ id, payload }: z.infer<typeof point>): Record<string, unknown> => ({ id, ...payload });
