import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { placeOf } from '../place/place.ts';
import { tokenFor } from './token.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pilot-'));
  mkdirSync(join(home, 'bin'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** A program of the person's that answers only to exactly these arguments. */
function program(name: string, args: string, answer: string): void {
  writeFileSync(join(home, 'bin', name), `#!/bin/sh\n[ "$*" = '${args}' ] || exit 1\nprintf '%s\\n' '${answer}'\n`);
  chmodSync(join(home, 'bin', name), 0o755);
}

const of = (origin: string, kind: 'github' | 'gitlab', env: Readonly<Record<string, string>> = {}) =>
  tokenFor(
    placeOf(kind, origin, 'harbour/berths'),
    { PATH: `${join(home, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`, HOME: home, GIT_CONFIG_NOSYSTEM: '1', ...env },
    AbortSignal.timeout(30_000),
  );

it('takes it from where the person has it, for one server each', async () => {
  expect(await of('https://github.com', 'github', { GITHUB_TOKEN: 'second', GH_TOKEN: 'first' })).toEqual({
    value: 'first',
    from: 'GH_TOKEN',
  });
  expect(await of('https://harbour.ghe.com', 'github', { GH_TOKEN: 'first' })).toMatchObject({ value: 'first' });
  const elsewhere = {
    GH_TOKEN: 'of github.com',
    GITHUB_TOKEN: 'of github.com',
    GITLAB_TOKEN: 'of gitlab.com',
    GH_ENTERPRISE_TOKEN: 'of another',
    GH_HOST: 'another.example',
  };
  expect(await of('https://code.harbour.example', 'github', elsewhere)).toBeNull();
  expect(await of('https://code.harbour.example', 'gitlab', elsewhere)).toBeNull();
  const actions = { GITHUB_TOKEN: 'of the job', GITHUB_SERVER_URL: 'https://code.harbour.example' };
  expect(await of('https://code.harbour.example', 'github', actions)).toMatchObject({ value: 'of the job' });
});

it('asks the command line of the forge, and then git', async () => {
  expect(await of('https://github.com', 'github')).toBeNull();
  program('gh', 'auth token --hostname github.com', 'gho_of_the_keyring');
  program('glab', 'config get token --host gitlab.com', 'glpat_of_the_file');
  expect(await of('https://github.com', 'github')).toEqual({ value: 'gho_of_the_keyring', from: 'gh auth token' });
  expect(await of('https://gitlab.com', 'gitlab')).toEqual({ value: 'glpat_of_the_file', from: 'glab config get' });
  expect(await of('https://code.harbour.example', 'github')).toBeNull();
  writeFileSync(
    join(home, '.gitconfig'),
    `[credential "https://code.harbour.example"]\n\thelper = "!f() { test \\"$1\\" = get && echo username=pilot && echo password=of_the_helper; }; f"\n`,
  );
  expect(await of('https://code.harbour.example', 'github')).toEqual({ value: 'of_the_helper', from: 'git credential' });
  expect(await of('https://other.harbour.example', 'github')).toBeNull();
});

it('takes no sentence for a token', async () => {
  program('gh', 'auth token --hostname github.com', 'no oauth token found');
  expect(await of('https://github.com', 'github')).toBeNull();
});
