import type { Resource, ResourceType } from '@groundwork/blueprint';
import { insertion, spaced, type Asked, type Refactoring } from './asked.ts';
import { knowsLibrary } from './dependencies.ts';
import { lineAfterImports, missingImports } from './imports.ts';

interface Client {
  readonly language: 'python' | 'node';
  readonly type: ResourceType;
  /** As the manifest names it. */
  readonly library: string;
  readonly imports: readonly string[];
  /** `NAME` is the resource's, `URL` reads the variable. */
  readonly code: readonly string[];
  /** What says that the file has one. */
  readonly has: RegExp;
}

/** How a client is made, by library; each as its own documentation begins. */
const clients: readonly Client[] = [
  {
    language: 'python',
    type: 'postgres',
    library: 'sqlalchemy',
    imports: ['import os', 'from sqlalchemy import create_engine'],
    code: ['NAME = create_engine(URL, pool_pre_ping=True)'],
    has: /\bcreate_(async_)?engine\(/,
  },
  {
    language: 'python',
    type: 'postgres',
    library: 'psycopg',
    imports: ['import os', 'import psycopg'],
    code: ['', 'def NAME() -> psycopg.Connection:', '    return psycopg.connect(URL)', ''],
    has: /\bpsycopg\.connect\(/,
  },
  {
    language: 'python',
    type: 'postgres',
    library: 'asyncpg',
    imports: ['import os', 'import asyncpg'],
    code: ['', 'async def NAME() -> asyncpg.Pool:', '    return await asyncpg.create_pool(URL)', ''],
    has: /\basyncpg\.(connect|create_pool)\(/,
  },
  {
    language: 'python',
    type: 'mysql',
    library: 'sqlalchemy',
    imports: ['import os', 'from sqlalchemy import create_engine'],
    code: ['NAME = create_engine(URL, pool_pre_ping=True)'],
    has: /\bcreate_(async_)?engine\(/,
  },
  {
    language: 'python',
    type: 'redis',
    library: 'redis',
    imports: ['import os', 'import redis'],
    code: ['NAME = redis.Redis.from_url(URL, decode_responses=True)'],
    has: /\bRedis(\.from_url)?\(/,
  },
  {
    language: 'python',
    type: 'mongodb',
    library: 'pymongo',
    imports: ['import os', 'from pymongo import MongoClient'],
    code: ['NAME = MongoClient(URL)'],
    has: /\bMongoClient\(/,
  },
  {
    language: 'python',
    type: 'object_storage',
    library: 'boto3',
    imports: ['import boto3'],
    code: ['NAME = boto3.client("s3")'],
    has: /\bboto3\.(client|resource)\(\s*["']s3/,
  },
  {
    language: 'node',
    type: 'postgres',
    library: 'pg',
    imports: ["import pg from 'pg';"],
    code: ['export const NAME = new pg.Pool({ connectionString: URL });'],
    has: /\bnew (pg\.)?(Pool|Client)\(/,
  },
  {
    language: 'node',
    type: 'postgres',
    library: 'postgres',
    imports: ["import postgres from 'postgres';"],
    code: ["export const NAME = postgres(URL ?? '');"],
    has: /\bpostgres\(/,
  },
  {
    language: 'node',
    type: 'mysql',
    library: 'mysql2',
    imports: ["import mysql from 'mysql2/promise';"],
    code: ["export const NAME = mysql.createPool(URL ?? '');"],
    has: /\bcreate(Pool|Connection)\(/,
  },
  {
    language: 'node',
    type: 'redis',
    library: 'ioredis',
    imports: ["import { Redis } from 'ioredis';"],
    code: ["export const NAME = new Redis(URL ?? '');"],
    has: /\bnew (Io)?Redis\(/i,
  },
  {
    language: 'node',
    type: 'redis',
    library: 'redis',
    imports: ["import { createClient } from 'redis';"],
    code: ['export const NAME = createClient({ url: URL });', 'await NAME.connect();'],
    has: /\bcreateClient\(/,
  },
  {
    language: 'node',
    type: 'mongodb',
    library: 'mongodb',
    imports: ["import { MongoClient } from 'mongodb';"],
    code: ["export const NAME = new MongoClient(URL ?? '');"],
    has: /\bnew MongoClient\(/,
  },
  {
    language: 'node',
    type: 'object_storage',
    library: '@aws-sdk/client-s3',
    imports: ["import { S3Client } from '@aws-sdk/client-s3';"],
    code: ['export const NAME = new S3Client({});'],
    has: /\bnew S3Client\(/,
  },
];

/** A client of each resource whose library the service has and the file does not use yet. */
export function clientRefactorings(asked: Asked): readonly Refactoring[] {
  const { blueprint, service, path, text } = asked;
  return blueprint.resources.flatMap((resource) => {
    const uses = service.uses.filter((use) => use.resource === resource.name);
    // The file has one already, of this library or another.
    if ([resource, ...uses].some(({ evidence }) => evidence.some(({ file }) => file === path))) return [];
    const client = clients.find(
      ({ language, type, library, has }) =>
        language === service.language && type === resource.type && !has.test(text) && knowsLibrary(asked, library),
    );
    return client ? [refactoring(asked, resource, client)] : [];
  });
}

function refactoring({ service, path, text }: Asked, resource: Resource, { language, library, imports, code }: Client): Refactoring {
  const variable = service.env.find(
    ({ binding }) => binding && 'resource' in binding && binding.resource === resource.name && binding.property === 'url',
  );
  const told = variable?.name ?? usualName(resource);
  const url = language === 'python' ? `os.environ["${told}"]` : `process.env.${told}`;
  const plain = identifier(resource.name, language);
  const isTaken = imports.some((line) => new RegExp(String.raw`\b${plain}\b`).test(line));
  const name = !isTaken ? plain : language === 'python' ? `${plain}_client` : `${plain}Client`;
  const made = code.map((line) => line.replaceAll('URL', url).replaceAll('NAME', name));
  const isModule = language !== 'node' || /^(import|export)\b/m.test(text) || !/\brequire\(|module\.exports/.test(text);
  const head = missingImports(text, isModule ? imports : imports.map(asRequire));
  const body = isModule ? made : made.map((line) => line.replace(/^export /, '').replace('await ', ''));
  const at = lineAfterImports(text, language);
  return {
    id: `client ${resource.name}`,
    title: `Write a client of ${resource.name} (${library})`,
    edits: () => [insertion(path, at, spaced([...head, '', ...body], text.split('\n')[at] ?? '', language))],
  };
}

const usualName = ({ name, type }: Resource): string =>
  type === 'postgres' || type === 'mysql' ? 'DATABASE_URL' : `${name.toUpperCase().replaceAll(/\W/g, '_')}_URL`;

/** `import pg from 'pg';` as a module of before does it. */
const asRequire = (line: string): string => line.replace(/^import (\{.*\}|\w+) from ('.*');$/, 'const $1 = require($2);');

function identifier(name: string, language: 'python' | 'node'): string {
  const words = name.split(/\W+/).filter(Boolean);
  if (language === 'python') return words.join('_').replace(/^(?=\d)/, '_');
  return words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
    .replace(/^(?=\d)/, '_');
}
