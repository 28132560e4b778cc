import { requireProgram } from '@groundwork/testing';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openHarbour, type Harbour } from '../server.fixture.ts';
import { Client } from './client.fixture.ts';

let harbour: Harbour;
let client: Client | null;

beforeEach(() => {
  client = null;
});

afterEach(async () => {
  client?.close();
  await harbour.close();
  vi.unstubAllEnvs();
});

async function open(files: Readonly<Record<string, string>>): Promise<void> {
  harbour = await openHarbour(files);
  vi.stubEnv('XDG_STATE_HOME', join(harbour.home, 'state'));
}

async function debug(service: string, breakpoints: Readonly<Record<string, number>>): Promise<Client> {
  const { id, request, configuration } = await harbour.window().call('debug/start', { service, trust: true });
  const absolute = Object.fromEntries(Object.entries(breakpoints).map(([path, line]) => [join(harbour.dir, path), line]));
  client = new Client(harbour, id, absolute);
  await client.open(request, configuration);
  return client;
}

/** Commands of processes that have something of the harbour in their environment. */
function running(): string[] {
  const look =
    'for p in /proc/[0-9]*; do grep -qz "^GROUNDWORK_RUN=" $p/environ 2>/dev/null && grep -qz "$1" $p/environ && tr "\\0" " " <$p/cmdline && echo; done; true';
  return execFileSync('sh', ['-c', look, 'sh', harbour.dir], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line !== '');
}

describe.runIf(requireProgram('python3', 'apt-get install python3-venv'))('a service in Python', { timeout: 120_000 }, () => {
  const files = {
    'requirements.txt': '',
    Procfile: 'web: python harbour.py\n',
    'groundwork.yaml': 'services:\n  web:\n    install: []\n',
    'harbour.py': `import os, subprocess, sys


def moor(boat):
    berth = len(boat) + int(os.environ["PORT"]) * 0
    print("moored", boat, berth)


if len(sys.argv) > 1:
    moor("pilot")
else:
    moor("ferry")
    sys.exit(subprocess.call([sys.executable, __file__, "child"]))
`,
  };

  it('stops at breakpoints with what "up" gives it, follows what it starts, and ends with what it says', async () => {
    await open(files);
    expect(await harbour.window().call('debug/list', {})).toEqual([
      { service: 'web', type: 'debugpy', available: true, reason: null, fix: null },
    ]);
    await expect(harbour.window().call('debug/start', { service: 'web', trust: false })).rejects.toMatchObject({ code: 'trust.needed' });
    const editor = await debug('web', { 'harbour.py': 5 });
    const first = await editor.stopped('boat + os.environ["PORT"]');
    expect(first.value).toMatch(/^'ferry\d+'$/u);
    expect(first.frames).toEqual(['moor', '<module>']);
    await editor.ask(first.session, 'next', { threadId: first.thread });
    const stepped = await editor.stopped('berth');
    expect(stepped.value).toBe('5');
    await editor.ask(stepped.session, 'continue', { threadId: stepped.thread });
    const child = await editor.stopped('boat');
    expect(child.value).toBe("'pilot'");
    expect(child.session).not.toBe(first.session);
    await editor.ask(child.session, 'continue', { threadId: child.thread });
    await editor.until('terminated');
    await expect.poll(() => editor.output, { timeout: 10_000 }).toContain('moored pilot 5');
    // What the program is given is its own: no window is told.
    expect(JSON.stringify(editor.said)).not.toContain('GROUNDWORK_DEBUGGER');
    await expect.poll(running, { timeout: 15_000 }).toEqual([]);
  });

  it('ends with the socket of its session', async () => {
    await open({ ...files, 'harbour.py': 'import time\nfor minute in range(60):\n    time.sleep(60)\n' });
    const editor = await debug('web', { 'harbour.py': 3 });
    await editor.stopped('minute');
    expect(running().length).toBeGreaterThan(1);
    editor.close();
    await expect.poll(running, { timeout: 15_000 }).toEqual([]);
  });

  it('says why it died before its first line', async () => {
    await open({ ...files, Procfile: 'web: python lighthouse.py\n' });
    const editor = await debug('web', {});
    await editor.until('terminated');
    expect(editor.output).toMatch(/lighthouse\.py/u);
  });
});

describe.runIf(requireProgram('npm', 'apt-get install npm'))('a service in JavaScript', { timeout: 180_000 }, () => {
  it('stops at breakpoints with what "up" gives it, and ends with its session', async () => {
    await open({
      'package.json': '{ "name": "pier", "scripts": { "start": "node pier.js" }, "dependencies": { "express": "5.0.0" } }',
      'groundwork.yaml': 'services:\n  pier:\n    install: []\n',
      'node_modules/express/index.js':
        'module.exports = () => ({ listen: (port) => require("node:http").createServer(() => {}).listen(port) });',
      'pier.js': `const express = require('express');
const app = express();
function moor(boat) {
  const berth = boat + (process.env.PORT ? ' with a port' : '');
  return berth;
}
setInterval(() => moor('ferry'), 20);
app.listen(process.env.PORT);
`,
    });
    const editor = await debug('pier', { 'pier.js': 5 });
    const stop = await editor.stopped('berth');
    expect(stop.value).toBe("'ferry with a port'");
    expect(stop.frames[0]).toContain('moor');
    editor.close();
    await expect.poll(running, { timeout: 15_000 }).toEqual([]);
  });
});
