import type { Variable } from '@groundwork/blueprint';
import { AwsClient } from 'aws4fetch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { hasPython } from '../python.fixture.ts';
import { boundTo, killServer, upWith } from '../servers.fixture.ts';

describe.runIf(hasPython())('storage of objects', () => {
  const storage = resourceOf('storage', 'object_storage');
  const env: Variable[] = [
    boundTo(storage, 'S3_ENDPOINT', 'url'),
    boundTo(storage, 'S3_ACCESS_KEY', 'accessKey'),
    boundTo(storage, 'S3_SECRET_KEY', 'secretKey'),
    boundTo(storage, 'S3_REGION', 'region'),
    { ...boundTo(storage, 'CATALOG_BUCKET', 'bucket'), default: 'catalog-pages' },
    boundTo(storage, 'LOANS_BUCKET', 'bucket'),
  ];
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove());

  it('has the buckets the code names, for its keys alone, and keeps what it was given when it is killed', async () => {
    const first = await upWith(harbour, storage, env);
    const {
      S3_ENDPOINT: endpoint = '',
      S3_ACCESS_KEY: accessKeyId = '',
      S3_SECRET_KEY: secretAccessKey = '',
      S3_REGION: region = '',
    } = first.told;
    expect(first.told['LOANS_BUCKET']).toBe('loans');
    const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
    for (const bucket of ['catalog-pages', 'loans']) {
      expect(await (await client.fetch(`${endpoint}/${bucket}?list-type=2`)).text()).not.toContain('<Key>');
      const put = await client.fetch(`${endpoint}/${bucket}/a/rye.txt`, { method: 'PUT', body: `bread of ${bucket}` });
      expect(put.status).toBe(200);
    }
    expect((await fetch(`${endpoint}/loans/a/rye.txt`)).status).toBe(403);
    const stranger = new AwsClient({ accessKeyId, secretAccessKey: 'guessed', region, service: 's3', retries: 0 });
    expect((await stranger.fetch(`${endpoint}/loans/a/rye.txt`)).status).toBe(403);
    await killServer(first.state);

    const again = await upWith(harbour, storage, env);
    expect(again.told).toEqual(first.told);
    expect(await (await client.fetch(`${endpoint}/loans/a/rye.txt`)).text()).toBe('bread of loans');
    expect(await (await client.fetch(`${endpoint}/catalog-pages?list-type=2`)).text()).toContain('<Key>a/rye.txt</Key>');
  }, 180_000);
});
