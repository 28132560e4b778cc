import { requireProgram } from '@groundwork/testing';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Jail } from '../jail/jail.ts';
import { openJail } from '../jail/open.ts';
import { outfitOf } from './outfit.ts';
import { openRegistryProxy, type RegistryProxy } from './proxy.ts';
import { isPrivate, reach, upstreamOf } from './reach.ts';
import { readRegistries } from './registries.ts';

const root = mkdtempSync(join(tmpdir(), 'registries-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const machineWith = (env: Record<string, string>, files: Record<string, string> = {}) => {
  const home = mkdtempSync(join(root, 'home-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(home, name, '..'), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  return { env, home, etc: join(home, 'etc') };
};

describe('what a machine says about its registries', () => {
  it('is read without passwords', () => {
    const machine = machineWith(
      { PIP_INDEX_URL: 'https://ada:hunter2@pypi.harbour.example/simple', GOPROXY: 'https://go.harbour.example,direct' },
      {
        '.npmrc':
          '//npm.harbour.example/:_authToken=npm_s3cret\nregistry=https://npm.harbour.example/\n@pier:registry=https://pier.harbour.example:8443/\n',
        '.cargo/config.toml':
          '[source.crates-io]\nreplace-with = "quay"\n[source.quay]\nregistry = "sparse+https://quay.harbour.example/index/"\n[registry]\ntoken = "s3cret"\n',
        '.m2/settings.xml':
          '<settings><servers><server><id>m</id><password>s3cret</password></server></servers><mirrors><mirror><id>m</id><mirrorOf>central</mirrorOf><url>https://maven.harbour.example/all</url></mirror></mirrors></settings>',
      },
    );
    const { allowed, env, files } = readRegistries(machine, 4101);
    expect(allowed.filter(({ own }) => own).map(({ host, port }) => `${host}:${port}`)).toEqual([
      'pier.harbour.example:8443',
      'npm.harbour.example:443',
      'pypi.harbour.example:443',
      'go.harbour.example:443',
      'quay.harbour.example:443',
      'maven.harbour.example:443',
    ]);
    expect(env).toMatchObject({
      HTTPS_PROXY: 'http://127.0.0.1:4101',
      PIP_INDEX_URL: 'https://pypi.harbour.example/simple',
      GOPROXY: 'https://go.harbour.example',
      npm_config_registry: 'https://npm.harbour.example/',
    });
    expect(files['.npmrc']).toBe('@pier:registry=https://pier.harbour.example:8443/\n');
    expect(files['.cargo/config.toml']).toContain('replace-with = "quay"');
    expect(files['.m2/settings.xml']).toContain('<url>https://maven.harbour.example/all</url>');
    expect(JSON.stringify({ env, files })).not.toMatch(/s3cret|hunter2/);
  });

  it('leaves out certificates with a key beside them', () => {
    const machine = machineWith(
      {},
      { 'a.pem': '-----BEGIN CERTIFICATE-----', 'b.pem': '-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----' },
    );
    const env = { SSL_CERT_FILE: join(machine.home, 'a.pem'), PIP_CERT: join(machine.home, 'b.pem') };
    const registries = readRegistries({ ...machine, env }, 1);
    expect(registries.readable).toEqual([env.SSL_CERT_FILE]);
    expect(registries.env).not.toHaveProperty('PIP_CERT');
  });
});

describe('where the proxy leads', () => {
  it('tells private addresses', () => {
    const inside = [
      '127.0.0.1',
      '10.1.2.3',
      '169.254.169.254',
      '192.168.0.1',
      '172.20.1.1',
      '100.100.100.100',
      '0.0.0.0',
      '::1',
      'fd00::1',
      'fe80::1',
      '::ffff:127.0.0.1',
      '64:ff9b::7f00:1',
    ];
    expect(inside.filter((address) => !isPrivate(address))).toEqual([]);
    expect(['151.101.1.1', '2606:4700::6810:1'].filter(isPrivate)).toEqual([]);
  });

  it('does not follow a public name to a private address', async () => {
    await expect(reach({ host: 'localhost', port: 443, own: false }, null)).rejects.toMatchObject({ code: 'registry.private_address' });
  });

  it('knows the proxy of the machine', () => {
    expect(upstreamOf({ HTTPS_PROXY: 'http://gate.harbour.example:3128', NO_PROXY: '.harbour.example, localhost' })).toEqual({
      url: new URL('http://gate.harbour.example:3128'),
      except: ['harbour.example', 'localhost'],
    });
    expect(upstreamOf({})).toBeNull();
  });
});

describe.runIf(requireProgram('bwrap', 'apt-get install bubblewrap') && requireProgram('curl', 'apt-get install curl'))('in a jail', () => {
  const refused: string[] = [];
  const seen: string[] = [];
  let registry: Server;
  let proxy: RegistryProxy;
  let jail: Jail;
  const listen = async (server: Server): Promise<number> => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address() as AddressInfo; // It listens on a port.
    return address.port;
  };

  beforeAll(async () => {
    registry = createServer((request, response) => {
      seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.end('left-berth 1.0.0\n');
    });
    const port = await listen(registry);
    const outfit = outfitOf(machineWith({ PIP_INDEX_URL: `http://localhost:${port}/simple` }), 4101);
    proxy = await openRegistryProxy({
      socket: join(root, 'proxy.sock'),
      allowed: outfit.allowed,
      upstream: null,
      refused: (host) => refused.push(host),
    });
    const folder = mkdtempSync(join(root, 'work-'));
    jail = await openJail({ folder, doors: [{ socket: proxy.socket, port: 4101 }], ...outfit });
  });
  afterAll(async () => {
    await jail.close();
    await proxy.close();
    registry.close();
  });
  const sh = async (script: string): Promise<string> =>
    (await jail.run({ command: ['/bin/sh', '-c', script] }, { timeoutMs: 20_000, signal: new AbortController().signal })).output.trim();

  it('reaches a registry that the machine names, also at a private address', async () => {
    expect(await sh('NO_PROXY= no_proxy= curl -s $PIP_INDEX_URL/left-berth')).toBe('left-berth 1.0.0');
    expect(await sh('NO_PROXY= no_proxy= curl -s --proxytunnel $PIP_INDEX_URL/tunnel')).toBe('left-berth 1.0.0');
    expect(seen).toEqual(['GET /simple/left-berth', 'GET /simple/tunnel']);
  });

  it('sends nothing without TLS, and reaches nothing else', async () => {
    expect(await sh('NO_PROXY= no_proxy= curl -s -d secret=1 $PIP_INDEX_URL/upload')).toContain('reaches registries');
    expect(await sh('curl -s http://169.254.169.254/latest/meta-data')).toContain('reaches registries');
    for (const target of [
      'https://evil.example/',
      'https://pypi.org:22/',
      'https://pypi.org.evil.example/',
      'https://pypi.org@evil.example/',
    ])
      expect(await sh(`curl -s -o /dev/null -w '%{http_connect}' ${target}`)).toBe('403');
    expect(await sh('curl -s -m 3 --noproxy "*" https://pypi.org; echo $?')).toBe('6');
    expect(seen).toHaveLength(2);
    expect(refused).toContain('evil.example');
  });
});

const real = process.env['GROUNDWORK_RUN_EXAMPLES'] === '1';
describe.runIf(real && ['bwrap', 'npm', 'python3', 'go'].every((name) => requireProgram(name, `apt-get install ${name}`)))(
  'package managers in a jail',
  () => {
    it('install from the public registries', { timeout: 240_000 }, async () => {
      const outfit = outfitOf({ env: process.env, home: homedir(), etc: '/etc' }, 4101);
      const proxy = await openRegistryProxy({
        socket: join(root, 'real.sock'),
        allowed: outfit.allowed,
        upstream: upstreamOf(process.env),
        refused: () => {},
      });
      const jail = await openJail({ folder: mkdtempSync(join(root, 'work-')), doors: [{ socket: proxy.socket, port: 4101 }], ...outfit });
      const run = async (script: string) =>
        await jail.run({ command: ['/bin/sh', '-ec', script] }, { timeoutMs: 200_000, signal: new AbortController().signal });
      expect(await run('mkdir n; cd n; npm init -y >/dev/null; npm install left-pad@1.3.0')).toMatchObject({ exit: 0 });
      expect(await run('python3 -m venv v; v/bin/pip install six==1.16.0')).toMatchObject({ exit: 0 });
      expect(await run('mkdir g; cd g; go mod init pier; go get github.com/google/uuid@v1.6.0; go mod download')).toMatchObject({
        exit: 0,
      });
      await jail.close();
      await proxy.close();
    });
  },
);
