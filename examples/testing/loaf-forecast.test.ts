import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blueprintOf, bringUpExample, mayRun, type RunningExample } from './example.ts';

it('the loaf forecast is read right', async () => {
  await expect(await blueprintOf('loaf-forecast')).toMatchFileSnapshot('snapshots/loaf-forecast.json');
});

describe.runIf(mayRun('python3'))('the loaf forecast, brought up', () => {
  let forecast: RunningExample;
  beforeAll(async () => {
    forecast = await bringUpExample('loaf-forecast');
  }, 400_000);
  afterAll(() => forecast?.remove(), 120_000);

  it('is done when the model is trained and kept', async () => {
    expect(forecast.state.services).toMatchObject([{ name: 'train', kind: 'training', state: 'done', exit: 0 }]);
    expect(existsSync(join(forecast.dir, 'models/loaves.joblib'))).toBe(true);
    expect(await forecast.logs('train')).toMatch(/off by \d/u);
  });
});
