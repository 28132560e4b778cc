import { expect, test } from 'vitest';
import { scan } from '../scan.ts';
import { memoryTree } from '../tree/memory.ts';

const node = (code: Record<string, string>): Record<string, string> => ({
  'package.json': '{ "name": "harbour", "scripts": { "start": "node main.js" }, "dependencies": { "express": "4", "pg": "8" } }',
  'main.js': `const express = require('express');\n${Object.keys(code)
    .map((path) => `require('./${path}');`)
    .join('\n')}\nexpress().listen(3000);`,
  ...code,
});

const kind = (name: string, code: string): string =>
  `const { Cargo } = require('./cargo');\n${code}\nclass ${name} extends Cargo { weigh(ship) { return this.ask(ship.manifest); } ask(where) { return new Promise(() => open(where)); } }`;

test.each<[string, Record<string, string>, string[]]>([
  [
    'a file and servers, told nothing: the file runs',
    {
      'Cargo.toml':
        '[package]\nname = "harbour"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\naxum = "0.7"\ntokio = "1"\ndiesel = "2"\n',
      'src/main.rs':
        'use diesel::{Connection, MysqlConnection, PgConnection, SqliteConnection};\nfn moor(at: &str) { MysqlConnection::establish(at); PgConnection::establish(at); SqliteConnection::establish(at); }\n#[tokio::main]\nasync fn main() { let l = tokio::net::TcpListener::bind("0.0.0.0:3000").await.unwrap(); axum::serve(l, axum::Router::new()).await.unwrap(); }\n',
    },
    ['mysql optional', 'postgres optional', 'sqlite required'],
  ],
  [
    'what is told where it is runs',
    node({
      'books.js': "const { Pool } = require('pg'); new Pool({ connectionString: process.env.LEDGER });",
      'old.js': "const mysql = require('mysql2'); module.exports = (options) => mysql.createConnection(options);",
    }),
    ['mysql optional', 'postgres required'],
  ],
  [
    'a family of plugins is told where when it is used',
    node({
      'cargo.js': 'class Cargo {}\nmodule.exports = { Cargo };',
      'ledger.js': "const { Pool } = require('pg'); new Pool({ connectionString: process.env.LEDGER });",
      'grain.js': kind('Grain', "const redis = require('redis');").replace('open(where)', 'redis.createClient({ url: where })'),
      'timber.js': kind('Timber', "const mssql = require('mssql');").replace('open(where)', 'mssql.connect(where)'),
      'coal.js': kind('Coal', "const mongoose = require('mongoose');").replace('open(where)', 'mongoose.connect(where)'),
      'wool.js': kind('Wool', "const mysql = require('mysql2');").replace('open(where)', 'mysql.createConnection(where)'),
    }),
    ['mongodb optional', 'mssql optional', 'mysql optional', 'postgres required', 'redis optional'],
  ],
])('%s', async (_idea, files, expected) => {
  const { resources } = await scan(memoryTree('harbour', files));
  expect(resources.map(({ type, need }) => `${type} ${need}`).sort()).toEqual(expected);
});
