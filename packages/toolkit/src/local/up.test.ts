import { silentHost } from '@groundwork/host';
import { requireProgram } from '@groundwork/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanFolder } from '../scan-folder.ts';
import { down } from './down.ts';
import { createPier, type Pier } from './pier.fixture.ts';

let pier: Pier;

beforeEach(() => {
  pier = createPier();
});

afterEach(() => pier.remove(), 60_000);

const scanned = async () => (await scanFolder(pier.dir, { host: silentHost })).blueprint;

describe('what running a folder shows', () => {
  it('is a variable it does not work without, with the place that wants it', async () => {
    pier.write(
      'pier.js',
      "const app = require('express')();\nif (!process.env['TIDE' + '_KEY']) throw new Error('TIDE_KEY is not set');\napp.listen(process.env.PORT);\n",
    );
    expect(await (await pier.up()).settled).toMatchObject({
      phase: 'failed',
      services: [{ reason: { code: 'variable.missing', fix: 'gw secrets set TIDE_KEY, then gw up' } }],
    });
    const { services } = await scanned();
    expect(services[0]?.env).toContainEqual(
      expect.objectContaining({
        name: 'TIDE_KEY',
        required: true,
        source: 'ask',
        evidence: [expect.objectContaining({ file: 'pier.js', line: 2 })],
      }),
    );
    pier.write('pier.js', "require('express')().listen(process.env.PORT);\n");
    expect((await scanned()).services[0]?.env.map(({ name }) => name)).not.toContain('TIDE_KEY');
  });

  it('is the port it listens on, which is expected from then on', async () => {
    const port = 12_000 + (process.pid % 9_000);
    pier.write('berth.txt', String(port));
    pier.write(
      'pier.js',
      `const app = require('express')();\nconst berth = Number(require('node:fs').readFileSync('berth.txt', 'utf8'));\napp.listen(process.env.PORT && berth);\n`,
    );
    expect(await (await pier.up()).settled).toMatchObject({ phase: 'up', services: [{ port, state: 'ready' }] });
    expect(pier.said.join('\n')).toContain(`listens on ${port}`);
    await expect.poll(async () => (await scanned()).services[0]?.port, { timeout: 15_000 }).toBe(port);
    await down(pier.dir);
    pier.said.length = 0;
    expect(await (await pier.up()).settled).toMatchObject({ phase: 'up', services: [{ port }] });
    expect(pier.said).toEqual([]);
  });

  it.runIf(requireProgram('redis-server', 'apt-get install redis-server'))(
    'is a server it needs after all, which is brought up at once',
    async () => {
      pier.write(
        'pier.js',
        `const Redis = require('ioredis');
const app = require('express')();
const cache = process.env.REDIS_URL ? new Redis(process.env.REDIS_URL) : null;
if (!cache) { console.error('Error: connect ECONNREFUSED 127.0.0.1:6379'); process.exit(1); }
app.listen(process.env.PORT);
`,
      );
      expect((await scanned()).resources).toMatchObject([{ type: 'redis', need: 'optional' }]);
      expect(await (await pier.up()).settled).toMatchObject({ phase: 'up', resources: [{ type: 'redis', state: 'ready' }] });
      expect(pier.said.join('\n')).toMatch(/nothing answered on port 6379: bringing up/);
      expect((await scanned()).resources).toMatchObject([
        { need: 'required', evidence: expect.arrayContaining([expect.objectContaining({ why: expect.stringContaining('6379') })]) },
      ]);
    },
  );
});
