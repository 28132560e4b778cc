import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { hasPython } from '../python.fixture.ts';
import { killServer, toldAs, upWith } from '../servers.fixture.ts';

describe.runIf(hasPython())('Chroma', () => {
  const charts = resourceOf('charts', 'chroma');
  const env = [toldAs(charts, 'host'), toldAs(charts, 'port')];
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove());

  it('finds what is nearest, and keeps it when it is killed', async () => {
    const first = await upWith(harbour, charts, env);
    const { TOLD_HOST: host = '', TOLD_PORT: port = '' } = first.told;
    const collections = `http://${host}:${port}/api/v2/tenants/default_tenant/databases/default_database/collections`;
    const post = async (url: string, body: unknown): Promise<Record<string, unknown>> => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      expect(response.status).toBeLessThan(300);
      const answer: Record<string, unknown> = JSON.parse(await response.text());
      return answer;
    };
    const { id } = await post(collections, { name: 'soundings', get_or_create: true });
    const embeddings = [
      [0, 0, 1],
      [0, 1, 0],
    ];
    await post(`${collections}/${String(id)}/add`, { ids: ['shoal', 'channel'], embeddings });
    await killServer(first.state);

    expect((await upWith(harbour, charts, env)).told).toEqual(first.told);
    const { ids } = await post(`${collections}/${String(id)}/query`, { query_embeddings: [[0, 0.9, 0.1]], n_results: 1 });
    expect(ids).toEqual([['channel']]);
  });
});
