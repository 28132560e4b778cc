import { validate } from '@octokit/graphql-schema';
import { afterEach, describe, expect, it } from 'vitest';
import { openForge } from '../request/forge.ts';
import { findPlace } from '../place/find.ts';
import type { DoubleDeployment, ForgeDouble } from '../testing/contract.ts';
import { forgeDouble } from '../testing/double.ts';
import type { KeptDeployments } from './deployment.ts';
import { deploymentsQuery } from './github.ts';
import { readDeployments } from './read.ts';

let double: ForgeDouble;
afterEach(() => double?.close());

const hour = (number: number): string => new Date(Date.UTC(2026, 2, 1, number)).toISOString();

function deployment(id: number, environment: string, ...states: readonly string[]): DoubleDeployment {
  const statuses = states.map((state, index) => ({ state, at: new Date(Date.parse(hour(id)) + (index + 1) * 60_000).toISOString() }));
  return { id, sha: String(id).padStart(40, '0'), environment, at: hour(id), statuses };
}

async function read(kept: readonly KeptDeployments[] = [], environment: string | null = null, env?: Readonly<Record<string, string>>) {
  const options = { env: env ?? double.env, signal: AbortSignal.timeout(60_000) };
  return readDeployments(await openForge(await findPlace(`${double.url}/harbour/berths.git`, options), options), { environment, kept });
}

describe.each(['github', 'gitlab'] as const)('deployments on %s', (kind) => {
  const [up, down] = kind === 'github' ? ['success', 'failure'] : ['success', 'failed'];

  it('are read page by page, those to production first, and the next time only what is new', async () => {
    double = await forgeDouble({ kind });
    for (let id = 1; id <= 250; id += 1)
      double.deployments.push(deployment(id, 'production', 'in_progress', id % 10 === 0 ? down : up), deployment(1000 + id, 'preview', up));
    double.deployments.push(deployment(251, 'production', kind === 'github' ? 'in_progress' : 'running'));
    const first = await read();
    expect(first.kept.deployments.length).toBe(251);
    expect(new Set(first.kept.deployments.map(({ environment }) => environment))).toEqual(new Set(['production']));
    expect(first.kept.deployments.filter(({ state }) => state === 'failed')).toHaveLength(25);
    expect(first.kept.deployments.at(-1)).toMatchObject({ id: 251, state: 'pending' });
    const asked = double.asked.length;
    double.deployments.splice(
      double.deployments.findIndex(({ id }) => id === 251),
      1,
      deployment(251, 'production', 'running', 'x', up),
    );
    double.deployments.push(deployment(252, 'production', down));
    const second = await read([first.kept]);
    expect(second.kept.deployments.slice(-2)).toMatchObject([
      { id: 251, state: 'succeeded' },
      { id: 252, state: 'failed' },
    ]);
    expect(second.kept.deployments).toHaveLength(252);
    expect(second.read).toBeLessThan(kind === 'github' ? 201 : 4);
    expect(double.asked.length - asked).toBeLessThanOrEqual(2);
    expect((await read([second.kept], 'preview')).kept.deployments).toHaveLength(250);
  });

  it('are those of all environments where none is called production', async () => {
    double = await forgeDouble({ kind });
    double.deployments.push(deployment(1, 'quay', up));
    expect((await read()).kept).toMatchObject({ environments: null, deployments: [{ id: 1, environment: 'quay', state: 'succeeded' }] });
  });

  it('stop being read with the reason', async () => {
    double = await forgeDouble({ kind });
    double.fault(kind === 'github' ? 'POST' : 'GET', /graphql|deployments/, { status: 403, headers: { 'x-ratelimit-remaining': '0' } });
    await expect(read()).rejects.toMatchObject({ code: 'forge.rate_limit', exit: 75 });
  });
});

describe('GitHub', () => {
  it('is asked what its schema has', () => {
    expect(validate(deploymentsQuery)).toEqual([]);
  });

  it('tells by all statuses what became of one', async () => {
    double = await forgeDouble({ kind: 'github' });
    double.deployments.push(
      deployment(1, 'production', 'pending', 'success', 'inactive'),
      deployment(2, 'production', 'success', 'error'),
      deployment(3, 'production', 'failure', 'success'),
      deployment(4, 'production', 'queued', 'inactive'),
      deployment(5, 'production'),
      deployment(6, 'production', 'failure', 'inactive'),
    );
    expect((await read()).kept.deployments.map(({ state }) => state)).toEqual([
      'succeeded',
      'degraded',
      'succeeded',
      'left',
      'pending',
      'failed',
    ]);
  });

  it('tells nobody without a token', async () => {
    double = await forgeDouble({ kind: 'github' });
    await expect(read([], null, { GH_HOST: double.host })).rejects.toMatchObject({ code: 'forge.no_token', exit: 3 });
  });
});
