import type { Connection } from '@groundwork/provision';
import { lookMs, queryMs, type ResourceBrowser } from '../browser.ts';
import { bounded, rowsOfObjects } from '../cells.ts';
import { noSuchPlace, queryError } from '../errors.ts';
import type { HttpApi, Look } from './api.ts';
import { answerRows, readRequest } from './console.ts';
import { createAsk } from './request.ts';

/** Servers that keep documents and are spoken to over HTTP. */
export async function browseHttp({ host, port, properties }: Connection, api: HttpApi): Promise<ResourceBrowser> {
  const ask = createAsk(`http://${host}:${port}`, api.headers(properties?.apiKey ?? null));
  const looking =
    (signal: AbortSignal): Look =>
    ({ method, path, body }) =>
      ask({ method, path, body: body === undefined ? undefined : JSON.stringify(body), signal, ms: lookMs });
  return {
    language: 'json',
    list: async (place, { limit, signal }) => {
      if (place.length > 0) return { entries: [], more: false };
      const entries = await api.list(looking(signal), limit).catch(shown);
      return { entries: entries.slice(0, limit), more: entries.length > limit };
    },
    read: async (place, { offset, limit, signal }) => {
      const [name] = place;
      if (name === undefined || place.length > 1) throw noSuchPlace(place);
      const { documents, total } = await api.read(looking(signal), name, { offset, limit }).catch(shown);
      const { columns, rows } = rowsOfObjects(documents);
      const page = bounded(rows, limit);
      return {
        columns,
        rows: page.rows,
        total,
        more: page.more || (total === null ? rows.length === limit : offset + page.rows.length < total),
      };
    },
    query: async (text, { limit, signal }) => {
      const answer = await ask({ ...readRequest(text), signal, ms: queryMs });
      return answerRows(answer, (whole) => api.listOf(whole), limit);
    },
    inspect: null,
    close: async () => {},
  };
}

/** An answer that is not what the server's documentation says. */
function shown(cause: unknown): never {
  throw queryError(cause);
}
