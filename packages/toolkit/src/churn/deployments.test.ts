import { forgeDouble, type ForgeDouble } from '@groundwork/forge/testing';
import { silentHost } from '@groundwork/host';
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { churnFolder } from './churn-folder.ts';

let folder: string;
let forge: ForgeDouble;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'berths-'));
  forge = await forgeDouble({ kind: 'github' });
  const git = (...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@harbour.test', ...words], { cwd: folder, encoding: 'utf8' }).trim();
  git('init', '--quiet');
  writeFileSync(join(folder, 'berths.txt'), 'one\n');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Begin');
  git('remote', 'add', 'fork', 'https://github.com/pilot/berths.git');
  git('remote', 'add', 'origin', `${forge.url}/harbour/berths.git`);
  const sha = git('rev-parse', 'HEAD');
  for (let id = 1; id <= 4; id += 1) {
    const at = new Date(Date.now() + id * 3_600_000).toISOString();
    forge.deployments.push({
      id,
      sha,
      environment: id === 4 ? 'quay' : 'production',
      at,
      statuses: [{ state: id === 2 ? 'failure' : 'success', at }],
    });
  }
});
afterEach(async () => {
  await forge.close();
  rmSync(folder, { recursive: true, force: true });
});

const read = (more: Partial<Parameters<typeof churnFolder>[1]> = {}) =>
  churnFolder(folder, { host: silentHost, env: { PATH: process.env['PATH'], ...forge.env }, ...more });

it('asks a forge where that is wanted and nowhere else, and keeps what it said', async () => {
  expect((await read()).report.delivery).toBeNull();
  expect(forge.asked).toEqual([]);
  const { report } = await read({ deployments: 'forge' });
  expect(report.delivery).toMatchObject({
    source: 'forge',
    environment: 'production',
    estimate: true,
    last: { deployments: 3, changeFailureRate: { failed: 1 } },
  });
  const [file = ''] = globSync(join(folder, '.groundwork', 'churn', '*', 'forge.json'));
  const kept = readFileSync(file, 'utf8');
  expect(JSON.parse(kept)).toMatchObject([
    { environments: ['production', 'Production'], deployments: [{ id: 1 }, { id: 2, state: 'failed' }, { id: 3 }] },
  ]);
  expect(kept).not.toContain(forge.token);
  expect((await read({ deployments: 'forge', environment: 'quay' })).report.delivery).toMatchObject({
    environment: 'quay',
    last: { deployments: 1 },
  });
  writeFileSync(file, '[{"version":7}]');
  expect((await read({ deployments: 'forge' })).report.delivery?.last.deployments).toBe(3);
});

it('says that there is none, and of whom', async () => {
  const { report } = await read({ deployments: 'forge', environment: 'moon' });
  expect(report.delivery).toBeNull();
  expect(report.notes).toContainEqual(
    expect.objectContaining({ code: 'delivery.none', message: expect.stringMatching(/no deployment of harbour\/berths to moon/) }),
  );
});

it('wants a remote, and a token', async () => {
  await expect(read({ deployments: 'forge', env: { GH_HOST: forge.host } })).rejects.toMatchObject({ code: 'forge.no_token', exit: 3 });
  for (const name of ['fork', 'origin']) execFileSync('git', ['remote', 'remove', name], { cwd: folder });
  await expect(read({ deployments: 'forge' })).rejects.toMatchObject({ code: 'churn.no_remote', exit: 3 });
});
