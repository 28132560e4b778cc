import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blueprintOf, bringUpExample, json, mayRun, post, until, type RunningExample } from './example.ts';

it('the orchard is read right', async () => {
  await expect(await blueprintOf('orchard')).toMatchFileSnapshot('snapshots/orchard.json');
});

describe.runIf(mayRun('python3', 'redis-server'))('the orchard, brought up', () => {
  let orchard: RunningExample;
  beforeAll(async () => {
    orchard = await bringUpExample('orchard');
  }, 400_000);
  afterAll(() => orchard?.remove(), 120_000);

  it('grades apples, and its worker learns from a correction', async () => {
    const address = orchard.url('web');
    expect(await post(`${address}/gradings`, { diameter_mm: 45, redness: 0.2 })).toEqual({ status: 201, body: { id: 1, grade: 'cider' } });
    expect(await post(`${address}/gradings/1/correction`, { grade: 'finest' })).toMatchObject({ status: 202 });
    const trained = await until(
      () => json(`${address}/models`),
      (models) => Array.isArray(models) && models.length === 2,
    );
    expect(trained).toEqual([
      { id: 1, learned_from: 0 },
      { id: 2, learned_from: 1 },
    ]);
  });
});
