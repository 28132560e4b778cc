import type { MessageOf } from '@groundwork/protocol';
import { down, reset, up } from '@groundwork/toolkit';
import { silentHost } from '@groundwork/host';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { existsSync } from 'node:fs';
import { openHarbour, type Harbour } from '../server.fixture.ts';

const files = {
  'package.json': '{ "name": "pier", "scripts": { "start": "node pier.js" }, "dependencies": { "express": "5.0.0" } }',
  'groundwork.yaml': 'services:\n  pier:\n    install: []\n',
  // Nothing is fetched: what the service requires lies here.
  'node_modules/express/index.js':
    "module.exports = () => ({ listen: (port) => require('node:http').createServer((q, r) => { console.log('asked', process.env.TIDE_API_KEY, 'postgres://a:hidden@b/c'); r.end(process.env.TIDE_API_KEY ?? require('../../says.js')); }).listen(port) });",
  'says.js': "module.exports = 'moored';\n",
  'pier.js': "const key = process.env.TIDE_API_KEY;\nconst app = require('express')();\napp.listen(process.env.PORT);\n",
};

let harbour: Harbour;
const stateHome = process.env['XDG_STATE_HOME'];

beforeEach(async () => {
  harbour = await openHarbour(files);
  process.env['XDG_STATE_HOME'] = `${harbour.home}/state`;
});
afterEach(async () => {
  await reset(harbour.dir, async () => true);
  await harbour.close();
  if (stateHome === undefined) delete process.env['XDG_STATE_HOME'];
  else process.env['XDG_STATE_HOME'] = stateHome;
}, 60_000);

const patient = { timeout: 15_000 };
const textOf = (url: string | null | undefined): Promise<string> =>
  fetch(url ?? 'none:').then(
    (response) => response.text(),
    () => 'nothing',
  );

type Window = ReturnType<Harbour['window']>;
const statesSeenBy = (window: Window): string[] => {
  const states: string[] = [];
  window.on(
    'environment/changed',
    ({ services: [service] }) => void (service && states.at(-1) !== service.state && states.push(service.state)),
  );
  return states;
};
const eventsSeenBy = (window: Window): MessageOf<'environment/progress'>[] => {
  const events: MessageOf<'environment/progress'>[] = [];
  window.on('environment/progress', (event) => void events.push(event));
  return events;
};

