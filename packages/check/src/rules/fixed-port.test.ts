import { expect, test } from 'vitest';
import { findingsIn, fixedBy, placesOf } from '../testing.fixture.ts';

const rule = 'fixed-port';

const node = (code: string): Record<string, string> => ({
  'package.json': '{ "name": "bakery", "main": "server.js", "scripts": { "start": "node server.js" }, "dependencies": { "express": "4" } }',
  'server.js': `import express from 'express';\nconst app = express();\n${code}\n`,
});
const python = (code: string): Record<string, string> => ({
  'requirements.txt': 'fastapi\nuvicorn\n',
  'main.py': `import uvicorn\nfrom fastapi import FastAPI\napp = FastAPI()\nif __name__ == "__main__":\n    ${code}\n`,
  Procfile: 'web: python main.py\n',
});
const go = (code: string): Record<string, string> => ({
  'go.mod': 'module bakery\n\ngo 1.23\n',
  'main.go': `package main\n\nimport "net/http"\n\nfunc main() {\n\t${code}\n}\n`,
});

test.each([
  ['a number', node('app.listen(3000);'), 'server.js:3:12 3000', 'app.listen(process.env.PORT ?? 3000);'],
  ['a constant', node('const port = 3000;\napp.listen(port);'), 'server.js:3:14 3000', 'const port = process.env.PORT ?? 3000;'],
  ['a keyword', python('uvicorn.run(app, host="0.0.0.0", port=8000)'), 'main.py:5:43 8000', 'port=int(os.environ.get("PORT", 8000))'],
  [
    'an address',
    go('http.ListenAndServe(":8080", nil)'),
    'main.go:6:22 ":8080"',
    'http.ListenAndServe(":" + cmp.Or(os.Getenv("PORT"), "8080"), nil)',
  ],
])('%s: found, and read by the fix', async (_what, files, place, text) => {
  expect(await placesOf(rule, files)).toEqual([place]);
  const fixed = await fixedBy(rule, files);
  expect(Object.values(fixed).join('\n')).toContain(text);
  expect(await placesOf(rule, fixed)).toEqual([]);
});

test('in TypeScript the variable is made a number', async () => {
  const files = {
    'package.json': node('')['package.json'] ?? '',
    'server.ts': "import express from 'express';\nconst app = express();\napp.listen(3000);\n",
  };
  expect((await fixedBy(rule, files))['server.ts']).toContain('app.listen(Number(process.env.PORT ?? 3000));');
});

test('where the manifest that deploys it knows the port, it is only worth knowing', async () => {
  const files = { ...node('app.listen(3000);'), Dockerfile: 'FROM node:24\nCOPY . .\nEXPOSE 3000\nCMD ["node", "server.js"]\n' };
  expect((await findingsIn(files)).find((each) => each.rule === rule)).toMatchObject({ severity: 'info' });
});

test('a Procfile whose web process listens where nobody asks', async () => {
  const files = {
    'requirements.txt': 'flask\ngunicorn\n',
    'main.py': 'from flask import Flask\napp = Flask(__name__)\n',
    Procfile: 'web: gunicorn main:app --bind 0.0.0.0:8000\n',
  };
  expect(await placesOf(rule, files)).toEqual(['Procfile:1:39 8000']);
  expect((await fixedBy(rule, files))['Procfile']).toBe('web: gunicorn main:app --bind 0.0.0.0:$PORT\n');
});

test.each([
  ['a variable with a default', node('app.listen(process.env.PORT || 3000);')],
  ['a port that the system chooses', node('app.listen(0);')],
  ['a parameter', node('const start = (port) => app.listen(port);\nstart(Number(process.env.PORT));')],
  [
    'a script that is not what is started',
    { ...python('uvicorn.run(app, port=8000)'), Procfile: 'web: uvicorn main:app --host 0.0.0.0 --port $PORT\n' },
  ],
])('nothing: %s', async (_what, files) => {
  expect(await placesOf(rule, files)).toEqual([]);
});
