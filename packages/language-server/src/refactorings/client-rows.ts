import type { ResourceType } from '@groundwork/blueprint';

/** Languages whose clients are known. */
export type ClientLanguage = 'python' | 'node' | 'go' | 'rust' | 'ruby';

/** A client of one library. */
export interface Client {
  readonly language: ClientLanguage;
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
export const clients: readonly Client[] = [
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
  {
    language: 'go',
    type: 'postgres',
    library: 'github.com/jackc/pgx/v5',
    imports: ['"context"', '"os"', '"github.com/jackc/pgx/v5/pgxpool"'],
    code: ['func NAME(ctx context.Context) (*pgxpool.Pool, error) {', '\treturn pgxpool.New(ctx, URL)', '}'],
    has: /\bpgx(pool)?\.(New|Connect)/,
  },
  {
    language: 'go',
    type: 'postgres',
    library: 'github.com/lib/pq',
    imports: ['"database/sql"', '"os"', '_ "github.com/lib/pq"'],
    code: ['func NAME() (*sql.DB, error) {', '\treturn sql.Open("postgres", URL)', '}'],
    has: /\bsql\.Open\(/,
  },
  {
    language: 'go',
    type: 'redis',
    library: 'github.com/redis/go-redis/v9',
    imports: ['"os"', '"github.com/redis/go-redis/v9"'],
    code: [
      'func NAME() (*redis.Client, error) {',
      '\toptions, err := redis.ParseURL(URL)',
      '\tif err != nil {',
      '\t\treturn nil, err',
      '\t}',
      '\treturn redis.NewClient(options), nil',
      '}',
    ],
    has: /\bredis\.New(Cluster)?Client\(/,
  },
  {
    language: 'go',
    type: 'mongodb',
    library: 'go.mongodb.org/mongo-driver/v2',
    imports: ['"os"', '"go.mongodb.org/mongo-driver/v2/mongo"', '"go.mongodb.org/mongo-driver/v2/mongo/options"'],
    code: ['func NAME() (*mongo.Client, error) {', '\treturn mongo.Connect(options.Client().ApplyURI(URL))', '}'],
    has: /\bmongo\.(Connect|NewClient)\(/,
  },
  {
    language: 'rust',
    type: 'postgres',
    library: 'sqlx',
    imports: [],
    code: ['async fn NAME() -> Result<sqlx::PgPool, sqlx::Error> {', '    sqlx::PgPool::connect(&URL).await', '}'],
    has: /\bPgPool(Options)?::|\bPgConnection::/,
  },
  {
    language: 'rust',
    type: 'redis',
    library: 'redis',
    imports: [],
    code: ['fn NAME() -> redis::RedisResult<redis::Client> {', '    redis::Client::open(URL)', '}'],
    has: /\bredis::Client::open\(/,
  },
  {
    language: 'ruby',
    type: 'postgres',
    library: 'sequel',
    imports: ["require 'sequel'"],
    code: ['NAME = Sequel.connect(URL)'],
    has: /\bSequel\.connect\b/,
  },
  {
    language: 'ruby',
    type: 'postgres',
    library: 'pg',
    imports: ["require 'pg'"],
    code: ['NAME = PG.connect(URL)'],
    has: /\bPG\.connect\b|\bActiveRecord\b/,
  },
  {
    language: 'ruby',
    type: 'redis',
    library: 'redis',
    imports: ["require 'redis'"],
    code: ['NAME = Redis.new(url: URL)'],
    has: /\bRedis\.new\b/,
  },
];
