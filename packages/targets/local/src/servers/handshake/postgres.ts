import type { Connection } from '@groundwork/provision';
import postgres from 'postgres';

/** Logs in, asks a question and makes the extensions that are not there yet. */
export async function postgresAnswers(connection: Connection, extensions: readonly string[]): Promise<boolean> {
  const { port, user, password, database } = connection;
  const sql = postgres({
    host: '127.0.0.1',
    port,
    user: user ?? '',
    password: password ?? '',
    database: database ?? '',
    max: 1,
    connect_timeout: 3,
    onnotice: () => {},
  });
  try {
    await sql`select 1`;
    for (const extension of extensions) await sql.unsafe(`create extension if not exists "${extension.replaceAll('"', '""')}" cascade`);
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
