// Brings the database to this release's schema: every file of migrations/ once, in order.
import { readdir, readFile } from 'node:fs/promises';
import { database } from './database.js';

const folder = new URL('migrations/', import.meta.url);

await database.query('create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())');
for (const name of (await readdir(folder)).sort()) {
  const client = await database.connect();
  try {
    await client.query('begin');
    const { rowCount } = await client.query('insert into migrations (name) values ($1) on conflict do nothing', [name]);
    if (rowCount) await client.query(await readFile(new URL(name, folder), 'utf8'));
    await client.query('commit');
    console.log(`${rowCount ? 'applied' : 'has   '}  ${name}`);
  } finally {
    client.release();
  }
}
await database.end();
