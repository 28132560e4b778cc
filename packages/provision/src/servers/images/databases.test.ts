import type { Blueprint } from '@groundwork/blueprint';
import { describe, expect, it } from 'vitest';
import { harbourService } from '../../testing/blueprints.ts';
import { toldAbout } from '../../values/told.ts';
import { accountOf } from '../identifier.ts';
import { serverImages } from './index.ts';

/** A pier whose code has these names written down. */
function loginFor(type: 'postgres' | 'mysql', user: string | null, database: string | null) {
  const written = { host: null, port: null, user, password: null, database };
  const pier = harbourService('pier', { uses: [{ resource: 'db', access: ['read'], written, evidence: [] }] });
  const blueprint: Blueprint = { version: 1, name: 'harbour', services: [pier], resources: [], questions: [], notes: [] };
  const told = toldAbout('db', blueprint);
  return { host: 'db', port: 1, password: 'buoy', adminPassword: 'beacon', told, ...accountOf(type, { told, project: 'harbour' }) };
}

describe('a database in a container', () => {
  it('has the names that the code has written down', () => {
    const login = loginFor('postgres', 'pilot', 'berths');
    expect(serverImages.postgres.env?.(login)).toMatchObject({ POSTGRES_USER: 'pilot', POSTGRES_DB: 'berths' });
    expect(serverImages.postgres.connection?.(login)).toEqual({ user: 'pilot', password: 'buoy', database: 'berths' });
    expect(serverImages.mysql.env?.(loginFor('mysql', 'pilot', 'berths'))).toMatchObject({ MYSQL_USER: 'pilot', MYSQL_DATABASE: 'berths' });
  });

  it('is named after the project where the code says nothing, or what the server keeps for itself', () => {
    expect(accountOf('postgres', { ...loginFor('postgres', null, null), project: 'Harbour' })).toEqual({
      user: 'harbour',
      database: 'harbour',
    });
    expect(loginFor('postgres', 'postgres', 'postgres')).toMatchObject({ user: 'postgres', database: 'postgres' });
    expect(loginFor('mysql', 'root', 'mysql')).toMatchObject({ user: 'harbour', database: 'harbour' });
  });

  it('keeps its data on its volume in every version', () => {
    const { data, env } = serverImages.postgres;
    expect(env?.(loginFor('postgres', null, null))).toMatchObject({ PGDATA: data });
  });
});
