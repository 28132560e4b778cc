import { expect, test } from 'vitest';
import { findingsIn, fixedBy, placesOf } from '../testing.fixture.ts';

const rule = 'hard-coded-address';

const python = (code: string): Record<string, string> => ({
  'requirements.txt': 'fastapi\nuvicorn\nrequests\npsycopg2\nredis\n',
  'main.py': `from fastapi import FastAPI\n${code}\napp = FastAPI()\n`,
});
const node = (code: string): Record<string, string> => ({
  'package.json':
    '{ "name": "bakery", "scripts": { "start": "node server.js" }, "dependencies": { "express": "4", "axios": "1", "mysql2": "3" } }',
  'server.js': `import express from 'express';\n${code}\nconst app = express();\napp.listen(process.env.PORT);\n`,
});
const go = (code: string): Record<string, string> => ({
  'go.mod': 'module bakery\n\ngo 1.23\n',
  'main.go': `package main\n\nimport (\n\t"net/http"\n)\n\nfunc main() {\n${code}\n\thttp.ListenAndServe(":8080", nil)\n}\n`,
});

test.each([
  [
    'an address that is asked, in Python',
    python('import requests\ndef flour():\n    return requests.get("http://localhost:9000/flour")'),
    'main.py:4:25 "http://localhost:9000/flour"',
  ],
  ['a constant, in Python', python('MILL_URL = "http://127.0.0.1:9000"'), 'main.py:2:12 "http://127.0.0.1:9000"'],
  [
    'a piece of a text, in Python',
    python('import requests\ndef flour(kind):\n    return requests.get(f"http://localhost:9000/flour/{kind}")'),
    'main.py:4:27 http://localhost:9000/flour/',
  ],
  [
    'a database, in Python',
    python('import psycopg2\norders = psycopg2.connect(host="localhost", dbname="orders", user="baker")'),
    'main.py:3:32 "localhost"',
  ],
  [
    'an address that is asked, in JavaScript',
    node("const flour = () => fetch('http://localhost:9000/flour');"),
    "server.js:2:27 'http://localhost:9000/flour'",
  ],
  [
    'a template, in JavaScript',
    node('const flour = (kind) => fetch(`http://localhost:9000/flour/${kind}`);'),
    'server.js:2:32 http://localhost:9000/flour/',
  ],
  [
    'a base address, in JavaScript',
    node("import axios from 'axios';\nconst mill = axios.create({ baseURL: 'http://localhost:9000' });"),
    "server.js:3:38 'http://localhost:9000'",
  ],
  [
    'a database, in JavaScript',
    node("import mysql from 'mysql2';\nconst orders = mysql.createConnection({ host: 'localhost', user: 'baker' });"),
    "server.js:3:47 'localhost'",
  ],
  ['an address that is asked, in Go', go('\thttp.Get("http://localhost:9000/flour")'), 'main.go:8:11 "http://localhost:9000/flour"'],
])('%s: found, and read from the environment by the fix', async (_what, files, place) => {
  expect(await placesOf(rule, files)).toEqual([place]);
  const fixed = await fixedBy(rule, files);
  expect(fixed).not.toEqual(files);
  expect(await placesOf(rule, fixed)).toEqual([]);
});

test('the fix keeps what is written as the default, and adds what it needs', async () => {
  const fixed = await fixedBy(
    rule,
    python('import requests\nMILL_URL = "http://localhost:9000"\ndef flour():\n    return requests.get("http://localhost:9001/flour")'),
  );
  expect(fixed['main.py']).toBe(
    'import os\nfrom fastapi import FastAPI\nimport requests\nMILL_URL = os.environ.get("MILL_URL", "http://localhost:9000")\ndef flour():\n    return requests.get(os.environ.get("SERVICE_9001_URL", "http://localhost:9001") + "/flour")\napp = FastAPI()\n',
  );
  expect((await fixedBy(rule, go('\thttp.Get("http://localhost:9000/flour")')))['main.go']).toContain(
    'http.Get(cmp.Or(os.Getenv("SERVICE_9000_URL"), "http://localhost:9000") + "/flour")',
  );
});

test('what listens at that port is named, and names the variable', async () => {
  const mill = {
    'mill/requirements.txt': 'flask\n',
    'mill/app.py':
      'import os\nfrom flask import Flask\napp = Flask(__name__)\nif __name__ == "__main__":\n    app.run(host="0.0.0.0", port=9000)\n',
    'mill/Dockerfile': 'FROM python:3.12\nCOPY . .\nEXPOSE 9000\nCMD ["python", "app.py"]\n',
  };
  const shop = Object.fromEntries(
    Object.entries(python('import requests\ndef flour():\n    return requests.get("http://localhost:9000/flour")')).map(([path, text]) => [
      `shop/${path}`,
      text,
    ]),
  );
  const finding = (await findingsIn({ ...mill, ...shop })).find((each) => each.rule === rule);
  expect(finding?.message).toContain('asks mill, at http://localhost:9000');
  expect(finding?.fix?.edits.at(-1)?.text).toContain('MILL_URL');
});

test.each([
  ['a default of a variable', python('import os\nMILL_URL = os.environ.get("MILL_URL", "http://localhost:9000")')],
  ['a default after an operator', node("const mill = process.env.MILL_URL || 'http://localhost:9000';")],
  ['a comparison', node("const isHere = (url) => url === 'http://localhost:9000';")],
  ['what is said', node("console.log('Baking at http://localhost:9000');")],
  [
    'only while developing',
    node("const mill = process.env.NODE_ENV === 'development' ? 'http://localhost:9000' : 'https://mill.example.org';"),
  ],
  ['a list of who may ask', python('from fastapi.middleware.cors import CORSMiddleware\nORIGINS = ["http://localhost:9000"]')],
  ['the base of a relative address', node("const path = (request) => new URL(request.url, 'http://localhost').pathname;")],
  ['a test', { ...python(''), 'tests/test_main.py': 'import requests\nrequests.get("http://localhost:9000/flour")\n' }],
  ['a parameter that callers may set', python('def flour(base_url="http://localhost:9000"):\n    return base_url')],
  ['where it is allowed', node("// groundwork: allow hard-coded-address\nconst flour = () => fetch('http://localhost:9000/flour');")],
])('nothing: %s', async (_what, files) => {
  expect(await placesOf(rule, files)).toEqual([]);
});
