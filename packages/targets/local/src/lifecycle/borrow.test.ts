import { readState } from '@groundwork/provision';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, serviceOf, urlOf, type Harbour } from '../harbour.fixture.ts';
import { lastRuns } from './borrowers.ts';
import { currentState } from './status.ts';

let harbour: Harbour;

beforeEach(() => {
  harbour = createHarbour();
});

afterEach(() => harbour.remove(), 60_000);

const db = resourceOf('db');
const count = serviceOf('count', { kind: 'job', start: 'node count.js', env: [urlOf('db')] });
const pier = serviceOf('pier', { env: [urlOf('db')] });

/** Whether the server of a database URL takes connections. */
function answers(url: string | undefined): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url ?? 'none:').port) });
    socket.on('connect', () => done(true)).on('error', () => done(false));
    socket.on('connect', () => socket.destroy());
  });
}

describe('a program of a person, where nothing is up', () => {
  it('gets its servers and variables, and they are gone when it ended', async () => {
    const borrowed = await harbour.borrow([count, serviceOf('page')], [db]);
    const url = borrowed.env['DATABASE_URL'];
    expect(await answers(url)).toBe(true);
    expect(currentState(harbour.dir, 'local')).toMatchObject({ services: [], resources: [{ name: 'db', state: 'ready' }] });
    await borrowed.release(0);
    expect(await answers(url)).toBe(false);
    expect(lastRuns(harbour.folder, { own: true }).get('count')).toMatchObject({ exit: 0, running: false });
  });

  it('starts nothing when it needs nothing', async () => {
    const borrowed = await harbour.borrow([serviceOf('paint', { kind: 'job' })]);
    expect(readState(harbour.folder)).toBeNull();
    await borrowed.release(0);
  });

  it('has its installs done first, and its release only before its own start', async () => {
    const service = serviceOf('pier', {
      install: ['mkdir -p node_modules', 'echo install >> done.txt'],
      release: ['echo release >> done.txt'],
    });
    await (await harbour.borrow([service], [], { kind: 'program', service: 'pier' })).release(0);
    expect(readFileSync(join(harbour.dir, 'done.txt'), 'utf8')).toBe('install\n');
    await (await harbour.borrow([service])).release(0);
    expect(readFileSync(join(harbour.dir, 'done.txt'), 'utf8')).toBe('install\nrelease\n');
  });

  it('that cannot be installed leaves nothing running', async () => {
    const service = serviceOf('pier', { env: [urlOf('db')], install: ['echo no planks; exit 3'] });
    await expect(harbour.borrow([service], [db])).rejects.toMatchObject({ message: expect.stringContaining('no planks') });
    expect(currentState(harbour.dir, 'local')).toMatchObject({ supervisor: null, resources: [{ state: 'stopped' }] });
  });

  it('shares servers with another, and the last one puts them away', async () => {
    const first = await harbour.borrow([count], [db]);
    const second = await harbour.borrow([count], [db], { kind: 'resource', resource: 'db' });
    expect(second.resources[0]?.connection.port).toBe(first.resources[0]?.connection.port);
    await first.release(0);
    expect(await answers(first.env['DATABASE_URL'])).toBe(true);
    await expect(harbour.up([pier], [db])).rejects.toMatchObject({ code: 'environment.in_use', exit: 75 });
    await second.release(0);
    expect(await answers(first.env['DATABASE_URL'])).toBe(false);
  });

  it('is joined by another that needs a server more', async () => {
    const page = resourceOf('page_store');
    const first = await harbour.borrow([count], [db]);
    const second = await harbour.borrow([pier, serviceOf('page', { env: [urlOf('page_store')] })], [db, page], {
      kind: 'resource',
      resource: 'page_store',
    });
    expect(second.resources.map(({ name }) => name)).toEqual(['page_store']);
    expect(currentState(harbour.dir, 'local')?.resources.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'db ready',
      'page_store ready',
    ]);
    await first.release(0);
    expect(await answers(first.env['DATABASE_URL'])).toBe(true);
    await second.release(0);
    expect(await answers(first.env['DATABASE_URL'])).toBe(false);
  });

  it('that only looks gives way to what is brought up, and takes nothing of it away', async () => {
    const looking = await harbour.borrow([count], [db], { kind: 'resource', resource: 'db', yields: true });
    const { settled } = await harbour.up([pier], [db]);
    expect((await settled).phase).toBe('up');
    await looking.release(0);
    expect(currentState(harbour.dir, 'local')).toMatchObject({ phase: 'up', resources: [{ state: 'ready' }] });
  });

  it('that was killed takes its servers along', async () => {
    const { env } = await harbour.borrow([count], [db]);
    const runs = join(harbour.folder.root, 'runs');
    for (const name of readdirSync(runs)) {
      const record: object = JSON.parse(readFileSync(join(runs, name), 'utf8'));
      writeFileSync(join(runs, name), JSON.stringify({ ...record, process: { pid: 1, started: 'long ago' } }));
    }
    await expect.poll(() => answers(env['DATABASE_URL']), { timeout: 15_000 }).toBe(false);
  });
});

describe('a program of a person, where everything is up', () => {
  it('works with what runs and leaves it running, on a port of its own', async () => {
    const { services, run } = await (await harbour.up([pier, count], [db])).settled;
    const borrowed = await harbour.borrow([pier, count], [db]);
    expect(borrowed.env['DATABASE_URL']).toContain('@127.0.0.1:');
    expect(await answers(borrowed.env['DATABASE_URL'])).toBe(true);
    expect(borrowed.service?.port).not.toBe(services[0]?.port);
    await borrowed.release(0);
    expect(await answers(borrowed.env['DATABASE_URL'])).toBe(true);
    expect(currentState(harbour.dir, 'local')).toMatchObject({ run, phase: 'failed', services: [{ state: 'ready' }, { state: 'failed' }] });
    expect((await (await harbour.up([pier, count], [db])).settled).services[0]?.port).toBe(services[0]?.port);
  });

  it('is refused a server that the running code did not ask for', async () => {
    await (
      await harbour.up([serviceOf('pier')])
    ).settled;
    await expect(harbour.borrow([pier], [db])).rejects.toMatchObject({ code: 'environment.older', fix: 'gw up' });
  });
});
