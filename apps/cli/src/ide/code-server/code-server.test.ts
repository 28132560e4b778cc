import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groundworkIn } from '../../main.fixture.ts';
import { findCodeServer } from './find.ts';
import { runCodeServer } from './run.ts';
import { settingsFor } from './settings.ts';

let bakery: string;

beforeEach(() => {
  bakery = realpathSync(mkdtempSync(join(tmpdir(), 'bakery-')));
});
afterEach(() => rmSync(bakery, { recursive: true }));

const command = ["/a path/it's node", 'groundwork.js'];

/** Stands for code-server where none is installed: says what it was started with, and answers as one does that has come up. */
function putCodeServer(text: string): string {
  const bin = join(bakery, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'code-server'), `#!${process.execPath}\n${text}`);
  chmodSync(join(bin, 'code-server'), 0o755);
  return bin;
}

describe('gw --engine code-server', () => {
  it('ends with 3 where there is none, and says how to get it', async () => {
    const { stderr, exit } = await groundworkIn(bakery, ['.', '--engine', 'code-server']);
    expect(exit).toBe(3);
    expect(stderr).toMatch(/code-server is not installed.*\n {2}fix .*(?:code-server\.dev|brew)/u);
  });

  it('keeps password and port for the next time, for their owner only', async () => {
    const settings = await settingsFor(bakery, { port: undefined, command });
    const config: unknown = JSON.parse(readFileSync(settings.config, 'utf8'));
    expect(config).toMatchObject({ 'bind-addr': `127.0.0.1:${settings.port}`, auth: 'password', password: settings.password });
    expect(statSync(settings.config).mode & 0o777).toBe(0o600);
    expect(readFileSync(settings.command, 'utf8')).toBe(`#!/bin/sh\nexec '/a path/it'\\''s node' 'groundwork.js' "$@"\n`);
    expect(await settingsFor(bakery, { port: undefined, command })).toEqual(settings);
  });

  it('installs the extension, starts it, and stops it with us', async () => {
    const said = join(bakery, 'said.jsonl');
    const bin = putCodeServer(`
      const { appendFileSync, readFileSync } = require('node:fs');
      const words = process.argv.slice(2);
      appendFileSync(${JSON.stringify(said)}, JSON.stringify({ words, command: process.env.GROUNDWORK_COMMAND_LINE }) + '\\n');
      if (!words.includes('--install-extension')) {
        const { 'bind-addr': address } = JSON.parse(readFileSync(words[words.indexOf('--config') + 1], 'utf8'));
        require('node:http').createServer((_request, response) => response.end('{}')).listen(Number(address.split(':')[1]), '127.0.0.1');
      }`);
    const settings = await settingsFor(bakery, { port: undefined, command });
    const stop = new AbortController();
    const program = findCodeServer({ PATH: bin });
    const { ended } = await runCodeServer({ program, extension: 'groundwork.vsix', settings, env: process.env, signal: stop.signal });
    stop.abort();
    await ended;
    const runs = readFileSync(said, 'utf8');
    expect(
      runs
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { words: ['--config', settings.config, '--install-extension', 'groundwork.vsix', '--force'], command: settings.command },
      { words: expect.arrayContaining(['--config', settings.config, '--disable-telemetry']), command: settings.command },
    ]);
    expect(runs).not.toContain(settings.password);
  });

  it('says what it said when it does not start', async () => {
    const bin = putCodeServer(`console.error("SyntaxError: this Node is too old"); process.exit(1)`);
    const settings = await settingsFor(bakery, { port: undefined, command });
    const run = runCodeServer({
      program: join(bin, 'code-server'),
      extension: 'x',
      settings,
      env: process.env,
      signal: new AbortController().signal,
    });
    await expect(run).rejects.toMatchObject({ code: 'engine.failed', exit: 3, message: expect.stringContaining('this Node is too old') });
  });
});
