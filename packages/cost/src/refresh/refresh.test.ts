import { silentHost, type Host, type ProgressEvent } from '@groundwork/host';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPrices } from '../prices.ts';
import { csvOf, startLists, type Lists } from './lists.fixture.ts';
import { refreshPrices, type RefreshedCloud } from './refresh.ts';

let lists: Lists;
let folder: string;

beforeEach(async () => {
  lists = await startLists();
  folder = await mkdtemp(join(tmpdir(), 'prices-'));
});
afterEach(async () => {
  await lists.close();
  await rm(folder, { recursive: true, force: true });
});

const refresh = async (cloud: RefreshedCloud, region: string, rest: { host?: Host; env?: Record<string, string> } = {}) => {
  const { host = silentHost, env = { GOOGLE_API_KEY: 'a-key' } } = rest;
  return await refreshPrices({ cloud, region, folder, host, env, address: lists.address, today: '2026-11-01' });
};
const amounts = (prices: readonly { price: string; region: string; amount: number }[]) =>
  Object.fromEntries(prices.map(({ price, region, amount }) => [`${price} ${region}`, amount]));

describe("AWS's list", () => {
  it('is read from its index to the file of a region: what is on demand, in the region’s own words, of the first tier', async () => {
    const { prices } = await refresh('aws', 'eu-west-2');
    expect(amounts(prices)).toEqual({
      'aws.alb.hour eu-west-2': 0.026,
      'aws.fargate.vcpu.arm64 eu-west-2': 0.037,
      'aws.kms.key eu-west-2': 1,
      'aws.nlb.hour eu-west-2': 0.027,
      'aws.rds.mysql.db.t4g.micro eu-west-2': 0.019,
      'aws.rds.postgres.db.t4g.micro eu-west-2': 0.018,
      'aws.s3.storage eu-west-2': 0.024,
      'aws.s3.write eu-west-2': 0.0053,
    });
    expect(prices[0]).toMatchObject({
      read: '2026-10-07',
      source: expect.stringMatching(/\/aws\/\w+\/20261007000000\/eu-west-2\/index\.csv$/),
    });
  });

  it('names the regions it has where it does not have the one asked for', async () => {
    await expect(refresh('aws', 'eu-west-9')).rejects.toMatchObject({
      code: 'prices.region',
      fix: 'Regions it has: eu-west-2, us-east-1',
      exit: 2,
    });
  });

  it('says what is not as it was', async () => {
    lists.instead('AmazonEC2/20261007000000', (response) => response.end(csvOf('AmazonEC2', ['SKU', 'TermType', 'usageType'])));
    await expect(refresh('aws', 'eu-west-2')).rejects.toMatchObject({
      code: 'prices.shape',
      message: expect.stringContaining('StartingRange'),
    });
    lists.instead('/index.json', (response) => response.end('{"offers":{}}'));
    await expect(refresh('aws', 'eu-west-2')).rejects.toMatchObject({
      code: 'prices.shape',
      message: expect.stringContaining('it has no offer'),
    });
    lists.instead('/region_index.json', (response) => response.end('<html>'));
    await expect(refresh('aws', 'eu-west-2')).rejects.toMatchObject({ code: 'prices.shape', message: expect.stringContaining('no JSON') });
  });
});

describe("Azure's list", () => {
  it('is read page by page: what costs something today, once the free part is used', async () => {
    const { prices } = await refresh('azure', 'westeurope');
    expect(amounts(prices)).toEqual({
      'azure.container-apps.memory westeurope': 0.0144,
      'azure.container-apps.vcpu westeurope': 0.1224,
      'azure.log-analytics.in westeurope': 2.99,
    });
  });

  it('has nothing in a region that is none', async () => {
    await expect(refresh('azure', "east' or 'us")).rejects.toMatchObject({ code: 'prices.region' });
    expect(lists.asked.every(({ path }) => path.includes("armRegionName eq 'east'' or ''us'"))).toBe(true);
  });

  it('is not followed elsewhere, nor in a circle', async () => {
    const page = (next: string) => JSON.stringify({ Items: [], NextPageLink: next });
    lists.instead("'Key Vault'", (response) => response.end(page('https://harbour.example/api')));
    await expect(refresh('azure', 'westeurope')).rejects.toMatchObject({ code: 'prices.shape' });
    const again = `${lists.address}/api/retail/prices?$skip=7`;
    for (const words of ["'Key Vault'", '$skip=7']) lists.instead(words, (response) => response.end(page(again)));
    await expect(refresh('azure', 'westeurope')).rejects.toMatchObject({ code: 'prices.shape' });
  });
});

