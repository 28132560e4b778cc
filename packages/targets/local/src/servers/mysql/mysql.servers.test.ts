import { requirement } from '@groundwork/testing';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { expect, it } from 'vitest';
import { obtain } from '../obtain/obtain.ts';
import { requestOf } from '../request.fixture.ts';
import { mysqlDriver } from './driver.ts';
import { carriedByMaven } from './maven.ts';
import { mysqlServerSchema } from './schema.ts';
import { servedBy } from './provider.ts';

const carried = carriedByMaven();

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

it.runIf(requirement('Maven and Linux', carried !== null, 'apt-get install default-jdk-headless maven'))(
  'a MariaDB that Maven carries serves as an installed one does',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'groundwork-shelves-'));
    chmodSync(home, 0o711);
    const context = { log: join(home, 'server.log'), run: `shelves-${process.pid}`, signal: new AbortController().signal };
    try {
      if (carried === null) return;
      await obtain(carried.obtain, context);
      const found = servedBy(carried.installation, requestOf('shelves', 'mysql', home, { port: await freePort() }));
      const { title, connection } = found;
      const resource = {
        name: 'shelves',
        type: 'mysql',
        title,
        url: '',
        port: connection.port,
        page: null,
        obtain: null,
        connection,
        server: found.server,
        log: context.log,
      } as const;
      const { group } = await mysqlDriver.start(mysqlServerSchema.parse(found.server), { resource, ...context });
      const client = await createConnection({
        host: connection.host,
        port: connection.port,
        user: connection.user ?? '',
        password: connection.password ?? '',
      });
      const [rows] = await client.query('SELECT VERSION() AS version');
      expect(rows).toEqual([{ version: expect.stringMatching(/^11\.4\.\d+-MariaDB/u) }]);
      await client.end();
      await group?.stop();
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
  600_000,
);
