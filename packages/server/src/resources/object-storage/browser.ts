import type { Connection } from '@groundwork/provision';
import { AwsClient } from 'aws4fetch';
import { lookMs, type Entry, type Place, type ResourceBrowser } from '../browser.ts';
import { cell, textOfBytes } from '../cells.ts';
import { noSuchPlace, queryError } from '../errors.ts';
import { stoppable } from '../stopping.ts';
import { bucketsIn, errorIn, objectsIn } from './listing.ts';

/** Of an object that is text, the beginning is shown. */
const previewBytes = 64 * 1024;

/** Storage that speaks Amazon's interface: buckets, what lies in them by the slashes in its names, and an object's own properties. */
export async function browseObjects({ properties }: Connection): Promise<ResourceBrowser> {
  const { endpoint = '', accessKey = '', secretKey = '', region = 'us-east-1' } = properties ?? {};
  const client = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, region, service: 's3', retries: 0 });

  const ask = (method: 'GET' | 'HEAD', path: string, signal: AbortSignal, headers: Record<string, string> = {}): Promise<Response> => {
    const stop = new AbortController();
    const asking = async (): Promise<Response> => {
      const response = await client.fetch(`${endpoint}${path}`, { method, headers, signal: stop.signal });
      if (response.ok) return response;
      throw queryError(new Error(errorIn(await response.text()) ?? `${response.status} ${response.statusText}`));
    };
    return stoppable(asking, { signal, ms: lookMs, stop: () => stop.abort() }).catch((cause: unknown) => {
      throw queryError(cause);
    });
  };
  const pathOf = ([bucket = '', ...key]: Place): string => `/${encodeURIComponent(bucket)}/${key.map(encodeURIComponent).join('/')}`;

  return {
    language: null,
    list: async (place, { limit, signal }) => {
      const [bucket, ...within] = place;
      if (bucket === undefined) {
        const names = bucketsIn(await (await ask('GET', '/', signal)).text());
        const entries = names.map((name): Entry => ({ name, kind: 'bucket', detail: '', expandable: true, readable: false }));
        return { entries: entries.slice(0, limit), more: names.length > limit };
      }
      const prefix = within.map((name) => `${name}/`).join('');
      const query = new URLSearchParams({ 'list-type': '2', delimiter: '/', prefix, 'max-keys': String(limit) });
      const { folders, objects, more } = objectsIn(
        await (await ask('GET', `/${encodeURIComponent(bucket)}?${query.toString()}`, signal)).text(),
      );
      return {
        entries: [
          ...folders.map((each): Entry => ({
            name: each.slice(prefix.length, -1),
            kind: 'folder',
            detail: '',
            expandable: true,
            readable: false,
          })),
          // A folder made by hand is an object of its own name.
          ...objects
            .filter(({ key }) => key !== prefix)
            .map(({ key, size }): Entry => ({
              name: key.slice(prefix.length),
              kind: 'object',
              detail: sizeOf(size),
              expandable: false,
              readable: true,
            })),
        ],
        more,
      };
    },
    read: async (place, { signal }) => {
      if (place.length < 2) throw noSuchPlace(place);
      const path = pathOf(place);
      const { headers } = await ask('HEAD', path, signal);
      const size = Number(headers.get('content-length') ?? 0);
      const type = headers.get('content-type') ?? '';
      const rows: (string | null)[][] = [
        ['size', `${size.toLocaleString('en')} bytes`],
        ['type', type],
        ['modified', headers.get('last-modified')],
        ['etag', headers.get('etag')],
        ...[...headers]
          .filter(([name]) => name.startsWith('x-amz-meta-'))
          .map(([name, value]) => [name.slice('x-amz-meta-'.length), cell(value)]),
      ];
      if (size > 0) {
        const response = await ask('GET', path, signal, { range: `bytes=0-${Math.min(size, previewBytes) - 1}` });
        const text = textOfBytes(new Uint8Array(await response.arrayBuffer()));
        // Pictures and archives say nothing as hexadecimal digits.
        if (!text.startsWith('\\x')) rows.push(['content', cell(text)]);
      }
      return { columns: ['property', 'value'].map((name) => ({ name, type: '' })), rows, total: rows.length, more: false };
    },
    query: async () => {
      throw noSuchPlace([]);
    },
    inspect: null,
    close: async () => {},
  };
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const power = Math.min(4, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(1)} ${['', 'KB', 'MB', 'GB', 'TB'][power] ?? ''}`;
}
