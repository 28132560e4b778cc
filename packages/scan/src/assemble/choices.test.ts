import { expect, test } from 'vitest';
import { scan } from '../scan.ts';
import { memoryTree } from '../tree/memory.ts';

const app = 'import os\nfrom fastapi import FastAPI\napp = FastAPI()\n';

/** Resources of a library's service, as `type need`. */
async function resourcesOf(requirements: string, code: string): Promise<string[]> {
  const { resources } = await scan(
    memoryTree('library', { 'requirements.txt': `fastapi\nuvicorn\n${requirements}`, 'main.py': `${app}${code}` }),
  );
  return resources.map(({ type, need }) => `${type} ${need}`);
}

test.each<[string, string, string, string[]]>([
  ['told by a variable', 'redis\n', 'import redis\nredis.from_url(os.environ["CARDS"])\n', ['redis required']],
  [
    'told by a dictionary that is spread',
    'psycopg2\n',
    'import psycopg2\nSHELF = {"host": os.environ["SHELF"]}\npsycopg2.connect(**SHELF)\n',
    ['postgres required'],
  ],
  [
    'left out unless somebody says where',
    'openai\npydantic-settings\n',
    'import openai\nfrom pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    oracle_key: str | None = None\nopenai.OpenAI(api_key=Settings().oracle_key)\n',
    ['llm_api optional'],
  ],
  [
    'one of several classes that is told where when it is used',
    'pymongo\npymysql\n',
    'import pymongo, pymysql\nclass Source:\n    pass\nclass Papers(Source):\n    def open(self, config):\n        return pymongo.MongoClient(config["where"])\nclass Cards(Source):\n    def open(self, config):\n        return pymysql.connect(host=config["where"])\n',
    ['mongodb optional', 'mysql optional'],
  ],
  [
    'imported when asked for, and in no manifest',
    'redis\n',
    'def keep():\n    import boto3\n    return boto3.client("s3")\n',
    ['object_storage optional'],
  ],
  [
    "a file beside a database server is the process's own",
    'psycopg2\n',
    'import sqlite3, psycopg2\npsycopg2.connect(os.environ["SHELF"])\nsqlite3.connect("scratch.db")\n',
    ['postgres required', 'sqlite optional'],
  ],
  ['a database in memory is none', '', 'import sqlite3\nsqlite3.connect(":memory:")\n', []],
])('%s', async (_what, requirements, code, expected) => {
  expect(await resourcesOf(requirements, code)).toEqual(expected);
});
