import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { accountFor } from '../account/account.ts';
import { day, firstDay, importHistory, type Fixture } from '../testing/import.fixture.ts';
import type { DeliveryOptions, DeliveryReport } from './delivery.ts';
import { versionOf } from './tags.ts';

let fixture: Fixture | null = null;
afterEach(() => {
  fixture?.remove();
  fixture = null;
});

/** Four days of a bakery, a commit each at noon of nothing else. */
function bakery(): Fixture {
  const loaf = ['flour 500 grams', 'water 350 grams', 'salt 10 grams'];
  return (fixture = importHistory([
    { files: { loaf: loaf.slice(0, 1).join('\n') }, message: 'Begin' },
    { files: { loaf: loaf.slice(0, 2).join('\n') }, message: 'Add water' },
    { files: { loaf: loaf.slice(0, 2).join('\n').replace('350', '300') }, message: 'fix: too wet' },
    { files: { loaf: loaf.join('\n').replace('350', '300') }, message: 'Add salt' },
  ]));
}

const record = (folder: string, environment: string, rows: readonly object[]) => {
  mkdirSync(join(folder, '.groundwork', environment), { recursive: true });
  writeFileSync(
    join(folder, '.groundwork', environment, 'deployments.jsonl'),
    rows.map((row) => `${JSON.stringify(row)}\n`).join('') + '{"torn',
  );
};

async function deliveryOf(folder: string, options: DeliveryOptions = {}) {
  const { delivery: report, notes } = (await accountFor(folder, { state: null, ...options })).account;
  return { report, notes };
}

describe('delivery from tags', () => {
  it('finds a release that had to be mended by the lines its fix changes, and says that it is an estimate', async () => {
    const { folder, commits, git } = bakery();
    for (const [name, commit] of [
      ['v1.0.0', 0],
      ['v1.1.0', 1],
      ['v1.1.1', 2],
      ['v1.2.0-rc.1', 3],
      ['latest', 3],
      ['v1.2.0', 3],
    ] as const)
      git('tag', name, commits[commit] ?? '');
    const { report } = await deliveryOf(folder);
    expect(report).toMatchObject({ source: 'tags', estimate: true, environment: null });
    expect(report?.rules.length).toBeGreaterThan(1);
    expect(report?.recent.map(({ id, outcome, rework }) => `${id} ${outcome} ${rework}`)).toEqual([
      'v1.0.0 unknown false',
      'v1.1.0 degraded false',
      'v1.1.1 unknown true',
      'v1.2.0 unknown false',
    ]);
    expect(report?.recent[1]?.why).toMatch(/^[0-9a-f]{10} in v1\.1\.1 mends [0-9a-f]{10} of v1\.1\.0$/);
    expect(report?.last).toMatchObject({
      deployments: 4,
      leadTime: { median: 0, of: 4 },
      changeFailureRate: { failed: 1, rate: 0.25 },
      recovery: { median: 24, of: 1 },
      rework: { deployments: 1, rate: 0.25 },
    });
  });

  it('is nothing without tags', async () => {
    const { folder } = bakery();
    expect(await deliveryOf(folder)).toEqual({ report: null, notes: [] });
  });

  it('knows what a version is', () => {
    expect(versionOf('v1.2.3')).toEqual({ prefix: 'v', major: 1, minor: 2, patch: 3, pre: false });
    expect(versionOf('@shop/api@2.0.0-beta.1')).toMatchObject({ prefix: '@shop/api@', major: 2, pre: true });
    expect(versionOf('1.4rc1')).toMatchObject({ major: 1, minor: 4, patch: 0, pre: true });
    expect(versionOf('latest')).toBeNull();
  });
});

