import type { Connection } from '@groundwork/provision';
import { createConnection } from 'mysql2/promise';

/** Logs in as the services will and asks a question. */
export async function mysqlAnswers({
  port,
  user,
  password,
  database,
}: Pick<Connection, 'port' | 'user' | 'password' | 'database'>): Promise<boolean> {
  try {
    const login = { user: user ?? '', password: password ?? '', database: database ?? '' };
    const connection = await createConnection({ host: '127.0.0.1', port, ...login, connectTimeout: 3000 });
    try {
      await connection.query('SELECT 1');
      return true;
    } finally {
      connection.destroy();
    }
  } catch {
    return false;
  }
}
