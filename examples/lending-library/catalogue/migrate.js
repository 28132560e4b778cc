import { readFile } from 'node:fs/promises';
import { database, letters } from './stores.js';

await database.query(await readFile(new URL('schema.sql', import.meta.url), 'utf8'));
console.log('schema is current');
await database.end();
letters.disconnect();
