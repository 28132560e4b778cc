import { auth, driver } from 'neo4j-driver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { hasJavaAndMaven } from '../java.fixture.ts';
import { boundTo, killServer, upWith } from '../servers.fixture.ts';
import { neo4jAnswers } from './handshake.ts';

describe.runIf(hasJavaAndMaven())('a graph', () => {
  const routes = resourceOf('routes', 'neo4j');
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove());

  it('lets in who knows its password, and keeps what was written when its server is killed', async () => {
    const env = [boundTo(routes, 'NEO4J_URI', 'url'), boundTo(routes, 'NEO4J_USER', 'user'), boundTo(routes, 'NEO4J_PASSWORD', 'password')];
    const { told, state } = await upWith(harbour, routes, env);
    expect(state.resources[0]?.server).toMatch(/^Neo4j \d/u);
    expect(told['NEO4J_URI']).toMatch(/^bolt:\/\/127\.0\.0\.1:\d+$/u);
    const ask = async (query: string): Promise<unknown[]> => {
      const client = driver(told['NEO4J_URI'] ?? '', auth.basic(told['NEO4J_USER'] ?? '', told['NEO4J_PASSWORD'] ?? ''));
      try {
        const { records } = await client.executeQuery(query);
        return records.map((record): unknown => record.get(0));
      } finally {
        await client.close();
      }
    };
    expect(await ask("CREATE (:Port {name: 'Faro'})-[:TO]->(p:Port {name: 'Cádiz'}) RETURN p.name")).toEqual(['Cádiz']);
    expect(await neo4jAnswers({ port: state.resources[0]?.port ?? 0, password: 'neo4j' })).toBe(false);
    await killServer(state);

    const again = await upWith(harbour, routes, env);
    expect(again.told).toEqual(told);
    expect(await ask('MATCH (:Port)-[:TO]->(p) RETURN p.name')).toEqual(['Cádiz']);
  });
});
