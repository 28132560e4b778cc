import { readState } from '@groundwork/provision';
import { createServer } from 'node:net';
import { readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, serviceOf, urlOf, type Harbour } from '../harbour.fixture.ts';
import { processesOf } from '../process/escaped.ts';
import { resetEnvironment } from './reset.ts';
import { currentState } from './status.ts';
import { stopEnvironment } from './stop.ts';

let harbour: Harbour;

beforeEach(() => {
  harbour = createHarbour();
});

afterEach(() => harbour.remove(), 60_000);

const answer = async (url: string | null | undefined): Promise<string> => (await fetch(url ?? 'none')).text();

/** Processes of the run, once those that are about to end have. */
async function remaining(run: string): Promise<number[]> {
  for (let waited = 0; waited < 15_000 && processesOf(run).length > 0; waited += 100) await sleep(100);
  return processesOf(run);
}

describe('a service on this machine', () => {
  it('is up when it answers, and gone when it is stopped', async () => {
    const state = await (await harbour.up([serviceOf('quay')])).settled;
    expect(state).toMatchObject({ phase: 'up', services: [{ name: 'quay', state: 'ready', port: expect.any(Number) }] });
    expect(await answer(state.services[0]?.url)).toBe('moored');
    expect(await stopEnvironment(harbour.folder)).toBe(true);
    expect(processesOf(state.run)).toEqual([]);
    expect(currentState(harbour.dir, 'local')).toMatchObject({ phase: 'stopped', services: [{ state: 'stopped', process: null }] });
  });

  it('stays up when nothing changed, and starts anew when something did', async () => {
    const first = await harbour.up([serviceOf('quay')]);
    const { run } = await first.settled;
    const second = await harbour.up([serviceOf('quay')]);
    expect(second.already).toBe(true);
    expect((await second.settled).run).toBe(run);
    const third = await harbour.up([serviceOf('quay', { health: '/tide' })]);
    expect(third.already).toBe(false);
    expect((await third.settled).run).not.toBe(run);
    expect(processesOf(run)).toEqual([]);
  });

  it('gets another port when its own is taken', async () => {
    const other = createServer().listen(0);
    await new Promise((done) => other.once('listening', done));
    const address = other.address();
    const taken = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const { services } = await (await harbour.up([serviceOf('quay', { port: taken })])).settled;
    other.close();
    expect(services[0]?.port).not.toBe(taken);
    expect(await answer(services[0]?.url)).toBe('moored');
  });

  it('is found where it really listens', async () => {
    harbour.write('quay.js', "require('node:http').createServer((q, r) => r.end('elsewhere')).listen(8461)");
    const { services } = await (await harbour.up([serviceOf('quay')])).settled;
    expect(services).toMatchObject([{ state: 'ready', port: 8461, url: 'http://127.0.0.1:8461' }]);
    expect(harbour.notes.join('\n')).toMatch(/quay listens on 8461, not on \d+ it was given/u);
  });

  it('is started again when it dies, and the group with it', async () => {
    harbour.write(
      'quay.js',
      `require('node:child_process').spawn('sleep', ['600']); ${readFileSync(join(harbour.dir, 'quay.js'), 'utf8')}`,
    );
    const { services, run } = await (await harbour.up([serviceOf('quay')])).settled;
    const before = processesOf(`${run}/quay`);
    for (const pid of before) if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('node')) process.kill(pid, 'SIGKILL');
    await expect
      .poll(() => currentState(harbour.dir, 'local')?.services[0], { timeout: 15_000 })
      .toMatchObject({ state: 'ready', restarts: 1 });
    expect(processesOf(`${run}/quay`).filter((pid) => before.includes(pid))).toEqual([]);
    expect(await answer(services[0]?.url)).toBe('moored');
  });

  it('that forks, ignores the polite signal and leaves its group is ended all the same', async () => {
    harbour.write('stubborn.sh', `trap '' TERM INT\n(setsid sleep 600 &)\nsleep 600 &\nexec node quay.js`);
    const { run } = await (await harbour.up([serviceOf('quay', { start: 'sh stubborn.sh $PORT' })])).settled;
    expect(processesOf(run).length).toBeGreaterThan(2);
    await stopEnvironment(harbour.folder);
    expect(processesOf(run)).toEqual([]);
  });

  it('that is missing a variable says which', async () => {
    harbour.write('quay.js', 'console.error("KeyError: \'OPENAI_API_KEY\'"); process.exit(1)');
    const { phase, services } = await (await harbour.up([serviceOf('quay')])).settled;
    expect(phase).toBe('failed');
    expect(services).toMatchObject([
      { state: 'failed', exit: 1, reason: { code: 'variable.missing', message: expect.stringContaining('OPENAI_API_KEY') } },
    ]);
  });

  it('that cannot be installed keeps that as its reason', async () => {
    const service = serviceOf('quay', { install: ['echo no such planks >&2; exit 4'], release: ['true'] });
    const { services } = await (await harbour.up([service])).settled;
    expect(services).toMatchObject([
      { state: 'failed', reason: { code: 'task.failed', message: expect.stringContaining('no such planks') } },
    ]);
  });

  it('is done when it was to run once and ended well', async () => {
    harbour.write('paint.js', "console.log('painted')");
    const { services } = await (await harbour.up([serviceOf('paint', { kind: 'job', start: 'node paint.js' })])).settled;
    expect(services).toMatchObject([{ state: 'done', exit: 0 }]);
  });

  it('that is only files is handed out', async () => {
    harbour.write('dist/index.html', '<h1>Harbour</h1>');
    const { services } = await (await harbour.up([serviceOf('page', { kind: 'static', start: null })])).settled;
    expect(await answer(`${services[0]?.url ?? ''}/tides`)).toBe('<h1>Harbour</h1>');
    expect((await fetch(`${services[0]?.url ?? ''}/../../quay.js`)).status).toBe(404);
  });
});