describe('delivery that was recorded', () => {
  it('counts distinct failed deployments, and delivers what they brought with the next that came up', async () => {
    const { folder, commits } = bakery();
    const at = (days: number) => new Date((firstDay + days * day) * 1000).toISOString();
    record(folder, 'production', [
      { id: 'a', at: at(1), environment: 'production', revision: commits[0], outcome: 'succeeded' },
      { id: 'b', at: at(2), environment: 'production', revision: commits[1], outcome: 'failed' },
      { id: 'c', at: at(3), environment: 'production', revision: commits[2], outcome: 'rolled_back' },
      { id: 'd', at: at(4), environment: 'production', revision: commits[3], outcome: 'succeeded' },
    ]);
    record(
      folder,
      'staging',
      Array.from({ length: 9 }, (_, index) => ({
        id: `s${index}`,
        at: at(index),
        environment: 'staging',
        revision: null,
        outcome: 'succeeded',
      })),
    );
    const { report, notes } = await deliveryOf(folder);
    expect(report).toMatchObject({ source: 'groundwork', environment: 'production', estimate: false, rules: [] });
    expect(report?.last).toMatchObject({
      deployments: 4,
      // 24 hours for the first; 72, 48 and 24 for the three that came up together on the fourth day.
      leadTime: { median: 36, of: 4 },
      changeFailureRate: { failed: 2, rate: 0.5 },
      recovery: { median: 36, of: 2 },
      rework: { deployments: 2 },
    });
    expect(notes).toMatchObject([{ code: 'delivery.unreadable' }]);
    expect((await deliveryOf(folder, { environment: 'staging' })).report?.last.deployments).toBe(9);
  });
});

describe('delivery by a forge', () => {
  const at = (days: number) => new Date((firstDay + days * day) * 1000).toISOString();
  const outcomesOf = (report: DeliveryReport | null) => report?.recent.map(({ id, outcome, rework }) => `${id} ${outcome} ${rework}`);

  it('knows what failed, what was rolled back, and what came up again, and says that it is an estimate', async () => {
    const { folder, commits } = bakery();
    const deployed = (
      [
        [0, 'succeeded'],
        [1, 'succeeded'],
        [0, 'succeeded'],
        [1, 'succeeded'],
        [1, 'succeeded'],
        [2, 'failed'],
        [2, 'pending'],
        [2, 'succeeded'],
        [3, 'left'],
        [3, 'degraded'],
      ] as const
    ).map(([commit, state], index) => ({ id: index + 1, revision: commits[commit] ?? '', at: at(index + 4), state }));
    const { report } = await deliveryOf(folder, { forge: { environment: 'production', deployed }, deployments: 'forge' });
    expect(report).toMatchObject({ source: 'forge', environment: 'production', estimate: true });
    expect(report?.rules.length).toBeGreaterThan(1);
    expect(outcomesOf(report)).toEqual([
      '1 succeeded false',
      '2 rolled_back false',
      // It brings back what was there; then the same goes out again, and once more without any change.
      '3 succeeded true',
      '4 succeeded false',
      '5 succeeded false',
      '6 failed false',
      '8 succeeded true',
      '10 degraded false',
    ]);
    expect(report?.recent[1]?.why).toMatch(/^the older [0-9a-f]{10} was deployed after it$/);
    expect(report?.last).toMatchObject({
      deployments: 8,
      changeFailureRate: { failed: 3, rate: 0.375 },
      // Four commits: with the first, with the one that went out again, with the one that was tried again, with the last.
      leadTime: { of: 4 },
      recovery: { of: 2 },
    });
  });

  it('takes a deployment whose commit a later one reverts for one that failed', async () => {
    fixture = importHistory([
      { files: { loaf: 'flour' }, message: 'Begin' },
      { files: { loaf: 'flour\nsugar' }, message: 'Add sugar' },
      { files: { loaf: 'flour' }, message: 'Revert "Add sugar"' },
    ]);
    const { folder, commits } = fixture;
    const deployed = commits.map((revision, index) => ({ id: index, revision, at: at(index + 4), state: 'succeeded' as const }));
    const { report } = await deliveryOf(folder, {
      forge: { environment: 'production', deployed },
      deployments: 'forge',
    });
    expect(outcomesOf(report)).toEqual(['0 succeeded false', '1 degraded false', '2 succeeded true']);
    expect(report?.recent[1]?.why).toMatch(/in a later one reverts its [0-9a-f]{10}$/);
  });

  it('counts where it is asked for, also where it has none, and is not looked at where tags are', async () => {
    const { folder, commits, git } = bakery();
    git('tag', 'v1.0.0', commits[0] ?? '');
    const forge = { environment: null, deployed: [] };
    expect((await deliveryOf(folder, { forge, deployments: 'forge' })).report).toBeNull();
    expect((await deliveryOf(folder, { forge })).report?.source).toBe('tags');
    expect((await deliveryOf(folder, { deployments: 'groundwork' })).report).toBeNull();
  });
});
