import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { hasPython } from '../python.fixture.ts';
import { boundTo, killServer, toldAs, upWith } from '../servers.fixture.ts';

describe.runIf(hasPython())('Label Studio', () => {
  const labels = resourceOf('labels', 'label_studio');
  const env = [toldAs(labels, 'url', 'http'), boundTo(labels, 'TOLD_KEY', 'apiKey')];
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove());

  it('takes the key its services are told and no other, and keeps projects when it is killed', async () => {
    const first = await upWith(harbour, labels, env);
    const { TOLD_URL: url = '', TOLD_KEY: key = '' } = first.told;
    const projects = (token: string, body?: unknown) =>
      fetch(`${url}/api/projects/`, {
        headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      });
    expect((await projects('guessed')).status).toBe(401);
    expect((await projects(key, { title: 'Ships in fog' })).status).toBe(201);
    await killServer(first.state);

    expect((await upWith(harbour, labels, env)).told).toEqual(first.told);
    expect(await (await projects(key)).text()).toContain('Ships in fog');
  });
});