describe("Google's list", () => {
  it('is read with a key, which is in no address', async () => {
    const { prices } = await refresh('gcp', 'europe-west1');
    expect(amounts(prices)).toEqual({
      'gcp.memorystore.redis.basic.M1 europe-west1': 0.049,
      'gcp.run-idle.vcpu europe-west1': 0.009,
      'gcp.run-request.request global': 0.4,
      'gcp.run-request.vcpu europe-west1': 0.0864,
      'gcp.run.vcpu europe-west1': 0.0648,
      'gcp.storage.standard europe-west1': 0.02,
    });
    expect(lists.asked.every(({ path, headers }) => !path.includes('a-key') && headers['x-goog-api-key'] === 'a-key')).toBe(true);
  });

  it('is not asked for without one, and a wrong one is told from a wrong region', async () => {
    await expect(refresh('gcp', 'europe-west1', { env: {} })).rejects.toMatchObject({ code: 'prices.key', exit: 3 });
    expect(lists.asked).toEqual([]);
    lists.instead('/v1/services', (response) => response.writeHead(403).end());
    await expect(refresh('gcp', 'europe-west1')).rejects.toMatchObject({
      code: 'prices.refused',
      fix: expect.stringContaining('Cloud Billing API'),
    });
    await expect(refresh('gcp', 'europe-west77')).rejects.toMatchObject({
      code: 'prices.region',
      fix: expect.stringContaining('europe-west1'),
    });
  });
});

describe('a refresh', () => {
  it('wins over what is shipped, for what it has', async () => {
    const before = await loadPrices(folder);
    expect(before.prices.length).toBeGreaterThan(0);
    await refresh('azure', 'westeurope');
    const { prices, broken } = await loadPrices(folder);
    const of = (key: string) => prices.filter(({ price, region }) => price === key && region === 'westeurope');
    expect(of('azure.container-apps.vcpu')).toMatchObject([{ read: '2026-11-01', source: expect.stringContaining(lists.address) }]);
    expect(of('azure.postgres.Standard_B1ms')).toMatchObject([{ read: expect.not.stringMatching('2026-11-01') }]);
    expect(broken).toEqual([]);
  });

  it('waits for who asks for patience, but not for ever', async () => {
    lists.instead("'Storage'", (response) => response.writeHead(429, { 'retry-after': '0' }).end());
    await expect(refresh('azure', 'westeurope')).resolves.toBeDefined();
    lists.instead("'Storage'", (response) => response.writeHead(429, { 'retry-after': '3600' }).end());
    await expect(refresh('azure', 'westeurope')).rejects.toMatchObject({
      code: 'prices.throttled',
      exit: 75,
      message: expect.stringContaining('3600 s'),
    });
  });

  it('that fails leaves what there was', async () => {
    const { file } = await refresh('azure', 'westeurope');
    const before = await readFile(file, 'utf8');
    lists.instead("'Storage'", (response) => response.writeHead(500).end());
    await expect(refresh('azure', 'westeurope')).rejects.toMatchObject({ code: 'prices.failed', exit: 75 });
    lists.instead("'Storage'", (response) =>
      response.writeHead(200, { 'content-length': '1000' }).write('{"Items":[', () => response.destroy()),
    );
    await expect(refresh('azure', 'westeurope')).rejects.toMatchObject({ code: 'prices.offline' });
    await lists.close();
    await expect(refresh('azure', 'westeurope')).rejects.toMatchObject({ code: 'prices.offline', exit: 75 });
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await readdir(folder)).toEqual(['azure.westeurope.json']);
  });

  it('says how far it is, and ends when it is stopped', async () => {
    const events: ProgressEvent[] = [];
    const stop = new AbortController();
    const host: Host = { ...silentHost, signal: stop.signal, notify: (event) => events.push(event) };
    lists.instead("'Storage'", () => stop.abort());
    await expect(refresh('azure', 'westeurope', { host })).rejects.toThrow(/abort/i);
    expect(events.at(0)).toMatchObject({ type: 'started', task: 'prices:azure westeurope', label: 'price list' });
    expect(events).toContainEqual(expect.objectContaining({ type: 'progress', done: 0, detail: expect.any(String) }));
    expect(events.at(-1)).toMatchObject({ type: 'finished', outcome: 'failed' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('that is killed leaves what there was, and the next one sweeps up', async () => {
    const { file } = await refresh('azure', 'westeurope');
    const before = await readFile(file, 'utf8');
    const hangs = new Promise<void>((resolve) => lists.instead("'Storage'", () => resolve()));
    const code = `import { refreshPrices } from ${JSON.stringify(new URL('refresh.ts', import.meta.url).href)};
      import { silentHost } from '@groundwork/host';
      await refreshPrices(${JSON.stringify({ cloud: 'azure', region: 'westeurope', folder, address: lists.address, env: {} }).slice(
        0,
        -1,
      )}, host: silentHost });`;
    const child = spawn(process.execPath, ['--conditions=groundwork-source', '--input-type=module', '-e', code], {
      cwd: import.meta.dirname,
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    await Promise.race([hangs, ended.then(() => expect.fail('the refresh ended by itself'))]);
    child.kill('SIGKILL');
    await ended;
    expect(await readFile(file, 'utf8')).toBe(before);
    await writeFile(`${file}.1.tmp`, '{');
    await refresh('azure', 'westeurope');
    expect(await readdir(folder)).toEqual(['azure.westeurope.json']);
  });

  it('whose file is damaged is as if it was not there, and is named', async () => {
    await writeFile(join(folder, 'aws.eu-west-1.json'), '{"version":1,');
    const { prices, broken } = await loadPrices(folder);
    expect(prices.length).toBeGreaterThan(0);
    expect(broken).toEqual([join(folder, 'aws.eu-west-1.json')]);
  });
});
