import { requireProgram } from '@groundwork/testing';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Jail } from './jail.ts';
import { openJail } from './open.ts';

const nobody = new AbortController().signal;
const patient = { timeoutMs: 20_000, signal: nobody };

describe.runIf(requireProgram('bwrap', 'apt-get install bubblewrap'))('a jail', () => {
  const folder = mkdtempSync(join(tmpdir(), 'harbour-'));
  const socket = join(folder, '..', `${folder.split('/').at(-1) ?? ''}.sock`);
  const server = createServer((client) => void client.once('data', (data) => client.end(`ahoy ${data.toString()}`)));
  let jail: Jail;

  beforeAll(async () => {
    writeFileSync(join(folder, 'berths.txt'), 'three\n');
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    jail = await openJail({ folder, doors: [{ socket, port: 4100 }], readable: [], env: { HARBOUR: 'north' } });
  });
  afterAll(async () => {
    await jail.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const sh = (script: string, how = patient) => jail.run({ command: ['/bin/sh', '-c', script] }, how);

  it('runs a command in the snapshot, and what it writes there stays', async () => {
    const { exit, output } = await sh('cat berths.txt; echo $HARBOUR; echo four > more.txt; echo oops >&2; exit 3');
    expect(exit).toBe(3);
    expect(output.split('\n').toSorted()).toEqual(['', 'north', 'oops', 'three']);
    expect(readFileSync(join(folder, 'more.txt'), 'utf8')).toBe('four\n');
  });

  it('says who it is', async () => {
    expect((await sh('id -un; pwd; echo $HOME; hostname')).output).toBe('groundwork\n/workspace\n/home/groundwork\ngroundwork\n');
  });

  it('reaches a door at its loopback port', async () => {
    const script = `require('net').connect(4100, '127.0.0.1').on('data', (d) => console.log(String(d))).write('pilot')`;
    expect((await jail.run({ command: ['/run/groundwork/node', '-e', script] }, patient)).output).toBe('ahoy pilot\n');
  });

  it('shares loopback and home between commands', async () => {
    const listen = `require('net').createServer((c) => c.end('moored')).listen(4200, '127.0.0.1', () => console.log('up'))`;
    const quay = jail.start({ command: ['/run/groundwork/node', '-e', listen] });
    await new Promise<void>((resolve) => quay.stdout.once('data', () => resolve()));
    const ask = `require('net').connect(4200, '127.0.0.1').on('data', (d) => console.log(String(d)))`;
    expect((await jail.run({ command: ['/run/groundwork/node', '-e', ask] }, patient)).output).toBe('moored\n');
    await sh('echo kept > ~/note');
    expect((await sh('cat ~/note')).output).toBe('kept\n');
    quay.kill();
    expect(await quay.exited).toEqual({ code: null });
  });

  it('carries bytes both ways without loss, and slowly read output without end', async () => {
    const cat = jail.start({ command: ['cat'] });
    const bytes = Buffer.alloc(3_000_000, 'groundwork ');
    cat.stdin.end(bytes);
    const chunks: Buffer[] = [];
    for await (const chunk of cat.stdout) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    expect(await cat.exited).toEqual({ code: 0 });
  });

  it('ends with a command what it left behind, and lets the others be', async () => {
    const other = jail.start({ command: ['sleep', '60'] });
    const { output } = await sh('(setsid sleep 61 >/dev/null 2>&1 &) ; echo left');
    expect(output).toBe('left\n');
    const { output: rest } = await sh('for p in /proc/[0-9]*; do tr "\\0" " " < $p/cmdline; echo; done');
    expect(rest).not.toContain('sleep 61');
    expect(rest).toContain('sleep 60');
    other.kill();
    await other.exited;
  });

  it('ends a command whose time is up', async () => {
    const { exit, output } = await sh('echo begun; trap "" TERM; sleep 50 & wait', { timeoutMs: 300, signal: nobody });
    expect(exit).toBeNull();
    expect(output).toBe('begun\n');
  });

  it('says that a program is not there', async () => {
    const { exit, output } = await jail.run({ command: ['no-such-tool'] }, patient);
    expect(exit).not.toBe(0);
    expect(output).toContain('no-such-tool');
  });
});
