import { silentHost, type Host } from '@groundwork/host';
import { requireProgram } from '@groundwork/testing';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanFolder } from '../scan-folder.ts';
import { down, reset } from './down.ts';
import { up } from './up.ts';

let home: string;
let dir: string;
let said: string[];
const before = process.env['XDG_STATE_HOME'];

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'groundwork-up-')));
  dir = join(home, 'harbour');
  said = [];
  process.env['XDG_STATE_HOME'] = join(home, 'state');
  write(
    'package.json',
    '{ "name": "pier", "scripts": { "start": "node pier.js" }, "dependencies": { "express": "5.0.0", "ioredis": "5.0.0" } }',
  );
  // Nothing is fetched: what the service requires of them lies here.
  write('groundwork.yaml', 'services:\n  pier:\n    install: []\n');
  write(
    'node_modules/express/index.js',
    "module.exports = () => ({ get() {}, listen: (port, then) => require('node:http').createServer((q, r) => r.end('ok')).listen(port, then) });",
  );
  write('node_modules/ioredis/index.js', 'module.exports = class {};');
});

afterEach(async () => {
  await reset(dir, async () => true);
  rmSync(home, { recursive: true, force: true });
  if (before === undefined) delete process.env['XDG_STATE_HOME'];
  else process.env['XDG_STATE_HOME'] = before;
}, 60_000);

function write(file: string, text: string): void {
  mkdirSync(dirname(join(dir, file)), { recursive: true });
  writeFileSync(join(dir, file), text);
}

async function bring() {
  const host: Host = {
    ...silentHost,
    notify: (event) => void (event.type === 'note' && event.level === 'warning' && said.push(event.message)),
  };
  const session = await up(dir, { host, yes: true, attached: false, env: {}, ask: async () => true });
  return session.settled;
}

const scanned = async () => (await scanFolder(dir, { host: silentHost })).blueprint;

describe('what running a folder shows', () => {
  it('is a variable it does not work without, with the place that wants it', async () => {
    write(
      'pier.js',
      "const app = require('express')();\nif (!process.env['TIDE' + '_KEY']) throw new Error('TIDE_KEY is not set');\napp.listen(process.env.PORT);\n",
    );
    expect(await bring()).toMatchObject({
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
    write('pier.js', "require('express')().listen(process.env.PORT);\n");
    expect((await scanned()).services[0]?.env.map(({ name }) => name)).not.toContain('TIDE_KEY');
  });

  it('is the port it listens on, which is expected from then on', async () => {
    const port = 12_000 + (process.pid % 9_000);
    write('berth.txt', String(port));
    write(
      'pier.js',
      `const app = require('express')();\nconst berth = Number(require('node:fs').readFileSync('berth.txt', 'utf8'));\napp.listen(process.env.PORT && berth);\n`,
    );
    expect(await bring()).toMatchObject({ phase: 'up', services: [{ port, state: 'ready' }] });
    expect(said.join('\n')).toContain(`listens on ${port}`);
    expect((await scanned()).services[0]).toMatchObject({ port });
    await down(dir);
    said = [];
    expect(await bring()).toMatchObject({ phase: 'up', services: [{ port }] });
    expect(said).toEqual([]);
  });

  it.runIf(requireProgram('redis-server', 'apt-get install redis-server'))(
    'is a server it needs after all, which is brought up at once',
    async () => {
      write(
        'pier.js',
        `const Redis = require('ioredis');
const app = require('express')();
const cache = process.env.REDIS_URL ? new Redis(process.env.REDIS_URL) : null;
if (!cache) { console.error('Error: connect ECONNREFUSED 127.0.0.1:6379'); process.exit(1); }
app.listen(process.env.PORT);
`,
      );
      expect((await scanned()).resources).toMatchObject([{ type: 'redis', need: 'optional' }]);
      expect(await bring()).toMatchObject({ phase: 'up', resources: [{ type: 'redis', state: 'ready' }] });
      expect(said.join('\n')).toMatch(/nothing answered on port 6379: bringing up/);
      expect((await scanned()).resources).toMatchObject([
        { need: 'required', evidence: expect.arrayContaining([expect.objectContaining({ why: expect.stringContaining('6379') })]) },
      ]);
    },
  );
});
