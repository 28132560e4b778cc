import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../main.ts';

let bakery: string;
let server: Server;
let env: Record<string, string>;
const asked: string[] = [];

/** One meter of Azure's list, in the shape its documentation shows. */
const meter = {
  currencyCode: 'USD',
  tierMinimumUnits: 0,
  retailPrice: 0.05,
  armRegionName: 'westeurope',
  effectiveStartDate: '2022-06-01T00:00:00Z',
  meterName: 'Basic Messaging Operations',
  productName: 'Service Bus',
  skuName: 'Basic',
  serviceName: 'Service Bus',
  unitOfMeasure: '1M',
  type: 'Consumption',
  armSkuName: '',
};

beforeEach(async () => {
  bakery = mkdtempSync(join(tmpdir(), 'bakery-'));
  asked.length = 0;
  server = createServer((request, response) => {
    asked.push(decodeURIComponent(request.url ?? ''));
    const here = asked.at(-1)?.includes("'Service Bus' and armRegionName eq 'westeurope'");
    response.end(JSON.stringify({ Items: here ? [meter] : [], NextPageLink: null }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  env = { XDG_CACHE_HOME: join(bakery, 'cache'), GROUNDWORK_PRICES_AZURE: `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}/` };
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(bakery, { recursive: true });
});

async function gw(...inputs: string[]) {
  const said = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({ write: (text: string) => void (said[name] += text) });
  const { signal } = new AbortController();
  const exit = await main({ inputs: ['prices', ...inputs], stdout: stream('stdout'), stderr: stream('stderr'), env, cwd: bakery, signal });
  return { ...said, exit };
}

describe('gw prices', () => {
  it('reads the list of the region that is named, and lists what it read', async () => {
    const { stdout, exit } = await gw('refresh', '--cloud', 'azure', '--region', 'westeurope');
    expect({ stdout, exit }).toEqual({
      stdout: expect.stringMatching(/azure · westeurope {2}1 prices .*azure\.westeurope\.json\n$/),
      exit: 0,
    });
    const listed = await gw('list', '--cloud', 'azure', '--region', 'westeurope', '--json');
    const { prices } = JSON.parse(listed.stdout) as { prices: { price: string; source: string }[] };
    expect(prices.find(({ price }) => price === 'azure.service-bus.basic.operation')?.source).toContain('127.0.0.1');
    expect(prices.length).toBeGreaterThan(1);
  });

  it('reads those of the environments of the folder where none is named', async () => {
    writeFileSync(
      join(bakery, 'groundwork.yaml'),
      'environments:\n  staging:\n    target: azure\n    region: westeurope\n  shore:\n    target: kubernetes\n',
    );
    expect((await gw('refresh', '--json')).stdout).toContain('"region": "westeurope"');
    expect(asked.every((path) => path.includes('westeurope'))).toBe(true);
  });

  it('says what it needs', async () => {
    expect(await gw('refresh')).toMatchObject({ exit: 2, stderr: expect.stringContaining('gw prices refresh --cloud') });
    expect(await gw('refresh', '--cloud', 'harbour')).toMatchObject({ exit: 2, stderr: expect.stringContaining('aws, azure, gcp') });
    expect(await gw('refresh', '--cloud', 'azure', '--region', 'atlantis')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('atlantis'),
    });
    expect(await gw('refresh', '--cloud', 'gcp', '--region', 'europe-west1')).toMatchObject({
      exit: 3,
      stderr: expect.stringContaining('GOOGLE_API_KEY'),
    });
  });

  it('names what has no price in a region', async () => {
    const { stdout } = await gw('list', '--cloud', 'aws', '--region', 'atlantis', '--missing');
    expect(stdout).toContain('aws.fargate.vcpu.arm64');
  });
});
