import type { Blueprint } from '@groundwork/blueprint';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startAzureDouble, type AzureDouble } from '../testing/cloud/server.ts';
import { deployStaging, openStaging, type Opening } from './staging.fixture.ts';

let double: AzureDouble;

beforeEach(async () => {
  double = await startAzureDouble();
});

afterEach(() => double.close());

const open = (opening?: Opening) => openStaging(double, opening);
const deployed = (blueprint?: Blueprint, options?: Parameters<typeof deployStaging>[2]) => deployStaging(double, blueprint, options);

it('two at once: the second is refused, and told by whom', async () => {
  const first = await open();
  const second = await open();
  await first.lock(async () => {
    await expect(second.lock(async () => {})).rejects.toMatchObject({
      code: 'target.locked',
      exit: 75,
      message: expect.stringContaining(`process ${process.pid}`),
    });
  });
  await second.lock(async () => {});
});

describe('what goes wrong', () => {
  it.each([
    ['a wrong secret', { env: { AZURE_CLIENT_SECRET: 'wrong' } }, 'target.credentials'],
    ['no credentials at all', { env: { AZURE_CLIENT_SECRET: undefined, PATH: '/nowhere' } }, 'target.credentials'],
    ['a region there is not', { region: 'westeuropa' }, 'target.region'],
    ['a subscription there is not', { settings: { account: 'other' }, env: { AZURE_SUBSCRIPTION_ID: undefined } }, 'target.account'],
    ['another subscription than the environment says', { settings: { account: 'other' } }, 'target.account'],
    ['nobody there', { env: { AZURE_RESOURCE_MANAGER_ENDPOINT: 'http://127.0.0.1:9' } }, 'target.unreachable'],
  ])('%s', async (_what, opening: Opening, code) => {
    await expect(open(opening)).rejects.toMatchObject({ code, fix: expect.any(String), where: expect.any(String) });
  });

  it.each([
    ['QuotaExceeded', 'target.quota'],
    ['AuthorizationFailed', 'target.not_allowed'],
    ['LocationNotAvailableForResourceType', 'target.region'],
    ['StorageAccountAlreadyTaken', 'target.name_taken'],
    ['SkuNotAvailable', 'target.quota'],
  ])('%s of one server', async (code, expected) => {
    double.store.refused.set('Microsoft.DBforPostgreSQL/flexibleServers', { code, message: `${code} for the server` });
    await expect(deployed()).rejects.toMatchObject({ code: expected, message: expect.stringContaining(code) });
    double.store.refused.clear();
    await deployed();
  });

  it('throttling is waited for, and said when it does not end', async () => {
    let refused = 0;
    double.intercept = ({ path }) => {
      if (!path.endsWith('deploymentStacks/groundwork-foundations') || refused >= 3) return null;
      refused += 1;
      return { status: 429, body: { error: { code: 'TooManyRequests', message: 'Slow down' } }, headers: { 'retry-after': '0' } };
    };
    await deployed();
    expect(refused).toBe(3);
    double.intercept = ({ path }) =>
      path.startsWith('/subscriptions') ? { status: 429, body: {}, headers: { 'retry-after': '0' } } : null;
    await expect(open()).rejects.toMatchObject({ code: 'target.throttled', exit: 75 });
  });

  it('a group that is being deleted', async () => {
    double.store.groups.set('harbour-staging', { location: 'westeurope', tags: { groundwork: 'harbour/staging' }, state: 'Deleting' });
    await expect(open()).rejects.toMatchObject({ code: 'target.half_deleted' });
  });

  it("a group that is another environment's", async () => {
    double.store.groups.set('harbour-staging', { location: 'westeurope', tags: { groundwork: 'bakery/staging' }, state: 'Succeeded' });
    await expect(open()).rejects.toMatchObject({ code: 'target.name_taken' });
  });

  it('a group of the same name that is not ours', async () => {
    double.store.groups.set('harbour-staging', { location: 'westeurope', tags: {}, state: 'Succeeded' });
    await expect(deployed()).rejects.toMatchObject({ code: 'target.name_taken', fix: expect.stringContaining('resourceGroup') });
  });
});
