import { z } from 'zod';
import type { Connection } from '@groundwork/provision';
import { lookMs, type Entry, type ResourceBrowser } from '../browser.ts';
import { noSuchPlace } from '../errors.ts';
import { createAsk } from '../http/request.ts';

const queues = z.array(
  z.object({
    name: z.string(),
    vhost: z.string(),
    messages: z.number().default(0),
    consumers: z.number().default(0),
    state: z.string().default(''),
  }),
);

/** Queues of RabbitMQ through its management plugin. Messages are left alone: taking one out to look at it marks it as delivered. */
export async function browseRabbit({ user, password }: Connection, page: string): Promise<ResourceBrowser> {
  const login = Buffer.from(`${user ?? ''}:${password ?? ''}`).toString('base64');
  const ask = createAsk(page, { authorization: `Basic ${login}` });
  return {
    language: null,
    list: async (place, { limit, signal }) => {
      if (place.length > 0) return { entries: [], more: false };
      const all = queues.parse(await ask({ method: 'GET', path: '/api/queues', signal, ms: lookMs }));
      const entries = all.slice(0, limit).map(({ name, vhost, messages, consumers }): Entry => {
        const counts = `${messages.toLocaleString('en')} waiting, ${consumers.toLocaleString('en')} ${consumers === 1 ? 'consumer' : 'consumers'}`;
        return { name, kind: 'queue', detail: vhost === '/' ? counts : `${vhost}: ${counts}`, expandable: false, readable: false };
      });
      return { entries, more: all.length > limit };
    },
    read: async (place) => {
      throw noSuchPlace(place);
    },
    query: async () => {
      throw noSuchPlace([]);
    },
    inspect: null,
    close: async () => {},
  };
}
