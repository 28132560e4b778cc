import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { withLogin } from './login.ts';

afterEach(() => vi.unstubAllEnvs());

it('a login lies beside those of the person, for its owner alone, and is gone afterwards', async () => {
  const own = mkdtempSync(join(tmpdir(), 'docker-'));
  mkdirSync(own, { recursive: true });
  writeFileSync(
    join(own, 'config.json'),
    JSON.stringify({
      auths: { 'ghcr.io': { auth: 'x' } },
      credsStore: 'desktop',
      credHelpers: { 'quay.example': 'pass' },
      currentContext: 'pier',
    }),
  );
  vi.stubEnv('DOCKER_CONFIG', own);
  let folder = '';
  const config: unknown = await withLogin('quay.example', { user: 'harbour', password: 'tides' }, async (at) => {
    folder = at;
    expect(statSync(join(at, 'config.json')).mode & 0o777).toBe(0o600);
    expect(statSync(at).mode & 0o777).toBe(0o700);
    return JSON.parse(readFileSync(join(at, 'config.json'), 'utf8'));
  });
  expect(config).toEqual({
    auths: { 'ghcr.io': { auth: 'x' }, 'quay.example': { auth: Buffer.from('harbour:tides').toString('base64') } },
    credHelpers: {},
    cliPluginsExtraDirs: [join(own, 'cli-plugins')],
    currentContext: 'pier',
  });
  expect(existsSync(folder)).toBe(false);
  rmSync(own, { recursive: true });
});

it('is gone after a failure as well', async () => {
  let folder = '';
  const failing = withLogin('quay.example', null, async (at) => {
    folder = at;
    throw new Error('ebb');
  });
  await expect(failing).rejects.toThrow('ebb');
  expect(existsSync(folder)).toBe(false);
});
