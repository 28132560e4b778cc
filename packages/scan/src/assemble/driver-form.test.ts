import { expect, it } from 'vitest';
import { scan } from '../scan.ts';
import { memoryTree } from '../tree/memory.ts';

const formsIn = async (files: Readonly<Record<string, string>>): Promise<(string | null)[]> => {
  const { services } = await scan(memoryTree('library', files));
  return services.flatMap(({ env }) => env.flatMap(({ binding }) => (binding?.property === 'url' ? [binding.form] : [])));
};

const flask = (...requirements: string[]) => ({
  'requirements.txt': `flask\n${requirements.join('\n')}\n`,
  'app.py': `import os
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["SHELVES"]
db = SQLAlchemy(app)
if __name__ == "__main__":
    app.run()
`,
});

const fastapi = (...requirements: string[]) => ({
  'requirements.txt': `fastapi\nuvicorn\nsqlalchemy\n${requirements.join('\n')}\n`,
  'main.py': `import os
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import create_async_engine
app = FastAPI()
engine = create_async_engine(os.environ["SHELVES"])
`,
});

const go = (open: string, ...modules: string[]) => ({
  'go.mod': `module coast/library\n\ngo 1.24\n\nrequire (\n${modules.map((each) => `\t${each} v1.0.0`).join('\n')}\n)\n`,
  'main.go': `package main\nimport ("net/http"; "os"; ${open}\n http.ListenAndServe(":7000", nil) }\n`,
});

it.each([
  ['the driver that a plain scheme means', flask('flask-sqlalchemy', 'mysqlclient'), null],
  ['the only one installed', flask('flask-sqlalchemy', 'PyMySQL'), 'mysql+pymysql'],
  ['the successor of the usual one', flask('flask-sqlalchemy', 'psycopg[binary]'), 'postgresql+psycopg'],
  ['the usual one where both are there', flask('flask-sqlalchemy', 'psycopg', 'psycopg2-binary'), null],
  ['the asynchronous one where the code is', fastapi('psycopg2-binary', 'asyncpg'), 'postgresql+asyncpg'],
  [
    "Go's driver of MySQL, which takes no URL",
    go(
      '"database/sql"; _ "github.com/go-sql-driver/mysql")\nfunc main() { sql.Open("mysql", os.Getenv("SHELVES"))',
      'github.com/go-sql-driver/mysql',
    ),
    'go-sql-driver',
  ],
  [
    "GORM's",
    go(
      '"gorm.io/gorm"; "gorm.io/driver/mysql")\nfunc main() { gorm.Open(mysql.Open(os.Getenv("SHELVES")), &gorm.Config{})',
      'gorm.io/gorm',
      'gorm.io/driver/mysql',
    ),
    'go-sql-driver',
  ],
  [
    "Go's driver of PostgreSQL",
    go('"database/sql"; _ "github.com/lib/pq")\nfunc main() { sql.Open("postgres", os.Getenv("SHELVES"))', 'github.com/lib/pq'),
    null,
  ],
])('a URL is written for %s', async (_idea, files, form) => {
  expect(await formsIn(files)).toEqual([form]);
});
