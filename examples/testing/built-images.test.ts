import { silentHost, type Host } from '@groundwork/host';
import {
  baseImagesOf,
  buildImage,
  dockerfileFor,
  dockerignoreFor,
  findBuilder,
  imagesOf,
  readContext,
  type Builder,
  type BuildImageOptions,
} from '@groundwork/images';
import { repositoryFiles, scanFolder } from '@groundwork/toolkit';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, mayBuild, openBench, type Bench } from './bench.ts';
import { examples, until } from './example.ts';

const bases = ['python:3.12-bookworm', 'python:3.12-slim-bookworm', 'node:20-bookworm', 'node:20-bookworm-slim'];

describe.runIf(mayBuild())('images of the examples, built', () => {
  let home = '';
  let bench: Bench;
  let builder: Builder;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'groundwork-images-'));
    bench = await openBench(bases);
    const found = await findBuilder();
    if (!found) throw new Error('nothing builds here');
    builder = found;
  }, 600_000);

  afterAll(async () => {
    await bench?.close();
    rmSync(home, { recursive: true, force: true });
  }, 120_000);

  /** What a deployment builds of an example, copied with secrets beside the code. */
  async function source(example: string, image: string, repository = `${example}/${image}`): Promise<BuildImageOptions> {
    const dir = join(home, example);
    cpSync(join(examples, example), dir, { recursive: true });
    mkdirSync(join(dir, '.groundwork'), { recursive: true });
    writeFileSync(join(dir, '.groundwork/secrets.json'), '{"BUOY_KEY":"of-the-harbour"}');
    writeFileSync(join(dir, '.env'), 'BUOY_KEY=of-the-harbour\n');
    const [{ blueprint }, files] = await Promise.all([scanFolder(dir, { host: silentHost }), repositoryFiles(dir)]);
    const [found] = imagesOf(blueprint.services).filter(({ name }) => name === image);
    if (!found) throw new Error(`no image ${image}`);
    const dockerfile = dockerfileFor(found, { files, resources: blueprint.resources });
    expect(bases.map((name) => `docker.io/library/${name}`)).toEqual(expect.arrayContaining(baseImagesOf(dockerfile)));
    const context = await readContext(dir, dockerignoreFor(files));
    return {
      name: image,
      context,
      dockerfile,
      repository: `${bench.registry}/${repository}`,
      login: bench.login,
      insecure: true,
      host: silentHost,
    };
  }

  const inside = async (reference: string, command: string): Promise<string> => {
    const container = await bench.start(reference, {}, ['sh', '-c', command]);
    await container.ended;
    await container.stop();
    return container.output().trim();
  };

  /** What a container of the image answers first: 0 when it never did. */
  async function statusOf(reference: string, path: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const port = await freePort();
    const container = await bench.start(reference, { ...env, PORT: String(port) });
    const ask = (): Promise<number> =>
      fetch(`http://127.0.0.1:${port}${path}`).then(
        ({ status }) => status,
        () => 0,
      );
    const status = await until(ask, (answer) => answer !== 0);
    await container.stop();
    return status === 0 ? container.output() : status;
  }

  it('the orchard answers as nobody, without a secret in it, and is not built a second time', async () => {
    const orchard = await source('orchard', 'web');
    const { reference, found } = await buildImage(builder, orchard);
    expect(found).toBe(false);
    expect(reference).toMatch(/^127\.0\.0\.1:\d+\/orchard\/web@sha256:[0-9a-f]{64}$/);
    expect(await inside(reference, 'id -u; touch written && ls written')).toBe('10001\nwritten');
    const looking = 'find /app /home /opt -name .env -o -name .groundwork; grep -rl of-the-harbour /app /home; which gcc make; true';
    expect(await inside(reference, looking)).toBe('');
    const servers = { REDIS_URL: 'redis://127.0.0.1:1', DATABASE_URL: 'postgresql://127.0.0.1:1/orchard' };
    expect(await statusOf(reference, '/health', servers)).toBe(200);
    const never: Builder = { ...builder, build: () => Promise.reject(new Error('built again')) };
    expect(await buildImage(never, orchard)).toMatchObject({ reference, found: true });
  }, 900_000);

  it('a second build from nothing gives the same layers', async () => {
    const layers: unknown[] = [];
    for (const repository of ['letters/once', 'letters/twice']) {
      const { reference } = await buildImage(builder, await source('lending-library', 'writer', repository));
      layers.push(await bench.layers(reference));
      await bench.forget();
    }
    expect(layers[0]).toEqual(expect.arrayContaining([expect.stringMatching(/^sha256:/)]));
    expect(layers[1]).toEqual(layers[0]);
  }, 900_000);

  it('the tea shop serves, with npm and without what only building needs', async () => {
    const { reference } = await buildImage(builder, await source('tea-shop', 'tea-shop'));
    expect(await statusOf(reference, '/nowhere')).toBe(404);
  }, 600_000);

  it('the loaf forecast trains in a container', async () => {
    const { reference } = await buildImage(builder, await source('loaf-forecast', 'train'));
    const training = await bench.start(reference, {});
    const exit = await training.ended;
    await training.stop();
    expect({ exit, output: training.output() }).toMatchObject({ exit: 0 });
  }, 600_000);

  const small = (over: Partial<BuildImageOptions> = {}): BuildImageOptions => ({
    name: 'buoy',
    context: { folder: home, entries: [], leftOut: [] },
    dockerfile: 'FROM scratch\nLABEL buoy=1\n',
    repository: `${bench.registry}/buoy`,
    login: bench.login,
    insecure: true,
    host: silentHost,
    ...over,
  });

  it('a registry that does not know the login is said, without the login', async () => {
    const failing = buildImage(builder, small({ login: { user: 'harbour', password: 'ebb-and-flow' } }));
    await expect(failing).rejects.toMatchObject({ code: 'images.push_denied', fix: expect.stringContaining('Log in') });
    await expect(failing).rejects.not.toThrow(/ebb-and-flow/);
  }, 60_000);

  it('a Dockerfile that fails is said by what it said', async () => {
    await expect(buildImage(builder, small({ dockerfile: 'FROM scratch\nCOPY nothing /\n' }))).rejects.toMatchObject({
      code: 'images.build_failed',
      message: expect.stringContaining('nothing'),
    });
  }, 60_000);

  it('a build that is cancelled ends with all it started, and leaves nothing', async () => {
    const temporary = (): string[] => readdirSync(tmpdir()).filter((name) => /^groundwork-(?:build|login)-/.test(name));
    const before = temporary();
    const cancelling = new AbortController();
    const host: Host = {
      ...silentHost,
      signal: cancelling.signal,
      notify: (event) => {
        if (event.type === 'output' && event.text === 'high tide') cancelling.abort();
      },
    };
    const sleeping = small({ host, dockerfile: 'FROM python:3.12-slim-bookworm\nRUN echo high tide && sleep 86399\n' });
    await expect(buildImage(builder, sleeping)).rejects.toThrow(/abort/i);
    expect(temporary()).toEqual(before);
    const left = readdirSync('/proc').filter((id) => /^\d+$/.test(id) && commandOf(id).includes('sleep\u000086399'));
    expect(left).toEqual([]);
  }, 300_000);
});

function commandOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
