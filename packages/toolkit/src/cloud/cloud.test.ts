import { recordedDeploymentSchema } from '@groundwork/churn';
import { silentHost } from '@groundwork/host';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deployCloud } from './deploy.ts';
import { destroyCloud } from './destroy.ts';
import { addEnvironment, findEnvironment, listEnvironments, removeEnvironment } from './environments.ts';
import { statusCloud } from './observe.ts';
import { planCloud } from './plan.ts';
import { quay } from './quay.fixture.ts';
import { readRecord } from './record.ts';
import { targetTable } from './targets.ts';
import { runCloud } from './run.ts';
import { listCloudSecrets, setCloudSecret } from './secrets.ts';

let pier: string;
let cloud: string;

beforeEach(() => {
  pier = mkdtempSync(join(tmpdir(), 'pier-'));
  cloud = mkdtempSync(join(tmpdir(), 'quay-'));
  writePier();
});

afterEach(() => {
  for (const folder of [pier, cloud]) rmSync(folder, { recursive: true });
});

function writePier({ start = 'node server.js', more = '' } = {}): void {
  writeFileSync(
    join(pier, 'package.json'),
    JSON.stringify({ name: 'pier', scripts: { start }, dependencies: { express: '5.0.0', pg: '8.0.0', stripe: '18.0.0' } }),
  );
  writeFileSync(
    join(pier, 'server.js'),
    `const { Pool } = require('pg');
new Pool({ connectionString: process.env.DATABASE_URL });
require('express')().listen(process.env.PORT);
${more}`,
  );
}

const options = () => ({
  host: silentHost,
  env: { QUAY_KEY: 'k' },
  targets: { ...targetTable, aws: async () => quay(cloud) },
  builder: async () => null,
});
const agreed = () => ({ ...options(), consent: async () => true });
const deploy = () => deployCloud(pier, 'aws', { ...agreed() });

describe('environments', () => {
  it('are kept in groundwork.yaml, beside what stands there', async () => {
    writeFileSync(join(pier, 'groundwork.yaml'), '# ours\nname: pier # the old one\n');
    await addEnvironment(pier, 'staging', { target: 'aws', region: 'eu-west-1' });
    expect(readFileSync(join(pier, 'groundwork.yaml'), 'utf8')).toBe(
      '# ours\nname: pier # the old one\nenvironments:\n  staging:\n    target: aws\n    region: eu-west-1\n',
    );
    expect(listEnvironments(pier).map(({ name }) => name)).toEqual(['staging']);
    await removeEnvironment(pier, 'staging');
    expect(readFileSync(join(pier, 'groundwork.yaml'), 'utf8')).toBe('# ours\nname: pier # the old one\n');
  });

  it('have the name of their target where nothing is written down', () => {
    expect(findEnvironment(pier, 'gcp')).toEqual({ name: 'gcp', settings: { target: 'gcp' }, declared: false });
  });

  it.each([
    [{ target: 'moon' }, 'environment.settings'],
    [{ target: 'aws', region: 7 }, 'environment.settings'],
  ])('refuse %o', async (settings, code) => {
    await expect(addEnvironment(pier, 'staging', settings)).rejects.toMatchObject({ code });
  });

  it.each(['local', 'Stage', '../x'])('cannot be called %s', async (name) => {
    await expect(addEnvironment(pier, name, { target: 'aws' })).rejects.toMatchObject({ code: 'environment.name' });
  });

  it('that nobody knows are an error that lists those there are', () => {
    expect(() => findEnvironment(pier, 'prod')).toThrow(expect.objectContaining({ code: 'environment.unknown' }));
  });
});

describe('a plan', () => {
  it('is made without an account, and says that nothing was compared', async () => {
    const plan = await planCloud(pier, 'aws', { ...options(), env: {} });
    expect(plan.uncompared?.code).toBe('target.not_allowed');
    expect(plan.items.map(({ id, action }) => [id, action])).toEqual([
      ['service:pier', 'create'],
      ['resource:db', 'create'],
    ]);
  });

  it('names what differs from what is there', async () => {
    await deploy();
    expect((await planCloud(pier, 'aws', options())).counts).toMatchObject({ none: 2, create: 0, update: 0 });
    writePier({ start: 'node server.js --tide' });
    const { items } = await planCloud(pier, 'aws', options());
    expect(items.find(({ id }) => id === 'service:pier')).toMatchObject({ action: 'update' });
  });

  it('says what the target has nothing for, and a deployment refuses it', async () => {
    writeFileSync(
      join(pier, 'package.json'),
      JSON.stringify({ name: 'pier', scripts: { start: 'node server.js' }, dependencies: { express: '5.0.0', kafkajs: '2.0.0' } }),
    );
    writeFileSync(
      join(pier, 'server.js'),
      "const { Kafka } = require('kafkajs');\nnew Kafka({ brokers: [process.env.BROKER] });\nrequire('express')().listen(process.env.PORT);\n",
    );
    expect((await planCloud(pier, 'aws', options())).unsupported).toMatchObject([{ type: 'kafka', why: 'a quay has no streams' }]);
    await expect(deploy()).rejects.toMatchObject({ code: 'target.unsupported', where: 'server.js:2' });
  });
});

