import { silentHost } from '@groundwork/host';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Google } from '../testing/google.ts';
import { refused } from '../testing/exchange.ts';
import { openEngine } from './open.ts';

let google: Google;
beforeEach(async () => {
  google = await new Google().start();
});
afterEach(() => google.stop());

async function* tar(text = 'the code of a pier'): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function build(context: AsyncIterable<Uint8Array> = tar(), signal: AbortSignal = silentHost.signal): Promise<string> {
  const engine = await openEngine(
    {
      environment: 'staging',
      name: 'harbour',
      region: 'europe-west1',
      settings: { target: 'gcp' },
      env: google.env,
      folder: '/nowhere',
      host: { ...silentHost, signal },
    },
    { first: 1, patience: 1 },
  );
  if (engine.builds === null) throw new TypeError('Google Cloud builds images');
  return engine.builds.build({ name: 'pier', context, dockerfile: 'docks/pier.Dockerfile' });
}

const sources = () => [...google.storage.buckets.values()].flatMap((bucket) => [...bucket.keys()]);

describe('an image that Cloud Build builds', () => {
  it('is named by its digest, and what it was made of does not stay', async () => {
    const digest = createHash('sha256').update('the code of a pier').digest('hex');
    expect(await build()).toBe(`europe-west1-docker.pkg.dev/bay-of-harbours/harbour-staging/pier@sha256:${digest}`);
    const image = 'europe-west1-docker.pkg.dev/bay-of-harbours/harbour-staging/pier:latest';
    expect([...google.builds.builds.values()]).toEqual([
      {
        image,
        args: ['build', '--file', 'docks/pier.Dockerfile', '--tag', image, '.'],
        context: 'the code of a pier',
        status: 'SUCCESS',
      },
    ]);
    expect(sources()).toEqual([]);
  });

  it('that does not build says why, and where the log is', async () => {
    google.builds.failing = 'failed: step exited with non-zero status: 1';
    await expect(build()).rejects.toMatchObject({
      code: 'deploy.failed',
      message: expect.stringMatching(/image of pier was not built: failed: step exited/),
      fix: expect.stringContaining('https://console.cloud.google.com/cloud-build/builds/build-1'),
    });
    expect(sources()).toEqual([]);
  });

  it('is not begun where its code cannot be read or the build is refused', async () => {
    async function* torn(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('the code');
      throw new TypeError('the disk went under');
    }
    await expect(build(torn())).rejects.toThrow('the disk went under');
    google.faults.push({ matches: /POST cloudbuild/, answer: refused(403, "Permission 'cloudbuild.builds.create' denied"), times: 1 });
    await expect(build()).rejects.toMatchObject({ code: 'target.not_allowed' });
    expect(google.builds.builds.size).toBe(0);
    expect(sources()).toEqual([]);
  });

  it('is cancelled where the person gives up', async () => {
    const stop = new AbortController();
    google.onRequest = (_number, when) => {
      if (when === 'after' && [...google.builds.builds.values()].some(({ status }) => status === 'WORKING')) stop.abort();
    };
    await expect(build(tar(), stop.signal)).rejects.toThrow(/abort/);
    google.onRequest = () => {};
    expect([...google.builds.builds.values()].map(({ status }) => status)).toEqual(['CANCELLED']);
    expect(sources()).toEqual([]);
  });
});
