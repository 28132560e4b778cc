import { silentHost } from '@groundwork/host';
import { requireProgram } from '@groundwork/testing';
import { lendResource, reset, scanFolder } from '@groundwork/toolkit';
import { AwsClient } from 'aws4fetch';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { browseObjects } from './browser.ts';

const code = `import os
import boto3
from fastapi import FastAPI
app = FastAPI()
pages = boto3.client("s3", endpoint_url=os.environ["S3_ENDPOINT"])
pages.put_object(Bucket=os.environ["PAGES_BUCKET"], Key="a", Body=b"")
`;

it.runIf(requireProgram('python3', 'apt-get install python3-venv'))(
  'storage of objects: buckets, folders and what lies in them',
  async () => {
    const dir = realpathSync(mkdtempSync(join(tmpdir(), 'pages-')));
    writeFileSync(join(dir, 'requirements.txt'), 'boto3\nfastapi\nuvicorn\n');
    writeFileSync(join(dir, 'app.py'), code);
    const { blueprint } = await scanFolder(dir, { host: silentHost });
    const name = blueprint.resources.find(({ type }) => type === 'object_storage')?.name ?? '';
    const { resource, release } = await lendResource(dir, blueprint, name, { host: silentHost });
    try {
      const { endpoint = '', accessKey = '', secretKey = '', region = '' } = resource.connection.properties ?? {};
      const client = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, region, service: 's3', retries: 0 });
      const put = (path: string, body: string | Uint8Array<ArrayBuffer>) =>
        client.fetch(`${endpoint}/${path}`, { method: 'PUT', body, headers: { 'content-type': 'text/plain' } });
      await put('covers', '');
      await put('covers/of%20tea/green.txt', 'leaf');
      await put('covers/of%20tea/red.bin', new Uint8Array([0xff, 0xfe, 0x00]));
      await put('covers/index.txt', '<&>');
      const browser = await browseObjects(resource.connection);
      const { signal } = new AbortController();
      const list = async (...place: string[]) =>
        (await browser.list(place, { limit: 10, signal })).entries.map((entry) => `${entry.kind} ${entry.name} ${entry.detail}`.trim());
      const read = async (...place: string[]) =>
        new Map((await browser.read(place, { offset: 0, limit: 10, signal })).rows.map(([key, value]) => [key, value]));
      expect(await list()).toContain('bucket covers');
      expect(await list('covers')).toEqual(['folder of tea', 'object index.txt 3 bytes']);
      expect(await list('covers', 'of tea')).toEqual(['object green.txt 4 bytes', 'object red.bin 3 bytes']);
      expect((await read('covers', 'of tea', 'green.txt')).get('content')).toBe('leaf');
      expect((await read('covers', 'of tea', 'red.bin')).has('content')).toBe(false);
      await expect(browser.read(['covers', 'lost.txt'], { offset: 0, limit: 10, signal })).rejects.toMatchObject({ code: 'query.failed' });
      await expect(browser.list(['lost'], { limit: 10, signal })).rejects.toMatchObject({
        message: expect.stringContaining('NoSuchBucket'),
      });
    } finally {
      await release(0);
      await reset(dir, async () => true);
      rmSync(dir, { recursive: true });
    }
  },
);
