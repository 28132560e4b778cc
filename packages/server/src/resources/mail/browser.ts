import { z } from 'zod';
import { lookMs, type ResourceBrowser } from '../browser.ts';
import { cell } from '../cells.ts';
import { noSuchPlace } from '../errors.ts';
import { createAsk } from '../http/request.ts';

const mails = z.array(
  z.object({
    id: z.string(),
    at: z.string(),
    from: z.object({ name: z.string().nullish(), address: z.string().nullish() }).nullish(),
    to: z.array(z.string()),
    subject: z.string().nullish(),
    text: z.string().nullish(),
  }),
);

/** Mail that was caught, the newest first: the page of the catcher gives it as JSON as well. */
export async function browseMail(page: string): Promise<ResourceBrowser> {
  const ask = createAsk(page, {});
  const read = async (signal: AbortSignal): Promise<z.infer<typeof mails>> =>
    mails.parse(await ask({ method: 'GET', path: '/mails.json', signal, ms: lookMs }));
  return {
    language: null,
    list: async (place, { limit, signal }) => {
      if (place.length > 0) return { entries: [], more: false };
      const all = await read(signal);
      const entries = all.slice(0, limit).map(({ id, subject, to }) => ({
        name: id,
        kind: 'message' as const,
        title: subject || '(no subject)',
        detail: to.join(', '),
        expandable: false,
        readable: true,
      }));
      return { entries, more: all.length > limit };
    },
    read: async (place, { signal }) => {
      const mail = (await read(signal)).find(({ id }) => id === place[0]);
      if (!mail) throw noSuchPlace(place);
      const { at, from, to, subject, text } = mail;
      const rows = Object.entries({ subject, from: from?.address ?? null, to: to.join(', '), caught: at, text }).map(([name, value]) => [
        name,
        cell(value ?? null),
      ]);
      return { columns: ['field', 'value'].map((name) => ({ name, type: '' })), rows, total: rows.length, more: false };
    },
    query: async () => {
      throw noSuchPlace([]);
    },
    inspect: null,
    close: async () => {},
  };
}
