import { expect, it } from 'vitest';
import { requestOf } from '../request.fixture.ts';
import { wantedProduct } from './product.ts';
import { elasticsearchProvider } from './provider.ts';

it.each([
  ['a client of OpenSearch', null, ['opensearchpy.OpenSearch is constructed'], 'opensearch'],
  ['a version of OpenSearch', '2.11', [], 'opensearch'],
  ['nothing in particular', null, ['Deployment elasticsearch'], 'either'],
  ['an old server, whatever the client', '7.10.2', ['elasticsearch.Elasticsearch is constructed'], 'either'],
  ['a new server and a client that looks', '8.11.0', ['@elastic/elasticsearch.Client is constructed'], 'elasticsearch'],
  ['a new server and Go', '8', ['github.com/elastic/go-elasticsearch.NewClient is constructed'], 'elasticsearch'],
  ['a new server and a client that does not', '8.11.0', ['github.com/olivere/elastic.NewClient is constructed'], 'either'],
])('%s', (_what, version, why, product) => {
  expect(wantedProduct({ version, why })).toBe(product);
});

it('says so when the client refuses what could be had', () => {
  const request = requestOf('search', 'elasticsearch', '/nowhere', {
    version: '8.11.0',
    why: ['elasticsearch.Elasticsearch is constructed'],
  });
  const before = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    expect(() => elasticsearchProvider.find(request)).toThrowError(
      expect.objectContaining({ code: 'server.unsupported', exit: 3, message: expect.stringContaining('refuses OpenSearch') }),
    );
  } finally {
    process.env['PATH'] = before;
  }
});
