import type { Connection } from '@groundwork/provision';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import type { HttpApi } from './api.ts';
import { browseHttp } from './browser.ts';
import { elasticsearch } from './elasticsearch.ts';
import { meilisearch } from './meilisearch.ts';
import { qdrant } from './qdrant.ts';

let server: Server;
const asked: string[] = [];
const { signal } = new AbortController();

afterEach(() => {
  server.close();
  asked.length = 0;
});

/** Answers as the documentation of each server shows them, by `METHOD /path`. */
async function serving(api: HttpApi, answers: Readonly<Record<string, unknown>>) {
  server = createServer((request, response) => {
    const what = `${request.method ?? ''} ${request.url ?? ''}`;
    asked.push(`${what} ${String(request.headers['api-key'] ?? request.headers.authorization ?? '')}`.trim());
    const answer = answers[what];
    request
      .resume()
      .on('end', () => response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer ?? { error: `no ${what}` })));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const connection: Connection = {
    type: 'qdrant',
    host: '127.0.0.1',
    port,
    user: null,
    password: null,
    database: null,
    path: null,
    properties: { apiKey: 'harbour-key' },
  };
  return browseHttp(connection, api);
}
const page = { offset: 0, limit: 2, signal };

it('Elasticsearch: indices, documents, requests as its console takes them', async () => {
  const browser = await serving(elasticsearch, {
    'GET /_cat/indices?format=json&h=index,docs.count&s=index': [
      { index: '.internal', 'docs.count': '3' },
      { index: 'books', 'docs.count': '1200' },
    ],
    'POST /books/_search': {
      hits: {
        total: { value: 1200 },
        hits: [
          { _id: 'a', _source: { title: 'Tea', tags: ['hot'] } },
          { _id: 'b', _source: { pages: 3 } },
        ],
      },
    },
  });
  expect((await browser.list([], { limit: 10, signal })).entries).toMatchObject([
    { name: 'books', kind: 'index', detail: '1,200 documents' },
  ]);
  const rows = [
    ['a', 'Tea', '["hot"]', null],
    ['b', null, null, '3'],
  ];
  expect(await browser.read(['books'], page)).toMatchObject({ rows, total: 1200, more: true });
  expect(await browser.query('POST /books/_search\n{ "query": { "match_all": {} } }', { limit: 10, signal })).toMatchObject({ rows });
  await expect(browser.query('GET /lost', { limit: 10, signal })).rejects.toMatchObject({
    code: 'query.failed',
    message: expect.stringContaining('404'),
  });
  await expect(browser.query('books', { limit: 10, signal })).rejects.toMatchObject({ code: 'query.request', where: '1:1' });
  await expect(browser.query('GET //elsewhere.example/books', { limit: 10, signal })).rejects.toMatchObject({
    message: expect.stringContaining('no path of this server'),
  });
});

it('Qdrant: collections and points', async () => {
  const browser = await serving(qdrant, {
    'GET /collections': { result: { collections: [{ name: 'pages' }] } },
    'POST /collections/pages/points/scroll': { result: { points: [{ id: 1, payload: { text: 'at sea' } }], next_page_offset: null } },
    'POST /collections/pages/points/count': { result: { count: 1 } },
  });
  expect((await browser.list([], { limit: 10, signal })).entries).toMatchObject([{ name: 'pages', kind: 'collection' }]);
  expect(await browser.read(['pages'], page)).toMatchObject({ rows: [['1', 'at sea']], total: 1, more: false });
  expect(asked[0]).toBe('GET /collections harbour-key');
});

it('Meilisearch: indexes and documents', async () => {
  const browser = await serving(meilisearch, {
    'GET /indexes?limit=11': { results: [{ uid: 'books', primaryKey: 'id' }] },
    'GET /indexes/books/documents?offset=0&limit=2': { results: [{ id: 1, title: 'Tea' }], total: 1 },
  });
  expect((await browser.list([], { limit: 10, signal })).entries).toMatchObject([{ name: 'books', detail: 'by id' }]);
  expect(await browser.read(['books'], page)).toMatchObject({ rows: [['1', 'Tea']], total: 1, more: false });
  expect(asked[0]).toBe('GET /indexes?limit=11 Bearer harbour-key');
});
