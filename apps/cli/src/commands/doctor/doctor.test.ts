import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groundworkIn } from '../../main.fixture.ts';
import { createTerminal } from '../../terminal/terminal.ts';
import { report } from './report.ts';

let bakery: string;

beforeEach(() => {
  bakery = mkdtempSync(join(tmpdir(), 'bakery-'));
});

afterEach(() => rmSync(bakery, { recursive: true }));

const doctor = (...words: string[]) => groundworkIn(bakery, ['doctor', ...words]);

function listen(): Promise<{ server: Server; port: number }> {
  return new Promise((done) => {
    const server = createServer().listen(0, () => {
      const address = server.address();
      done({ server, port: typeof address === 'object' ? (address?.port ?? 0) : 0 });
    });
  });
}

describe('groundwork doctor', () => {
  it('finds what is there and leaves no trace', async () => {
    writeFileSync(
      join(bakery, 'package.json'),
      '{ "name": "bakery", "scripts": { "start": "node oven.js" }, "dependencies": { "express": "5.0.0" } }',
    );
    writeFileSync(join(bakery, 'oven.js'), "require('express')().listen(process.env.PORT);\n");
    const { stdout, exit } = await doctor('--json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      well: true,
      findings: [{ area: 'toolchain', name: 'bakery', asked: 'node', found: expect.stringContaining('node '), state: 'there' }],
    });
    expect(existsSync(join(bakery, '.groundwork'))).toBe(false);
  });

  it('ends with 3 and says how to get what is missing', async () => {
    writeFileSync(
      join(bakery, 'package.json'),
      '{ "name": "bakery", "scripts": { "start": "node oven.js" }, "dependencies": { "express": "5.0.0", "@azure/service-bus": "7.9.0" } }',
    );
    writeFileSync(
      join(bakery, 'oven.js'),
      "const { ServiceBusClient } = require('@azure/service-bus');\nnew ServiceBusClient(process.env.SERVICEBUS_CONNECTION_STRING);\nrequire('express')().listen(3000);\n",
    );
    const { stdout, exit } = await doctor('--json');
    expect(exit).toBe(3);
    const { findings }: { findings: { area: string; state: string; fix: string | null }[] } = JSON.parse(stdout);
    expect(findings.find(({ area }) => area === 'server')).toMatchObject({ state: 'missing', fix: expect.any(String) });
  });

  it('sees that a port written in the code is taken', async () => {
    const { server, port } = await listen();
    writeFileSync(
      join(bakery, 'package.json'),
      '{ "name": "bakery", "scripts": { "start": "node oven.js" }, "dependencies": { "express": "5.0.0" } }',
    );
    writeFileSync(join(bakery, 'oven.js'), `const app = require('express')();\napp.listen(${port});\n`);
    const { stdout, exit } = await doctor();
    server.close();
    expect(exit).toBe(3);
    expect(stdout).toContain(`ss -ltnp 'sport = :${port}'`);
  });
});

describe('the report', () => {
  it('tells packages in one line for each state', () => {
    const one = (asked: string, state: 'there' | 'other') =>
      ({ area: 'package', name: 'oven, shop, mill', asked, found: null, state, message: 'x', fix: null }) as const;
    const out = createTerminal({ write: () => true, columns: 100 }, { NO_COLOR: '1' });
    const text = report(
      { name: 'bakery', well: true, findings: [one('libpq5', 'there'), one('qpdf', 'other'), one('poppler', 'other')] },
      out,
    );
    expect(text.split('\n')).toEqual([
      '✔ bakery can be brought up here',
      '',
      '  ✔ packages  libpq5',
      '  ! packages  qpdf, poppler',
      '      not installed; needed only if an install or start says so: apt-get install qpdf poppler',
    ]);
  });
});
