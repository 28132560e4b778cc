import Redis from 'ioredis';
import pg from 'pg';

export const database = new pg.Pool({
  host: process.env.LIBRARY_DB_HOST,
  port: Number(process.env.LIBRARY_DB_PORT ?? 5432),
  user: process.env.LIBRARY_DB_USER,
  password: process.env.LIBRARY_DB_PASSWORD,
  database: process.env.LIBRARY_DB_NAME,
});

export const letters = new Redis(process.env.LETTERS_URL);
