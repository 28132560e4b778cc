import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { firstOf } from '../chain.ts';
import { requestOf } from '../request.fixture.ts';
import { javaWithin } from './java.ts';
import { carriedByMaven, javaPackages, projectOf, type MavenServer } from './maven.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-maven-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

it('takes the first Java that the server runs on', () => {
  const all = [8, 25, 17, 21].map((major) => ({ home: `/java/${major}`, program: `/java/${major}/bin/java`, major }));
  expect(javaWithin({ least: 11 }, all)?.major).toBe(25);
  expect(javaWithin({ least: 11, most: 23 }, all)?.major).toBe(17);
  expect(javaWithin({ least: 26 }, all)).toBeNull();
});

it('writes a project that only depends', () => {
  const text = projectOf(['harbour:quay:1.2'], ['harbour:anchor']);
  expect(text).toContain(
    '<groupId>harbour</groupId><artifactId>quay</artifactId><version>1.2</version>' +
      '<exclusions><exclusion><groupId>harbour</groupId><artifactId>anchor</artifactId></exclusion></exclusions>',
  );
});

it('says what to install where Maven is missing', async () => {
  vi.stubEnv('PATH', home);
  const quay: MavenServer = { title: 'Quay', name: 'quay', version: '1.2', dependencies: ['harbour:quay:1.2'], java: { least: 8 } };
  expect(carriedByMaven(quay)).toBeNull();
  await expect(firstOf([() => null], requestOf('reader', 'tika', home), javaPackages)).rejects.toMatchObject({
    code: 'server.missing',
    exit: 3,
    fix: expect.stringMatching(/install.*maven/u),
  });
});
