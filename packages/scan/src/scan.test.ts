import { expect, test } from 'vitest';
import { memoryTree, overlay, scan, Scanner } from './index.ts';

const bakery = memoryTree('bakery', {
  'requirements.txt': 'fastapi\nredis\nuvicorn\n',
  'README.md': '# Bakery\n',
  'bakery/main.py': 'from fastapi import FastAPI\nfrom bakery.oven import oven\napp = FastAPI()\n',
  'bakery/oven.py': 'import redis\nfrom bakery.names import OVEN\noven = redis.Redis(host=OVEN)\n',
  'bakery/names.py': 'from bakery.spelling import spelled\nOVEN = spelled()\n',
  'bakery/spelling.py': 'import os\ndef spelled():\n    return os.environ["OVEN_HOST"]\n',
  'bakery/recipes.py': 'def rye():\n    return "flour"\n',
});

/** What an editor keeps open says after every edit what a first look at the same files would. */
test.each([
  ['a file that nothing leads to', 'bakery/recipes.py', 'def rye():\n    return "rye flour"\n', true],
  ['the end of a file that is read', 'bakery/main.py', `${bakery.read('bakery/main.py')?.text}\n`, true],
  ['the end of a file that a value leads to', 'bakery/names.py', `${bakery.read('bakery/names.py')?.text}\n`, true],
  ['a value in a file that another leads to', 'bakery/names.py', 'OVEN = "oven.bakery.internal"\n', false],
  ['the name of a variable', 'bakery/spelling.py', 'import os\ndef spelled():\n    return os.environ["OVEN_ADDRESS"]\n', false],
  ['a line above what is read', 'bakery/oven.py', `\n${bakery.read('bakery/oven.py')?.text}`, false],
  ['a file that begins to read a variable', 'bakery/recipes.py', 'import os\nFLOUR = os.environ["FLOUR"]\n', false],
  ['a manifest', 'requirements.txt', 'fastapi\nredis\nuvicorn\npsycopg\n', false],
])('after %s changed', async (_what, path, text, isSame) => {
  const buffers = new Map<string, string | null>();
  const tree = overlay(bakery, buffers);
  const scanner = new Scanner(tree);
  const before = await scanner.scan();
  buffers.set(path, text);
  const after = await scanner.scan({}, new Set([path]));
  expect(after).toEqual(await scan(tree));
  expect(after === before).toBe(isSame);
  buffers.delete(path);
  expect(await scanner.scan({}, new Set([path]))).toEqual(before);
});

test('a file that was added or taken away, and a decision, make another blueprint', async () => {
  const buffers = new Map<string, string | null>();
  const tree = overlay(bakery, buffers);
  const scanner = new Scanner(tree);
  const before = await scanner.scan();
  buffers.set('bakery/spelling.py', null);
  expect(await scanner.scan()).toEqual(await scan(tree));
  buffers.clear();
  expect(await scanner.scan()).toEqual(before);
  const decisions = { answers: { 'bakery.port': '9000' } };
  expect(await scanner.scan({ decisions })).toEqual(await scan(tree, { decisions }));
});
