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
  [
    'constructed only where a condition over two lines holds',
    'elasticsearch\n',
    'from elasticsearch import Elasticsearch\nwhere = os.environ.get("INDEX")\nindex = Elasticsearch([where]) \\\n    if where else None\n',
    ['elasticsearch optional'],
  ],
  [
    'a class that a setting chooses from a table',
    'boto3\n',
    'import boto3\nKIND = os.getenv("SHELVES", "wood")\nclass Wood:\n    pass\nclass Cloud:\n    def __init__(self):\n        self.client = boto3.client("s3")\nshelves = {"wood": Wood, "cloud": Cloud}[KIND]()\n',
    ['object_storage optional'],
  ],
  [
    'the class of a table that is the default',
    'boto3\n',
    'import boto3\nKIND = os.getenv("SHELVES", "cloud")\nclass Wood:\n    pass\nclass Cloud:\n    def __init__(self):\n        self.client = boto3.client("s3")\nshelves = {"wood": Wood, "cloud": Cloud}[KIND]()\n',
    ['object_storage required'],
  ],
  [
    'a server whose address is what somebody asks for while it runs',
    '',
    'import smtplib\ndef send(letter):\n    smtplib.SMTP(letter.server)\n',
    ['smtp optional'],
  ],
  [
    'migrations follow the database the application is told',
    'sqlalchemy\npsycopg2-binary\nalembic\n',
    'import sqlalchemy\nfrom alembic import context\nsqlalchemy.create_engine(os.environ.get("CARDS") or "sqlite:///cards.db")\nsqlalchemy.engine_from_config(context.config.get_section("alembic"))\n',
    ['postgres optional', 'sqlite required'],
  ],
  [
    'chosen by a setting that nobody sets, from an enumeration',
    'ollama\n',
    'import enum, ollama\nclass Oracle(enum.Enum):\n    NEAR = "near"\n    FAR = "far"\nkind = os.getenv("ORACLE")\nif kind == Oracle.NEAR:\n    ollama.Client(host=os.getenv("ORACLE_HOST", "http://localhost:11434"))\n',
    ['ollama optional'],
  ],
  [
    'a case of an enumeration that no default names',
    'ollama\n',
    'import enum, ollama\nclass Oracle(enum.Enum):\n    NEAR = "near", "Near by"\n    FAR = "far", "Far away"\ndef ask():\n    match os.getenv("ORACLE", "far"):\n        case Oracle.NEAR:\n            return ollama.Client(host=os.getenv("ORACLE_HOST", "http://localhost:11434"))\n',
    ['ollama optional'],
  ],
  [
    'the case of an enumeration that the default names',
    'ollama\n',
    'import enum, ollama\nclass Oracle(enum.Enum):\n    NEAR = "near", "Near by"\n    FAR = "far", "Far away"\ndef ask():\n    match os.getenv("ORACLE", "near"):\n        case Oracle.NEAR:\n            return ollama.Client(host=os.getenv("ORACLE_HOST", "http://localhost:11434"))\n',
    ['ollama required'],
  ],
  ['a database in memory is none', '', 'import sqlite3\nsqlite3.connect(":memory:")\n', []],
])('%s', async (_what, requirements, code, expected) => {
  expect(await resourcesOf(requirements, code)).toEqual(expected);
});
