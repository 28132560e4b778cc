import { silentHost } from '@groundwork/host';
import { requireProgram } from '@groundwork/testing';
import { lendResource, reset, scanFolder } from '@groundwork/toolkit';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { browseMongo } from './browser.ts';

it.runIf(requireProgram('go', 'apt-get install golang'))('MongoDB: databases, collections, documents and commands', async () => {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'library-')));
  writeFileSync(
    join(dir, 'package.json'),
    '{ "name": "library", "scripts": { "start": "node library.js" }, "dependencies": { "express": "5", "mongoose": "8" } }',
  );
  writeFileSync(
    join(dir, 'library.js'),
    "require('mongoose').connect(process.env.MONGODB_URI);\nrequire('express')().listen(process.env.PORT);\n",
  );
  const { blueprint } = await scanFolder(dir, { host: silentHost });
  const name = blueprint.resources.find(({ type }) => type === 'mongodb')?.name ?? '';
  const { resource, release } = await lendResource(dir, blueprint, name, { host: silentHost });
  const browser = await browseMongo(resource.connection);
  try {
    const how = { limit: 2, signal: new AbortController().signal };
    const database = (await browser.list([], how)).entries[0]?.name ?? '';
    expect(
      await browser.query(
        '{ "insert": "books", "documents": [{ "_id": 1, "title": "Tea", "tags": ["hot"] }, { "_id": 2 }, { "_id": 3 }] }',
        how,
      ),
    ).toMatchObject({ affected: 3 });
    expect((await browser.list([database], how)).entries).toMatchObject([{ name: 'books', kind: 'collection' }]);
    expect(await browser.read([database, 'books'], { ...how, offset: 0 })).toMatchObject({
      rows: [
        ['1', 'Tea', '["hot"]'],
        ['2', null, null],
      ],
      total: 3,
      more: true,
    });
    expect(await browser.query('{ "find": "books", "filter": { "title": "Tea" } }', how)).toMatchObject({
      rows: [['1', 'Tea', '["hot"]']],
      more: false,
    });
    await expect(browser.query('db.books.find()', how)).rejects.toMatchObject({ code: 'query.command' });
    await expect(browser.query('{ "brew": 1 }', how)).rejects.toMatchObject({ message: expect.stringContaining('CommandNotFound') });
  } finally {
    await browser.close();
    await release(0);
    await reset(dir, async () => true);
    rmSync(dir, { recursive: true });
  }
});
