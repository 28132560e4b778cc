import type { Blueprint, Decisions } from '@groundwork/blueprint';
import { expect, test } from 'vitest';
import { scan } from '../scan.ts';
import { memoryTree } from '../tree/memory.ts';

type Files = Readonly<Record<string, string>>;

const read = (files: Files, answers: Decisions['answers'] = {}): Promise<Blueprint> =>
  scan(memoryTree('bakery', files), { decisions: { answers } });

/** Questions as `id: options, default`. */
const asked = ({ questions }: Blueprint): string[] =>
  questions.map(({ id, options, default: assumed }) => `${id}: ${options.join(' | ')}, ${assumed ?? 'none'}`);

const fastapi = 'from fastapi import FastAPI\napp = FastAPI()\n';
const engine = (url: string): string => `import os\nfrom sqlalchemy import create_engine\n${fastapi}engine = create_engine(${url})\n`;
const bothDrivers = { 'requirements.txt': 'fastapi\nuvicorn\nsqlalchemy\npsycopg2-binary\nmysqlclient\n' };
const needed = ({ resources }: Blueprint): string[] => resources.map(({ type, need }) => `${type} ${need}`);
const boundTo = ({ services, resources }: Blueprint, name: string): string | undefined => {
  const binding = services.flatMap(({ env }) => env).find((variable) => variable.name === name)?.binding;
  return binding && 'resource' in binding ? resources.find((each) => each.name === binding.resource)?.type : undefined;
};

test('which database a URL names is asked where several drivers fit, and the answer decides what the variable carries', async () => {
  const files = { ...bothDrivers, 'main.py': engine('os.environ["ORDERS"]') };
  const before = await read(files);
  expect(asked(before)).toEqual(['db.type: postgres | mysql, postgres']);
  expect(before.questions[0]).toMatchObject({ ask: 'Which database does ORDERS name?', evidence: [{ file: 'main.py', line: 5 }] });
  expect([needed(before), boundTo(before, 'ORDERS')]).toEqual([['mysql optional', 'postgres required'], 'postgres']);

  const after = await read(files, { 'db.type': 'mysql' });
  expect(asked(after)).toEqual([]);
  expect([needed(after), boundTo(after, 'ORDERS')]).toEqual([['mysql required', 'postgres optional'], 'mysql']);
});

test.each<[string, Files]>([
  ['the default names it', { ...bothDrivers, 'main.py': engine('os.getenv("ORDERS", "mysql://localhost/orders")') }],
  [
    'an example names it',
    { ...bothDrivers, '.env.example': 'ORDERS=mysql://localhost/orders\n', 'main.py': engine('os.environ["ORDERS"]') },
  ],
  [
    'one driver is installed',
    { 'requirements.txt': 'fastapi\nuvicorn\nsqlalchemy\nmysqlclient\n', 'main.py': engine('os.environ["ORDERS"]') },
  ],
  [
    'a deployment runs one of them',
    {
      ...bothDrivers,
      'main.py': engine('os.environ["ORDERS"]'),
      'compose.yaml': 'services:\n  web:\n    build: .\n    environment: { ORDERS: mysql://db/orders }\n  db:\n    image: mysql:8\n',
    },
  ],
])('no database is asked about where %s', async (_why, files) => {
  expect(asked(await read(files))).toEqual([]);
});

test('which of two applications starts is asked where nothing tells them apart', async () => {
  const files = { 'requirements.txt': 'fastapi\nuvicorn\n', 'oven.py': fastapi, 'shop.py': fastapi };
  const before = await read(files);
  const [question] = before.questions;
  expect(question).toMatchObject({ id: 'web.start', default: before.services[0]?.start, evidence: [{ file: 'oven.py', line: 2 }] });
  expect(question?.options.map((option) => option.match(/\w+:app/)?.[0])).toEqual(['oven:app', 'shop:app']);

  const other = question?.options[1] ?? '';
  const after = await read(files, { 'web.start': other });
  expect([asked(after), after.services.map(({ start }) => start)]).toEqual([[], [other]]);
});

test.each<[string, string, Files]>([
  ['one is called what programs are called', 'main:app', { 'main.py': fastapi, 'oven.py': fastapi }],
  [
    'one takes in the other',
    'oven:app',
    { 'oven.py': `from shop import app as shop\n${fastapi}app.mount("/shop", shop)\n`, 'shop.py': fastapi },
  ],
  ['the instructions start one', 'shop:app', { 'README.md': 'Run `uvicorn shop:app`.\n', 'oven.py': fastapi, 'shop.py': fastapi }],
  ['a deployment starts one', 'shop:app', { Procfile: 'web: uvicorn shop:app --port $PORT\n', 'oven.py': fastapi, 'shop.py': fastapi }],
])('no start is asked about where %s', async (_why, started, files) => {
  const { services, questions } = await read({ 'requirements.txt': 'fastapi\nuvicorn\n', ...files });
  expect([services.map((service) => service.start?.match(/\w+:app/)?.[0]), questions]).toEqual([[started], []]);
});

test('a service without a command asks for one', async () => {
  const files = {
    'oven.csproj':
      '<Project ToolsVersion="15.0"><PropertyGroup><ProjectTypeGuids>{349c5851-65df-11da-9384-00065b846f21}</ProjectTypeGuids></PropertyGroup></Project>',
  };
  const before = await read(files);
  expect(asked(before)).toEqual(['oven.start: , none']);
  const after = await read(files, { 'oven.start': './serve-oven' });
  expect([asked(after), after.services.map(({ start }) => start)]).toEqual([[], ['./serve-oven']]);
});

test('the port of a web service that nobody tells is asked', async () => {
  const files = {
    'go.mod': 'module harbour.test/tides\n\ngo 1.23\n',
    'main.go':
      'package main\n\nimport (\n\t"flag"\n\t"net/http"\n)\n\nfunc main() {\n\taddress := flag.String("address", "", "where to listen")\n\tflag.Parse()\n\thttp.HandleFunc("/", tides)\n\thttp.ListenAndServe(*address, nil)\n}\n\nfunc tides(w http.ResponseWriter, r *http.Request) {}\n',
  };
  const before = await read(files);
  const [service] = before.services;
  expect([service?.kind, service?.port, asked(before)]).toEqual(['web', null, [`${service?.name}.port: , none`]]);
  const after = await read(files, { [`${service?.name}.port`]: 7070 });
  expect([asked(after), after.services.map(({ port }) => port)]).toEqual([[], [7070]]);
  // What is no port answers nothing.
  const wrong = await read(files, { [`${service?.name}.port`]: 'later' });
  expect([asked(wrong), wrong.services.map(({ port }) => port)]).toEqual([[`${service?.name}.port: , none`], [null]]);
});

test('handlers that a platform calls and files that are served ask for no command', async () => {
  const handler = 'def records(event, context):\n    for record in event["Records"]:\n        print(record)\n';
  expect(asked(await read({ 'requirements.txt': 'boto3\n', 'handler.py': handler }))).toEqual([]);
  expect(
    asked(
      await read({
        'package.json': '{ "scripts": { "build": "vite build" }, "devDependencies": { "vite": "6" } }',
        'index.html': '<script type="module" src="/main.js"></script>',
        'main.js': 'document.title = "Bakery";',
      }),
    ),
  ).toEqual([]);
});
