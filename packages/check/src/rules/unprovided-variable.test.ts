import { expect, test } from 'vitest';
import { findingsIn, placesOf } from '../testing.fixture.ts';

const requirements = 'fastapi\nuvicorn\n';
const oven = 'import os\nfrom fastapi import FastAPI\napp = FastAPI()\nFLOUR_MILL = os.environ["FLOUR_MILL_ACCOUNT"]\n';
const bakery = { 'requirements.txt': requirements, 'oven/main.py': oven };

test('a variable that is needed and named nowhere else', async () => {
  expect(await placesOf('unprovided-variable', bakery)).toEqual(['oven/main.py:4:26 FLOUR_MILL_ACCOUNT']);
  const [finding] = await findingsIn(bakery);
  expect(finding).toMatchObject({ severity: 'error', service: 'web', file: 'oven/main.py' });
});

test('a variable that a person gave is provided here', async () => {
  expect(await findingsIn(bakery, {}, new Set(['FLOUR_MILL_ACCOUNT']))).not.toContainEqual(
    expect.objectContaining({ rule: 'unprovided-variable' }),
  );
});

test.each([
  ['an example of the environment names it', { ...bakery, '.env.example': 'FLOUR_MILL_ACCOUNT=\n' }],
  [
    'a compose file gives it',
    { ...bakery, 'compose.yaml': 'services:\n  oven:\n    build: .\n    environment:\n      FLOUR_MILL_ACCOUNT: "7"\n' },
  ],
  [
    'the code has a default',
    { ...bakery, 'oven/main.py': oven.replace('environ["FLOUR_MILL_ACCOUNT"]', 'environ.get("FLOUR_MILL_ACCOUNT", "7")') },
  ],
  [
    'the code asks elsewhere whether it is there',
    { ...bakery, 'oven/main.py': `${oven}if "FLOUR_MILL_ACCOUNT" in os.environ:\n    print(1)\n` },
  ],
  [
    'the line says that it is meant',
    { ...bakery, 'oven/main.py': oven.replace('ACCOUNT"]', 'ACCOUNT"]  # groundwork: allow unprovided-variable') },
  ],
])('nothing where %s', async (_what, files) => {
  expect(await placesOf('unprovided-variable', files)).toEqual([]);
});

test('nothing where groundwork.yaml decides', async () => {
  const env = { services: { web: { env: { FLOUR_MILL_ACCOUNT: '7' } } } };
  for (const decisions of [
    env,
    { checks: { 'unprovided-variable': 'off' as const } },
    { checks: { 'unprovided-variable': { ignore: ['oven'] } } },
  ])
    expect(await placesOf('unprovided-variable', bakery, decisions)).toEqual([]);
});
