import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { hasPython } from '../python.fixture.ts';
import { killServer, upWith } from '../servers.fixture.ts';

describe.runIf(hasPython())('an MLflow tracking server', () => {
  const tracking = resourceOf('tracking', 'mlflow');
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove());

  it('keeps experiments and artifacts when it is killed', async () => {
    const first = await upWith(harbour, tracking);
    const url = first.told['TOLD_URL'] ?? '';
    const call = async (name: string, body: unknown): Promise<unknown> => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${url}/api/2.0/mlflow/${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
      expect(response.status).toBe(200);
      return response.json();
    };
    await call('experiments/create', { name: 'tides' });
    const artifact = `${url}/api/2.0/mlflow-artifacts/artifacts/model/weights.txt`;
    expect((await fetch(artifact, { method: 'PUT', body: 'heavy' })).status).toBe(200);
    await killServer(first.state);

    await upWith(harbour, tracking);
    expect(JSON.stringify(await call('experiments/search', { max_results: 5 }))).toContain('"name":"tides"');
    expect(await (await fetch(artifact)).text()).toBe('heavy');
  });
});
