import { silentHost, type Host } from '@groundwork/host';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServersMissing, type MissingServer } from './missing.ts';
import { installMissing } from './system-packages.ts';

const shelves: MissingServer = { name: 'shelves', type: 'mysql', lacks: { apt: 'mariadb-server', brew: 'mariadb', service: 'mariadb' } };
const loans: MissingServer = { name: 'loans', type: 'rabbitmq', lacks: { apt: 'rabbitmq-server', brew: 'rabbitmq' } };
const bus: MissingServer = {
  name: 'bus',
  type: 'azure_servicebus',
  lacks: { unserved: 'it has no server of its own', get: 'use a namespace of Azure' },
};

describe('servers that are missing', () => {
  it('are all named at once, with one command', () => {
    expect(new ServersMissing([shelves, loans])).toMatchObject({
      code: 'server.missing',
      exit: 3,
      message: 'shelves needs MySQL or MariaDB and loans needs RabbitMQ, and this machine has no server for them',
      fix: expect.stringMatching(/(apt-get install mariadb-server rabbitmq-server|brew install mariadb rabbitmq)$/u),
    });
  });

  it('are told apart from what nothing here can run', () => {
    expect(new ServersMissing([bus, loans])).toMatchObject({
      code: 'server.missing',
      message: expect.stringMatching(/no server for it; bus needs Azure Service Bus, which `up` cannot bring up here: it has no/u),
    });
    expect(new ServersMissing([bus])).toMatchObject({ code: 'server.unsupported', fix: expect.stringContaining('bus: { ignore: true }') });
  });
});

describe('a package of the system', () => {
  let home: string;
  let log: string;
  const asked: string[] = [];
  const person = (answer: boolean): Host => ({
    ...silentHost,
    confirm: async (question) => {
      asked.push(question);
      return answer;
    },
  });
  /** Puts a package manager first on PATH that notes what it is asked and ends as told. */
  const manager = (script: string): void => {
    for (const name of ['apt-get', 'brew', 'sudo']) {
      const file = join(home, name);
      writeFileSync(file, name === 'sudo' ? '#!/bin/sh\nexec "$@"\n' : `#!/bin/sh\necho "$@" >> ${home}/calls\n${script}\n`);
      chmodSync(file, 0o755);
    }
  };
  const calls = (): string[] => readFileSync(join(home, 'calls'), 'utf8').trim().split('\n');

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'groundwork-packages-'));
    log = join(home, 'packages.log');
    writeFileSync(join(home, 'calls'), '');
    vi.stubEnv('PATH', `${home}:${process.env['PATH']}`);
    asked.length = 0;
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true });
  });

  it('is installed once a person agreed to the command', async () => {
    manager('exit 0');
    expect(await installMissing([shelves, loans], { host: person(true), install: false, log })).toBe(true);
    expect(asked).toEqual([expect.stringMatching(/install (-y mariadb-server rabbitmq-server|mariadb rabbitmq)/u)]);
    expect(calls()).toEqual([expect.stringMatching(/^install /u)]);
  });

  it('is not touched without consent', async () => {
    manager('exit 0');
    expect(await installMissing([shelves], { host: person(false), install: false, log })).toBe(false);
    expect(await installMissing([shelves], { host: silentHost, install: false, log })).toBe(false);
    expect(calls()).toEqual(['']);
  });

  it('needs no question when consent was given beforehand', async () => {
    manager('exit 0');
    expect(await installMissing([shelves], { host: person(false), install: true, log })).toBe(true);
    expect(asked).toEqual([]);
  });

  it('is no use where something else is missing too', async () => {
    manager('exit 0');
    expect(await installMissing([shelves, bus], { host: person(true), install: true, log })).toBe(false);
    expect(calls()).toEqual(['']);
  });

  it('that cannot be installed says why', async () => {
    manager('echo "E: Unable to locate package"; exit 100');
    await expect(installMissing([shelves], { host: person(true), install: false, log })).rejects.toMatchObject({
      code: 'package.not_installed',
      message: expect.stringContaining('Unable to locate package'),
      where: log,
    });
  });
});
