import { requireProgram, requirement } from '@groundwork/testing';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './example.ts';

const run = promisify(execFile);

/** Whether images can be built in earnest: the time for it, and each program. */
export function mayBuild(): boolean {
  const wanted = requirement('time for images of the examples', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');
  const there = ['buildah', 'docker-registry', 'mmdebstrap'].map((name) => requireProgram(name, `apt-get install ${name}`));
  return wanted && there.every(Boolean) && requirement('the rights to build images', process.getuid?.() === 0, 'run it as root');
}

/** A registry with an account, and what a builder takes for the official images. */
export interface Bench {
  /** `127.0.0.1:5000` */
  readonly registry: string;
  readonly login: { readonly user: string; readonly password: string };
  /** Gives the builder an empty store: nothing of what was built before is at hand. */
  forget(): Promise<void>;
  /** Digests of an image's layers, as the registry has them. */
  layers(reference: string): Promise<readonly string[]>;
  /** Runs a command in a container of an image, as the image says; ends it with `stop`. */
  start(image: string, env: Readonly<Record<string, string>>, command?: readonly string[]): Promise<Container>;
  close(): Promise<void>;
}

export interface Container {
  readonly output: () => string;
  /** Exit code, once it ended by itself. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

// `htpasswd -nbB harbour tides`: an account of this bench alone.
const account = 'harbour:$2b$04$tMD0Ekuw4V/4zB4auzm7r.9Db6jRdDo7kgt1JA8M4hVztaY1loE2C\n';

/**
 * No public registry is needed: images under the official names are served from here, made of this Debian's own packages and the Node
 * that runs the tests. They are no copies of the official ones: other patch versions, and the slim ones are not smaller.
 */
export async function openBench(names: readonly string[]): Promise<Bench> {
  const home = mkdtempSync(join(tmpdir(), 'groundwork-bench-'));
  const port = await freePort();
  const registry = `127.0.0.1:${port}`;
  const login = { user: 'harbour', password: 'tides' };
  const kept = {
    CONTAINERS_REGISTRIES_CONF: process.env['CONTAINERS_REGISTRIES_CONF'],
    CONTAINERS_STORAGE_CONF: process.env['CONTAINERS_STORAGE_CONF'],
  };
  const server = startRegistry(home, registry);
  await until(
    () =>
      fetch(`http://${registry}/v2/`).then(
        ({ status }) => status,
        () => null,
      ),
    (status) => status === 401,
  );
  writeFileSync(
    join(home, 'registries.conf'),
    `unqualified-search-registries = ["docker.io"]
[[registry]]
prefix = "docker.io/library"
location = "${registry}/library"
insecure = true
[[registry]]
location = "${registry}"
insecure = true
`,
  );
  process.env['CONTAINERS_REGISTRIES_CONF'] = join(home, 'registries.conf');
  let stores = 0;
  const forget = async (): Promise<void> => {
    stores += 1;
    await emptyStore(home, stores - 1);
    const text = `[storage]\ndriver = "overlay"\ngraphroot = "${home}/store-${stores}"\nrunroot = "${home}/run-${stores}"\n`;
    writeFileSync(join(home, `storage-${stores}.conf`), text);
    process.env['CONTAINERS_STORAGE_CONF'] = join(home, `storage-${stores}.conf`);
  };
  await forget();
  const authfile = join(home, 'login.json');
  writeFileSync(authfile, JSON.stringify({ auths: { [registry]: { auth: Buffer.from('harbour:tides').toString('base64') } } }), {
    mode: 0o600,
  });
  await pushStandIns(
    home,
    names.map((name) => `${registry}/library/${name}`),
    authfile,
  );
  return {
    registry,
    login,
    forget,
    layers: async (reference) => {
      const [repository = '', digest = ''] = reference.slice(registry.length + 1).split('@');
      const answer = await fetch(`http://${registry}/v2/${repository}/manifests/${digest}`, {
        headers: {
          authorization: `Basic ${Buffer.from('harbour:tides').toString('base64')}`,
          accept: 'application/vnd.oci.image.manifest.v1+json',
        },
      });
      const manifest: { readonly layers: readonly { readonly digest: string }[] } = JSON.parse(await answer.text());
      return manifest.layers.map((layer) => layer.digest);
    },
    start: (image, env, command) => startContainer(image, env, command, authfile),
    close: async () => {
      await emptyStore(home, stores);
      server.kill();
      for (const [name, value] of Object.entries(kept)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function startRegistry(home: string, address: string): ChildProcess {
  const file = join(home, 'registry.yml');
  writeFileSync(join(home, 'accounts'), account);
  writeFileSync(
    file,
    JSON.stringify({
      version: 0.1,
      log: { accesslog: { disabled: true }, level: 'error' },
      storage: { filesystem: { rootdirectory: join(home, 'registry') } },
      http: { addr: address },
      auth: { htpasswd: { realm: 'harbour', path: join(home, 'accounts') } },
    }),
  );
  return spawn('docker-registry', ['serve', file], { stdio: 'ignore' });
}

async function emptyStore(home: string, number: number): Promise<void> {
  if (number === 0) return;
  await run('buildah', ['rm', '--all']).catch(() => null);
  await run('buildah', ['rmi', '--all', '--force']).catch(() => null);
  rmSync(join(home, `store-${number}`), { recursive: true, force: true });
}

const packages = ['ca-certificates', 'libstdc++6', 'passwd', 'python3', 'python3-pip', 'python3-venv', 'tzdata'];

/** One small Debian for all tests of this machine: made once. */
async function debian(): Promise<string> {
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'groundwork-tests');
  const file = join(folder, `bookworm-${packages.length}.tar`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const making = `${file}.${process.pid}`;
  await run('mmdebstrap', ['--mode=root', '--variant=minbase', '--format=tar', `--include=${packages.join(',')}`, 'bookworm', making]);
  renameSync(making, file);
  return file;
}

async function pushStandIns(home: string, references: readonly string[], authfile: string): Promise<void> {
  const context = join(home, 'stand-in');
  mkdirSync(context);
  cpSync(await debian(), join(context, 'debian.tar'));
  cpSync(process.execPath, join(context, 'node'));
  cpSync(npmFolder(), join(context, 'npm'), { recursive: true });
  cpSync('/etc/ssl/certs/ca-certificates.crt', join(context, 'authorities.crt'));
  writeFileSync(
    join(context, 'Dockerfile'),
    `FROM scratch
ADD debian.tar /
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
COPY authorities.crt /etc/ssl/certs/ca-certificates.crt
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s /usr/bin/python3 /usr/local/bin/python && ln -s /usr/bin/pip3 /usr/local/bin/pip && rm -f /usr/lib/python3*/EXTERNALLY-MANAGED
`,
  );
  const [first = '', ...others] = references;
  await run('buildah', ['build', '--isolation', 'chroot', '--tag', first, context], { maxBuffer: 64_000_000 });
  for (const name of others) await run('buildah', ['tag', first, name]);
  for (const name of references)
    await run('buildah', ['push', '--authfile', authfile, '--tls-verify=false', name], { maxBuffer: 64_000_000 });
  rmSync(context, { recursive: true });
}

/** npm as it lies beside some Node of this machine. */
function npmFolder(): string {
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'npm'))
    .find((file) => existsSync(file));
  return dirname(dirname(realpathSync(found ?? '/usr/bin/npm')));
}

async function startContainer(
  image: string,
  env: Readonly<Record<string, string>>,
  command: readonly string[] | undefined,
  authfile: string,
): Promise<Container> {
  const { stdout } = await run('buildah', ['from', '--authfile', authfile, '--tls-verify=false', image]);
  const name = stdout.trim();
  const own = await run('buildah', ['inspect', name]);
  const argv: readonly string[] = command ?? JSON.parse(own.stdout).Docker.config.Cmd;
  const variables = Object.entries(env).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  const child = spawn('buildah', ['run', '--isolation', 'chroot', ...variables, name, '--', ...argv], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => void (output += String(chunk)));
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 128)));
  return {
    output: () => output,
    ended,
    stop: async () => {
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      await ended;
      await run('buildah', ['rm', name]).catch(() => null);
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return typeof address === 'object' && address ? address.port : 0;
}