describe('what a workspace runs', () => {
  it('is shown before anything runs, and runs only with consent', async () => {
    const window = harbour.window();
    const preview = await window.call('environment/preview', {});
    expect(preview).toMatchObject({
      trusted: false,
      commands: [{ service: 'pier', path: '.', step: 'start', command: 'npm start' }],
      servers: [],
      secrets: [{ name: 'TIDE_API_KEY', services: ['pier'], given: false }],
      leftOut: [],
      nothing: null,
    });
    await expect(window.call('environment/up', { trust: false })).rejects.toMatchObject({ code: 'trust.needed', exit: 3 });
    expect(await window.call('environment/status', {})).toMatchObject({ running: false, services: [{ name: 'pier', state: 'stopped' }] });
  });

  it('comes up once for all windows, which see how it goes, and stays when they go', async () => {
    const [bow, stern] = [harbour.window('bow'), harbour.window('stern')];
    await stern.call('environment/status', {});
    const states = statesSeenBy(stern);
    const events = eventsSeenBy(stern);
    const both = await Promise.all([bow, stern].map((window) => window.call('environment/up', { trust: true })));
    expect(both.map(({ well }) => well)).toEqual([true, true]);
    expect(both[0]?.status).toMatchObject({ running: true, services: [{ state: 'ready' }] });
    await expect.poll(() => states, patient).toEqual(['stopped', 'starting', 'ready']);
    expect(events.map(({ type }) => type)).toContain('started');
    expect(events.filter((event) => event.type === 'started').length).toBe(
      new Set(events.map((event) => 'task' in event && event.task)).size,
    );
    bow.close();
    stern.close();
    expect(await textOf(both[0]?.status.services[0]?.url)).toBe('moored');

    const again = harbour.window('bow');
    expect(await again.call('environment/preview', {})).toMatchObject({ trusted: true });
    expect(await again.call('environment/down', {})).toMatchObject({ running: false, services: [{ state: 'stopped' }] });
  }, 60_000);

  it('follows its files and the values it is given, also after the server was started anew', async () => {
    const { status } = await harbour.window().call('environment/up', { trust: true });
    const url = status.services[0]?.url;
    harbour.write('says.js', "module.exports = 'at sea';\n");
    await expect.poll(() => textOf(url), patient).toBe('at sea');
    await harbour.again();
    harbour.write('says.js', "module.exports = 'back';\n");
    const window = harbour.window();
    expect(await window.call('environment/status', {})).toMatchObject({ running: true });
    await expect.poll(() => textOf(url), patient).toBe('back');
    expect(await window.call('secrets/set', { name: 'TIDE_API_KEY', value: 'a-key-of-the-tide' })).toEqual({ running: false });
    await expect.poll(() => textOf(url), patient).toBe('a-key-of-the-tide');
    const told: string[] = [];
    window.on('logs/lines', ({ lines }) => void told.push(...lines.map(({ name, text }) => `${name}: ${text}`)));
    await window.call('logs/follow', { id: 'log', name: null, lines: 1 });
    await textOf(url);
    await expect.poll(() => told, patient).toContain('pier: asked … postgres://a:…@b/c');
    expect(told.join()).not.toContain('a-key-of-the-tide');
  }, 60_000);

  it('starts one service anew when somebody asks', async () => {
    const window = harbour.window();
    await expect(window.call('environment/restart', { service: 'pier' })).rejects.toMatchObject({ code: 'environment.not_up' });
    const { status: before } = await window.call('environment/up', { trust: true });
    await expect(window.call('environment/restart', { service: 'mole' })).rejects.toMatchObject({ code: 'environment.no_service' });
    const states = statesSeenBy(window);
    const after = await window.call('environment/restart', { service: 'pier' });
    expect(after).toMatchObject({ running: true, services: [{ name: 'pier', state: 'ready', url: before.services[0]?.url }] });
    expect(after.services[0]?.pid).not.toBe(before.services[0]?.pid);
    await expect.poll(() => states.at(-1), patient).toBe('ready');
    expect(await textOf(after.services[0]?.url)).toBe('moored');
  }, 60_000);

  it('takes what a person wrote while it came up, and not what its own start wrote', async () => {
    harbour.write('tide.js', "module.exports = 'low';\n");
    harbour.write(
      'pier.js',
      "require('fs').writeFileSync('made.js', '');\nconst tide = require('./tide.js');\nconst app = require('express')();\nprocess.env.TIDE_API_KEY = tide;\nsetTimeout(() => app.listen(process.env.PORT), 1500);\n",
    );
    const window = harbour.window();
    const events = eventsSeenBy(window);
    const asked = window.call('environment/up', { trust: true });
    await expect.poll(async () => (await window.call('environment/status', {})).services[0]?.state, patient).toBe('starting');
    await expect.poll(() => existsSync(`${harbour.dir}/made.js`), patient).toBe(true);
    harbour.write('tide.js', "module.exports = 'high';\n");
    const { status } = await asked;
    await expect.poll(() => textOf(status.services[0]?.url), patient).toBe('high');
    const reactions = events.flatMap((event) => (event.type === 'note' && event.code === 'watch.reaction' ? [event.message] : []));
    expect(reactions).toEqual(['tide.js: restarting pier']);
  }, 60_000);

  it('is the same that a terminal brings up and down', async () => {
    const window = harbour.window();
    await window.call('environment/status', {});
    const states = statesSeenBy(window);
    const events = eventsSeenBy(window);
    await (
      await up(harbour.dir, { host: silentHost, yes: true, attached: false, env: {}, ask: async () => null })
    ).settled;
    await expect.poll(() => states, patient).toEqual(['starting', 'ready']);
    await expect.poll(() => events.map(({ type }) => type), patient).toContain('finished');
    await down(harbour.dir);
    await expect.poll(() => states, patient).toEqual(['starting', 'ready', 'stopped']);
  }, 60_000);

  it('is stopped by whoever asked for it, and by no window that only went', async () => {
    harbour.write('pier.js', "const app = require('express')();\nsetTimeout(() => app.listen(process.env.PORT), 100_000);\n");
    const cancel = new AbortController();
    const [bow, stern] = [harbour.window('bow'), harbour.window('stern')];
    const asked = bow.call('environment/up', { trust: true }, cancel.signal).catch((cause: unknown) => cause);
    stern.call('environment/up', { trust: true }).catch(() => {});
    await expect.poll(async () => (await bow.call('environment/status', {})).services[0]?.state, patient).toBe('starting');
    stern.close();
    expect(await bow.call('environment/status', {})).toMatchObject({ underway: 'up' });
    cancel.abort();
    expect(await asked).toMatchObject({ code: 'up.stopped' });
    expect(await bow.call('environment/status', {})).toMatchObject({ underway: null, running: false });
  }, 60_000);

  it('needs no consent where it is an example of ours', async () => {
    await harbour.again({ example: true });
    const window = harbour.window();
    expect(await window.call('environment/preview', {})).toMatchObject({ trusted: true });
    expect(await window.call('environment/up', { trust: false })).toMatchObject({ well: true });
  }, 60_000);
});