describe('being killed', () => {
  it('the supervisor leaves nothing behind, and the next up works with the same data', async () => {
    const services = [serviceOf('quay', { env: [urlOf('db')] })];
    const first = await (await harbour.up(services, [resourceOf('db')])).settled;
    expect(first.phase).toBe('up');
    process.kill(first.supervisor?.pid ?? 0, 'SIGKILL');
    expect(await remaining(first.run)).toEqual([]);
    expect(currentState(harbour.dir, 'local')).toMatchObject({ phase: 'stopped', services: [{ state: 'stopped' }] });
    const second = await (await harbour.up(services, [resourceOf('db')])).settled;
    expect(second).toMatchObject({ phase: 'up', resources: [{ state: 'ready', port: first.resources[0]?.port }] });
  });

  it('the supervisor at once, in the middle of starting, leaves nothing behind', async () => {
    const services = [serviceOf('quay', { env: [urlOf('db')], install: ['sleep 30'] })];
    const session = await harbour.up(services, [resourceOf('db')]);
    session.settled.catch(() => null);
    await sleep(300);
    const { supervisor, run } = readState(harbour.folder) ?? {};
    process.kill(supervisor?.pid ?? 0, 'SIGKILL');
    expect(await remaining(run ?? '')).toEqual([]);
    await expect(session.settled).rejects.toMatchObject({ code: 'supervisor.ended' });
  });
});

describe('secrets', () => {
  it('are in private files only, and in no log or state', async () => {
    const services = [serviceOf('quay', { env: [urlOf('db')], start: 'echo $DATABASE_URL; node quay.js $PORT' })];
    await (
      await harbour.up(services, [resourceOf('db')])
    ).settled;
    const secrets: { passwords: Record<string, string> } = JSON.parse(readFileSync(harbour.folder.secrets, 'utf8'));
    const password = secrets.passwords['db'] ?? '';
    expect(password.length).toBeGreaterThan(20);
    for (const file of [harbour.folder.state, harbour.folder.events, join(harbour.folder.logs, 'db.log')]) {
      expect(readFileSync(file, 'utf8')).not.toContain(password);
    }
    for (const file of [harbour.folder.secrets, harbour.folder.launch, join(harbour.folder.logs, 'quay.log')]) {
      expect(statSync(file).mode & 0o077).toBe(0);
    }
  });
});

describe('a port that somebody else took a moment before', () => {
  it('is not mistaken for the service', async () => {
    // Takes the port by itself, in a session and environment of its own, and then starts what finds it taken.
    const thief = "require('node:http').createServer((q, r) => r.end('thief')).listen(process.argv[1])";
    harbour.write(
      'thief.sh',
      `env -i PATH="$PATH" setsid node -e "${thief}" $PORT >/dev/null 2>&1 &\necho $! > thief.pid\nsleep 1\nexec node quay.js`,
    );
    const { services } = await (await harbour.up([serviceOf('quay', { start: 'sh thief.sh' })])).settled;
    process.kill(Number(readFileSync(join(harbour.dir, 'thief.pid'), 'utf8')));
    expect(services).toMatchObject([{ state: 'failed', reason: { code: 'port.taken' } }]);
  });
});

describe('what cannot be had here', () => {
  it('is said before anything starts', async () => {
    await expect(harbour.up([serviceOf('quay')], [resourceOf('mail', 'azure_servicebus')])).rejects.toMatchObject({
      code: 'server.unsupported',
      exit: 3,
      message: expect.stringContaining('mail needs Azure Service Bus'),
    });
    expect(currentState(harbour.dir, 'local')).toBeNull();
  });

  it('is no obstacle where only its owner runs it', async () => {
    const { phase } = await (await harbour.up([serviceOf('quay')], [resourceOf('model', 'llm_api')])).settled;
    expect(phase).toBe('up');
  });

  it('is a tool of another language', async () => {
    await expect(
      harbour.up([serviceOf('crane', { language: 'dotnet', runtime: { version: '99.0', packageManager: null } })]),
    ).rejects.toMatchObject({
      code: 'toolchain.missing',
      exit: 3,
    });
  });

  it('is a tool that only some services need: the others come up', async () => {
    const runtime = { version: '99.0', packageManager: null };
    const crane = serviceOf('crane', { language: 'dotnet', kind: 'worker', runtime, start: 'dotnet crane.dll' });
    const quay = serviceOf('quay', { env: [{ ...urlOf('db', 'CRANE_URL'), binding: { service: 'crane', property: 'url', form: null } }] });
    const { phase, services } = await (await harbour.up([crane, quay])).settled;
    expect(phase).toBe('failed');
    expect(services).toMatchObject([
      { name: 'quay', state: 'ready' },
      { name: 'crane', state: 'failed', reason: { code: 'toolchain.missing', message: expect.stringContaining('.NET') } },
    ]);
  });
});

describe('a repository that brings its own state folder along as a link', () => {
  it('gets nothing written or deleted through it', async () => {
    harbour.write('../treasure/local/gold.txt', 'gold');
    symlinkSync('../treasure', join(harbour.dir, '.groundwork'));
    await expect(harbour.up([serviceOf('quay')])).rejects.toMatchObject({ code: 'state.link' });
    await expect(resetEnvironment(harbour.dir, 'local')).rejects.toMatchObject({ code: 'state.link' });
    expect(readFileSync(join(harbour.dir, '../treasure/local/gold.txt'), 'utf8')).toBe('gold');
    rmSync(join(harbour.dir, '.groundwork'));
  });
});
