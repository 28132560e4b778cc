import { expect, test } from 'vitest';
import { memoryTree, scan } from '../index.ts';

const requirements = 'fastapi\nredis\nuvicorn\n';
const app = 'from fastapi import FastAPI\nfrom lighthouse.beam import beam\napp = FastAPI()\n';

const binding = async (files: Readonly<Record<string, string>>, variable: string): Promise<unknown> => {
  const { services } = await scan(memoryTree('lighthouse', { 'requirements.txt': requirements, 'lighthouse/main.py': app, ...files }));
  return services.flatMap((service) => service.env).find(({ name }) => name === variable)?.binding;
};

/** What leads from a variable to a client may stand in files that name neither. */
test.each([
  [
    'a constant of a file that names no library',
    {
      'lighthouse/beam.py': 'import redis\nfrom lighthouse.rock import LAMP\nbeam = redis.Redis(host=LAMP)\n',
      'lighthouse/rock.py': 'from lighthouse.names import lamp_of\nLAMP = lamp_of()\n',
      'lighthouse/names.py': 'import os\ndef lamp_of():\n    return os.environ["LAMP_HOST"]\n',
    },
  ],
  [
    'a call of a function that makes the client',
    {
      'lighthouse/beam.py': 'import redis\ndef beam(lamp):\n    return redis.Redis(host=lamp)\n',
      'lighthouse/keeper.py': 'from lighthouse.beam import beam\nfrom lighthouse.names import LAMP\nlit = beam(LAMP)\n',
      'lighthouse/names.py': 'import os\nLAMP = os.environ["LAMP_HOST"]\n',
    },
  ],
  [
    'a reading by a function that is told the name',
    {
      'lighthouse/beam.py': 'import redis\nfrom lighthouse.names import LAMP\nbeam = redis.Redis(host=LAMP)\n',
      'lighthouse/names.py': 'from lighthouse.reading import told\nLAMP = told("LAMP_HOST")\n',
      'lighthouse/reading.py': 'import os\ndef told(name):\n    return os.environ[name]\n',
    },
  ],
])('%s is followed', async (_what, files) => {
  expect(await binding(files, 'LAMP_HOST')).toMatchObject({ resource: 'redis', property: 'host' });
});

test('a variable that our own function turns into a yes or no is read', async () => {
  const flags =
    'import os\ndef as_bool(text):\n    if text == "yes":\n        return True\n    return False\nFOG = as_bool(os.getenv("FOG_HORN", "no"))\n';
  const { services } = await scan(
    memoryTree('lighthouse', { 'requirements.txt': requirements, 'lighthouse/main.py': app, 'lighthouse/flags.py': flags }),
  );
  expect(services.flatMap((service) => service.env)).toContainEqual(expect.objectContaining({ name: 'FOG_HORN', default: 'no' }));
});

test('a worker that the server only loads when told to is a service of its own', async () => {
  const { services } = await scan(
    memoryTree('lighthouse', {
      'package.json':
        '{ "name": "lighthouse", "scripts": { "start": "node server/main.js" }, "dependencies": { "express": "4", "bull": "4" } }',
      'server/main.js':
        "import express from 'express';\nimport parts from './parts/index.js';\nexpress().listen(3000);\nparts[process.argv[2]]?.();\n",
      'server/parts/index.js': 'export default { worker: () => import("./worker.js") };\n',
      'server/parts/worker.js':
        "import Queue from 'bull';\nconst lamps = new Queue('lamps', process.env.REDIS_URL);\nlamps.process(async () => {});\n",
    }),
  );
  expect(services.map(({ kind }) => kind).toSorted()).toEqual(['web', 'worker']);
});