describe('a deployment', () => {
  it('changes nothing without consent', async () => {
    await expect(deployCloud(pier, 'aws', { ...options(), consent: async () => null })).rejects.toMatchObject({
      code: 'deploy.consent_needed',
      exit: 3,
    });
    expect((await statusCloud(pier, 'aws', options())).phase).toBe('absent');
  });

  it('is remembered here with what it costs, and forgotten when it is destroyed', async () => {
    const { status } = await deploy();
    expect(status.services).toMatchObject([{ name: 'pier', state: 'ready' }]);
    expect(readRecord(pier, 'aws')?.plan.items).toHaveLength(2);
    await destroyCloud(pier, 'aws', { ...options(), deleting: ['db'], consent: async () => [] });
    expect(readRecord(pier, 'aws')).toBeNull();
    expect((await statusCloud(pier, 'aws', options())).phase).toBe('absent');
  });

  it('that does not become well ends with what became of it', async () => {
    writeFileSync(join(pier, 'groundwork.yaml'), 'services: { pier: { start: sink } }\n');
    await expect(deploy()).rejects.toMatchObject({ message: 'pier did not become well. The release of before runs' });
  });

  it('is written down with how it ended, for delivery metrics', async () => {
    await deploy();
    writeFileSync(join(pier, 'groundwork.yaml'), 'services: { pier: { start: sink } }\n');
    await expect(deploy()).rejects.toThrow('did not become well');
    const lines = readFileSync(join(pier, '.groundwork', 'aws', 'deployments.jsonl'), 'utf8')
      .trim()
      .split('\n');
    expect(lines.map((line) => recordedDeploymentSchema.parse(JSON.parse(line)))).toMatchObject([
      { environment: 'aws', revision: null, outcome: 'succeeded' },
      { environment: 'aws', revision: null, outcome: 'failed' },
    ]);
  });

  it('waits for a secret that the code does not work without', async () => {
    writePier({ more: "const key = process.env.STRIPE_SECRET_KEY;\nif (!key) throw new Error('no key');\nrequire('stripe')(key);\n" });
    await expect(deploy()).rejects.toMatchObject({
      code: 'deploy.secret_missing',
      fix: 'gw secrets set STRIPE_SECRET_KEY --env aws',
      where: 'server.js:4',
    });
    await setCloudSecret(pier, 'aws', 'STRIPE_SECRET_KEY', { ...options(), read: async () => 'sk_tide' });
    expect(await listCloudSecrets(pier, 'aws', options())).toMatchObject([{ name: 'STRIPE_SECRET_KEY', given: true }]);
    await deploy();
  });
});

describe('destroying', () => {
  it('keeps data that nobody named', async () => {
    await deploy();
    expect(await destroyCloud(pier, 'aws', { ...options(), deleting: [], consent: async () => [] })).toEqual({ kept: ['db'], left: [] });
    expect((await statusCloud(pier, 'aws', options())).stateful).toEqual(['db']);
  });

  it('refuses a name nothing has', async () => {
    await deploy();
    await expect(destroyCloud(pier, 'aws', { ...options(), deleting: ['dbb'], consent: async () => [] })).rejects.toMatchObject({
      code: 'destroy.unknown_name',
    });
  });
});

it('a program runs there with further options, quoted', async () => {
  const lines: string[] = [];
  const run = (...words: string[]) => runCloud(pier, 'aws', 'pier', { ...agreed(), words, onLine: ({ text }) => void lines.push(text) });
  expect(await run('--tide', "high 'n dry")).toBe(0);
  expect(await run('node', 'sink.js')).toBe(1);
  expect(lines).toEqual([String.raw`npm start -- --tide 'high '\''n dry'`, 'node sink.js']);
});
