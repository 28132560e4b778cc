import { expect, test } from 'vitest';
import { fixedBy, placesOf } from '../testing.fixture.ts';

const rule = 'loopback-listener';

const python = (code: string): Record<string, string> => ({
  'requirements.txt': 'fastapi\nuvicorn\nflask\n',
  'main.py': `${code}\n`,
  Dockerfile: 'FROM python:3.12\nCOPY . .\nRUN pip install -r requirements.txt\nCMD ["python", "main.py"]\n',
});
const fastapi = 'import uvicorn\nfrom fastapi import FastAPI\napp = FastAPI()\nif __name__ == "__main__":\n    ';
const image = (command: string): Record<string, string> => ({
  'requirements.txt': 'fastapi\nuvicorn\nflask\ngunicorn\n',
  'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
  Dockerfile: `FROM python:3.12\nCOPY . .\nRUN pip install -r requirements.txt\n${command}\n`,
});
const node = (code: string): Record<string, string> => ({
  'package.json':
    '{ "name": "bakery", "main": "server.js", "scripts": { "start": "node server.js" }, "dependencies": { "express": "4", "fastify": "5" } }',
  'server.js': `${code}\n`,
  Dockerfile: 'FROM node:24\nCOPY . .\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
});

test.each([
  ['a host that is written', python(`${fastapi}uvicorn.run(app, host="127.0.0.1", port=8000)`), 'main.py:5:27 "127.0.0.1"'],
  ['uvicorn, told no host', python(`${fastapi}uvicorn.run(app, port=8000)`), 'main.py:5:5 uvicorn.run'],
  [
    'Flask, told nothing',
    python('from flask import Flask\napp = Flask(__name__)\nif __name__ == "__main__":\n    app.run()'),
    'main.py:4:5 app.run',
  ],
  ['a command of an image', image('CMD ["uvicorn", "main:app", "--port", "8000"]'), 'Dockerfile:4:7 uvicorn'],
  ['a plain command of an image', image('CMD uvicorn main:app --port 8000'), 'Dockerfile:4:5 uvicorn'],
  ['a command that is told this machine', image('CMD ["gunicorn", "--bind", "127.0.0.1:8000", "main:app"]'), 'Dockerfile:4:7 gunicorn'],
])('%s: found and mended', async (_what, files, place) => {
  expect(await placesOf(rule, files)).toEqual([place]);
  const fixed = await fixedBy(rule, files);
  expect(JSON.stringify(fixed)).toContain('0.0.0.0');
  expect(await placesOf(rule, fixed)).toEqual([]);
});

test('Fastify listens on this machine alone unless it is told otherwise', async () => {
  const told = "import fastify from 'fastify';\nconst app = fastify();\napp.listen({ port: process.env.PORT });";
  expect(await placesOf(rule, node(told))).toEqual(['server.js:3:1 app.listen']);
  expect(await placesOf(rule, node(told.replace('PORT }', "PORT, host: '0.0.0.0' }")))).toEqual([]);
});

test.each([
  ['every address', python(`${fastapi}uvicorn.run(app, host="0.0.0.0", port=8000)`)],
  ['a host that is told by a variable', python(`import os\n${fastapi}uvicorn.run(app, host=os.environ["HOST"])`)],
  ['Express, which listens everywhere', node("import express from 'express';\nconst app = express();\napp.listen(process.env.PORT);")],
  [
    'a script that another server imports',
    {
      ...python(`${fastapi}uvicorn.run(app)`),
      Dockerfile: 'FROM python:3.12\nCOPY . .\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n',
    },
  ],
  ['a command that is told every address', image('CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]')],
  ['a configuration file that nobody sees', image('CMD ["gunicorn", "-c", "/etc/gunicorn.py", "main:app"]')],
])('nothing: %s', async (_what, files) => {
  expect(await placesOf(rule, files)).toEqual([]);
});
