import { requireProgram } from '@groundwork/testing';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bakery } from './bakery.fixture.ts';

const signal = new AbortController().signal;
let ada: Bakery;
let bo: Bakery;
let shop: string;
let server: Server | null = null;

beforeEach(async () => {
  ada = new Bakery();
  bo = new Bakery();
  shop = join(ada.home, 'shop.git');
  ada.run('init', '--quiet', '--bare', shop);
  ada.commit({ 'rye.md': 'rye' });
});
afterEach(() => {
  ada.close();
  bo.close();
  server?.close();
  server = null;
});

describe.runIf(requireProgram('git', 'apt-get install git'))('other machines', () => {
  it('get a branch that is published, and give back what others pushed', async () => {
    ada.run('remote', 'add', 'origin', shop);
    await expect(ada.git.push({ setUpstream: false, trust: false }, signal)).rejects.toMatchObject({ code: 'git.no_upstream' });
    await ada.git.push({ setUpstream: true, trust: false }, signal);
    bo.run('remote', 'add', 'origin', shop);
    bo.run('fetch', '--quiet');
    await bo.git.switch({ name: 'origin/main', create: false, trust: false });
    expect(await bo.git.status()).toMatchObject({ branch: 'main', upstream: { name: 'origin/main', ahead: 0, behind: 0 } });

    bo.commit({ 'oat.md': 'oat' }, 'Oat');
    await bo.git.push({ setUpstream: false, trust: false }, signal);
    await ada.git.fetch(false, signal);
    expect((await ada.git.status())?.upstream).toMatchObject({ behind: 1 });
    await ada.git.pull(false, signal);
    expect(ada.read('oat.md')).toBe('oat');
  });

  it('refuse what is behind, and say what to do where both went on', async () => {
    ada.run('remote', 'add', 'origin', shop);
    await ada.git.push({ setUpstream: true, trust: false }, signal);
    bo.run('pull', '--quiet', shop, 'main');
    bo.commit({ 'oat.md': 'oat' });
    bo.run('push', '--quiet', shop, 'HEAD:main');
    ada.commit({ 'spelt.md': 'spelt' });
    await expect(ada.git.push({ setUpstream: false, trust: false }, signal)).rejects.toMatchObject({ code: 'git.rejected' });
    await expect(ada.git.pull(false, signal)).rejects.toMatchObject({ code: 'git.diverged' });
    ada.run('config', 'pull.rebase', 'true');
    await ada.git.pull(false, signal);
    expect((await ada.git.status())?.upstream).toEqual({ name: 'origin/main', ahead: 1, behind: 0 });
  });

  it('are said to be missing', async () => {
    await expect(ada.git.push({ setUpstream: true, trust: false }, signal)).rejects.toMatchObject({ code: 'git.unconnected' });
    await ada.git.connect(join(ada.home, 'nowhere.git'));
    await expect(ada.git.push({ setUpstream: true, trust: false }, signal)).rejects.toMatchObject({ code: 'git.no_remote' });
  });

  it('that want a password are not waited for', async () => {
    server = createServer((_, response) => response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="shop"' }).end());
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
    ada.run('remote', 'add', 'origin', `http://127.0.0.1:${(server.address() as AddressInfo).port}/shop.git`);
    await expect(ada.git.fetch(false, signal)).rejects.toMatchObject({ code: 'git.authentication' });
  });

  it('that do not answer are given up when the person gives up', async () => {
    server = createServer(() => {});
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
    ada.run('remote', 'add', 'origin', `http://127.0.0.1:${(server.address() as AddressInfo).port}/shop.git`);
    const abort = new AbortController();
    server.on('request', () => abort.abort());
    await expect(ada.git.fetch(false, abort.signal)).rejects.toMatchObject({ code: 'git.failed' });
    server.closeAllConnections();
  });
});
