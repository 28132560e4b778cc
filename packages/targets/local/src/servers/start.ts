import type { LaunchedResource } from '../launch/schema.ts';
import { postgresDriver } from './postgres/driver.ts';
import type { RunningServer } from './provider.ts';
import { redisDriver } from './redis/driver.ts';
import { sqliteDriver } from './sqlite.ts';

/** Starts the server of a resource and returns when it answers. */
export function startServer(resource: LaunchedResource, run: string, signal: AbortSignal): Promise<RunningServer> {
  const { server } = resource;
  const context = { resource, run, signal };
  switch (server.driver) {
    case 'postgres':
      return postgresDriver.start(server, context);
    case 'redis':
      return redisDriver.start(server, context);
    case 'sqlite':
      return sqliteDriver.start(server, context);
  }
}
