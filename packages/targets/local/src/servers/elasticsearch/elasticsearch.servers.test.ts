import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { hasJavaAndMaven } from '../java.fixture.ts';
import { killServer, upWith } from '../servers.fixture.ts';

describe.runIf(hasJavaAndMaven())('an index', () => {
  const search = resourceOf('search', 'elasticsearch');
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove());

  const send = async (url: string, method: string, body?: object): Promise<unknown> => {
    const answer = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return answer.json();
  };

  it('finds what was written before its server was killed', async () => {
    const { told, state } = await upWith(harbour, search);
    expect(state.resources[0]?.server).toMatch(/^OpenSearch \d/u);
    const mappings = { properties: { title: { type: 'text', analyzer: 'english' } } };
    expect(await send(`${told['TOLD_URL']}/books`, 'PUT', { mappings })).toMatchObject({ acknowledged: true });
    await send(`${told['TOLD_URL']}/books/_doc/1`, 'PUT', { title: 'Lighthouses of the north' });
    await killServer(state);

    const again = await upWith(harbour, search);
    expect(again.told).toEqual(told);
    const query = { match: { title: 'lighthouse' } };
    await expect
      .poll(() => send(`${told['TOLD_URL']}/books/_search`, 'POST', { query }), { timeout: 20_000 })
      .toMatchObject({ hits: { hits: [{ _id: '1' }] } });
  });
});
