import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { hasJavaAndMaven } from '../java.fixture.ts';
import { upWith } from '../servers.fixture.ts';

describe.runIf(hasJavaAndMaven())('a reader of documents', () => {
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove());

  it('tells what is in one', async () => {
    const { told, state } = await upWith(harbour, resourceOf('reader', 'tika'));
    expect(state.resources[0]?.server).toMatch(/^Apache Tika \d/u);
    const page = '<html><head><title>Tides</title></head><body><p>High water at noon</p></body></html>';
    const headers = { accept: 'text/plain', 'content-type': 'text/html' };
    const answer = await fetch(`${told['TOLD_URL']}/tika`, { method: 'PUT', headers, body: page });
    expect((await answer.text()).trim()).toBe('High water at noon');
  });
});
