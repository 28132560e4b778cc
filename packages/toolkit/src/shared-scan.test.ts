import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScan } from './open-scan.ts';
import { shareScan } from './shared-scan.ts';

const { signal } = new AbortController();
const server =
  "import express from 'express';\nimport pg from 'pg';\nnew pg.Pool({ connectionString: process.env.LOANS_URL });\nexpress().listen(3000);\n";
const queued = `${server}import Redis from 'ioredis';\nnew Redis(process.env.QUEUE_URL);\n`;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'library-'));
  writeFileSync(
    join(dir, 'package.json'),
    JSON.stringify({ name: 'library', scripts: { start: 'node server.js' }, dependencies: { express: '5', pg: '8', ioredis: '5' } }),
  );
  writeFileSync(join(dir, 'server.js'), server);
});
afterEach(() => rmSync(dir, { recursive: true }));

const changed = new Set(['server.js']);

describe('a folder that many read', () => {
  it('is read once for all editors that have nothing unsaved', async () => {
    const shared = shareScan(dir, signal);
    const one = await shared.over(new Map()).read(null, signal);
    const other = await shared.over(new Map([['server.js', server]])).read(null, signal);
    expect(other.reading).toBe(one.reading);
    expect(other.blueprint).toBe(one.blueprint);
  });

  it('shows an editor its own text, and others what is saved', async () => {
    const shared = shareScan(dir, signal);
    const buffers = new Map<string, string>();
    const editor = shared.over(buffers);
    const saved = await editor.read(null, signal);
    buffers.set('server.js', queued);
    const typed = await editor.read(changed, signal);
    expect(typed.blueprint).toEqual((await openScan(dir, buffers).read(null, signal)).blueprint);
    expect(typed.blueprint.services[0]?.env.map(({ name }) => name)).toContain('QUEUE_URL');
    expect((await shared.read(changed)).blueprint).toBe(saved.blueprint);
    buffers.delete('server.js');
    expect((await editor.read(changed, signal)).blueprint).toBe(saved.blueprint);
  });

  it('takes in what was saved while an editor had another text', async () => {
    const shared = shareScan(dir, signal);
    const buffers = new Map([['notes.md', 'Borrowed books']]);
    const editor = shared.over(buffers);
    await editor.read(null, signal);
    writeFileSync(join(dir, 'server.js'), queued);
    const typed = await editor.read(changed, signal);
    buffers.clear();
    const after = await editor.read(new Set(), signal);
    expect(after.blueprint).toEqual(typed.blueprint);
    expect(after.blueprint.services[0]?.env.map(({ name }) => name)).toContain('QUEUE_URL');
  });

  it('is read on although the editor that asked is gone', async () => {
    const shared = shareScan(dir, signal);
    const closed = new AbortController();
    closed.abort();
    await expect(shared.over(new Map()).read(null, closed.signal)).rejects.toThrow(/abort/i);
    writeFileSync(join(dir, 'server.js'), queued);
    expect((await shared.read(changed)).blueprint.services[0]?.env.map(({ name }) => name)).toContain('QUEUE_URL');
  });
});
