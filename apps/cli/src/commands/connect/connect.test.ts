import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groundworkIn } from '../../main.fixture.ts';

let bakery: string;

beforeEach(() => {
  bakery = mkdtempSync(join(tmpdir(), 'bakery-'));
  writeFileSync(
    join(bakery, 'package.json'),
    '{ "name": "bakery", "scripts": { "start": "node oven.js" }, "dependencies": { "express": "5.0.0", "pg": "8.11.0" } }',
  );
  writeFileSync(
    join(bakery, 'oven.js'),
    "const { Pool } = require('pg');\nconst app = require('express')();\nnew Pool({ connectionString: process.env.DATABASE_URL });\napp.listen(process.env.PORT);\n",
  );
});

afterEach(() => rmSync(bakery, { recursive: true }));

const connect = (...words: string[]) => groundworkIn(bakery, ['connect', ...words]);

describe('groundwork connect', () => {
  it('names the resources there are', async () => {
    expect(await connect('mill')).toMatchObject({ exit: 2, stderr: expect.stringMatching(/no resource `mill`.*\n {2}fix gw connect db/u) });
  });

  it('starts nothing to print where something is', async () => {
    expect(await connect('--print')).toMatchObject({ exit: 1, stdout: '', stderr: '✘ db is not up\n  fix gw up\n' });
  });

  it('knows a service by its page, once it is up', async () => {
    expect(await connect('bakery')).toMatchObject({ exit: 1, stderr: expect.stringContaining('bakery is not up') });
  });
});
