import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ServerDriver, ServerProvider } from './provider.ts';

export const sqliteServerSchema = z.strictObject({ driver: z.literal('sqlite'), path: z.string() });

/** A file only: the library in the service makes it. */
export const sqliteProvider: ServerProvider = {
  port: null,
  find({ data }) {
    const path = join(data, 'database.sqlite3');
    return {
      title: 'SQLite file',
      server: { driver: 'sqlite', path },
      connection: { type: 'sqlite', host: '', port: 0, user: null, password: null, database: null, path },
      warning: null,
    };
  },
};

export const sqliteDriver: ServerDriver<z.infer<typeof sqliteServerSchema>> = {
  start: async ({ path }) => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return { group: null, record: null };
  },
};
