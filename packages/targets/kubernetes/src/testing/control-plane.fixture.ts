import { requirement, toolFolder, toolProgram } from '@groundwork/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, fetch } from 'undici';
import { startNode, type FakeNode } from './node.fixture.ts';

/** A real interface and controller manager of Kubernetes over a real etcd, with one node that only says what pods do. */
export interface ControlPlane {
  readonly kubeconfig: string;
  readonly node: FakeNode;
  /** A kubeconfig of somebody who may do nothing yet. */
  readonly guest: string;
  /** Asks the interface as its administrator. */
  ask(method: string, path: string, body?: unknown, type?: string): Promise<{ status: number; json: Record<string, unknown> }>;
  stop(): Promise<void>;
}

/** The tests with it take minutes. */
export const hasControlPlane = (): boolean =>
  requirement('time for a real Kubernetes', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test') &&
  requirement('a Kubernetes control plane', toolProgram('control-plane') !== null, 'npm run tools -- control-plane');

/** Starts it in some seconds; everything is in a folder that goes with it. */
export async function startControlPlane(): Promise<ControlPlane> {
  const home = mkdtempSync(join(tmpdir(), 'groundwork-control-plane-'));
  const bin = (name: string): string => join(toolFolder('control-plane'), 'bin', name);
  const [etcd, peer, secure, kubelet] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const at = (name: string): string => join(home, name);
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  writeFileSync(at('accounts.key'), privateKey, { mode: 0o600 });
  writeFileSync(at('accounts.pub'), publicKey);
  writeFileSync(at('tokens.csv'), 'head-baker,head-baker,1,system:masters\napprentice,apprentice,2\n', { mode: 0o600 });
  const children: ChildProcess[] = [];
  const start = (name: string, args: readonly string[]): void => {
    const log = openSync(at(`${name}.log`), 'w');
    children.push(spawn(bin(name), args, { stdio: ['ignore', log, log] }));
  };
  const kill = (): void => children.forEach((child) => child.kill('SIGKILL'));
  process.once('exit', kill);
  const client = `http://127.0.0.1:${etcd}`;
  start('etcd', [
    `--data-dir=${at('etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-cluster=default=http://127.0.0.1:${peer}`,
    '--unsafe-no-fsync',
    '--log-level=error',
  ]);
  start('kube-apiserver', [
    `--etcd-servers=${client}`,
    `--secure-port=${secure}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    `--cert-dir=${at('certificates')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${at('accounts.pub')}`,
    `--service-account-signing-key-file=${at('accounts.key')}`,
    `--token-auth-file=${at('tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--service-cluster-ip-range=10.0.0.0/16',
    '--profiling=false',
  ]);
  const server = `https://127.0.0.1:${secure}`;
  const agent = new Agent({ connect: { rejectUnauthorized: false } });
  const ask: ControlPlane['ask'] = async (method, path, body, type = 'application/json') => {
    const response = await fetch(`${server}${path}`, {
      method,
      headers: { authorization: 'Bearer head-baker', ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      dispatcher: agent,
    });
    const text = await response.text();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- tests look into what they themselves have made
    return { status: response.status, json: (text.startsWith('{') ? JSON.parse(text) : { text }) as Record<string, unknown> };
  };
  await until(
    async () => (await ask('GET', '/readyz')).status === 200,
    () => `${tail(at('kube-apiserver.log'))}\n${tail(at('etcd.log'))}`,
  );
  const certificate = at('certificates/apiserver.crt');
  const configFor = (user: string): string => {
    const file = at(`${user}.kubeconfig`);
    writeFileSync(file, kubeconfigOf(server, certificate, user), { mode: 0o600 });
    return file;
  };
  const kubeconfig = configFor('head-baker');
  start('kube-controller-manager', [
    `--kubeconfig=${kubeconfig}`,
    `--root-ca-file=${certificate}`,
    `--service-account-private-key-file=${at('accounts.key')}`,
    '--leader-elect=false',
    '--secure-port=0',
    // Nobody renews the node's lease.
    '--controllers=*,-node-lifecycle-controller,-taint-eviction-controller',
  ]);
  const node = await startNode(ask, {
    port: kubelet,
    certificate: readFileSync(certificate),
    key: readFileSync(at('certificates/apiserver.key')),
  });
  return {
    kubeconfig,
    node,
    guest: configFor('apprentice'),
    ask,
    stop: async () => {
      await node.stop();
      await agent.close();
      await Promise.all(children.map(ended));
      process.off('exit', kill);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exit;
}

const kubeconfigOf = (server: string, certificate: string, user: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'bakery', cluster: { server, 'certificate-authority': certificate } }],
    users: [{ name: user, user: { token: user } }],
    contexts: [{ name: 'bakery', context: { cluster: 'bakery', user } }],
    'current-context': 'bakery',
  });

async function until(check: () => Promise<boolean>, why: () => string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await check().catch(() => false)) return;
    await pause(100);
  }
  throw new Error(`The control plane did not come up: ${why()}`);
}

const tail = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8').slice(-1500) : '');

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
