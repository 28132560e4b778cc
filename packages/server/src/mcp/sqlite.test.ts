import { globSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openAssistant, type Assistant } from './testing/client.ts';

const files = {
  'requirements.txt': 'flask==3.1.0\n',
  'app.py': `
import os
import sqlite3
from flask import Flask

app = Flask(__name__)
loans = sqlite3.connect(os.environ["LOANS_DB"])

if __name__ == "__main__":
    app.run(port=8000)
`,
};

let assistant: Assistant;
let resource = '';
beforeAll(async () => {
  assistant = await openAssistant(files);
  const { resources } = await assistant.call('blueprint');
  const found = z.array(z.looseObject({ name: z.string(), type: z.string() })).parse(resources);
  resource = found.find(({ type }) => type === 'sqlite')?.name ?? '';
}, 60_000);
afterAll(() => assistant.close(), 60_000);

const query = (text: string) => assistant.call('resource_query', { resource, query: text });

it('reads the file the code is given and changes nothing in it', async () => {
  // The service makes it; until then there is nothing.
  expect(await assistant.call('resource_list', { resource })).toMatchObject({ entries: [] });
  const [folder = ''] = globSync(join(assistant.dir, '.groundwork/**/data', resource));
  fill(join(folder, 'database.sqlite3'));
  expect(await query('SELECT book, days FROM loans')).toMatchObject({ columns: ['book', 'days'], rows: [['Rye', '14']] });
  expect(await assistant.call('resource_list', { resource })).toMatchObject({ entries: [{ name: 'loans', kind: 'table' }] });
  for (const text of ['DELETE FROM loans', 'SELECT 1; DROP TABLE loans', "ATTACH 'other.db' AS other", 'PRAGMA journal_mode = WAL'])
    await expect(query(text)).rejects.toThrow(/code: query/);
  await expect(query('SELECT * FRM loans')).rejects.toThrow(/FRM/);
  expect(await query('SELECT count(*) FROM loans')).toMatchObject({ rows: [['1']] });
}, 60_000);

function fill(file: string): void {
  const database = new DatabaseSync(file);
  database.exec("CREATE TABLE loans (book, days); INSERT INTO loans VALUES ('Rye', 14)");
  database.close();
}
