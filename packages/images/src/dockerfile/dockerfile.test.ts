import type { Service } from '@groundwork/blueprint';
import { describe, expect, it } from 'vitest';
import { baseImagesOf } from './dockerfile.ts';
import { instructions, made, ofStage } from './quay.fixture.ts';

describe('every image', () => {
  const text = made(
    {
      install: ['pip install -r requirements.txt'],
      start: 'cd pier && uvicorn main:app --port $PORT',
      port: 80,
      health: '/health',
      systemPackages: ['libpq5'],
    },
    { 'requirements.txt': 'fastapi\n', 'pier/main.py': '' },
  );

  it('runs as a number, told its port, with the program in the place of the shell', () => {
    const last = ofStage(text, 'last');
    expect(last).toContain('USER 10001:10001');
    expect(last).toContain('EXPOSE 8080');
    expect(last.at(-1)).toBe('CMD ["sh","-c","cd pier && exec uvicorn main:app --port $PORT"]');
    expect(last.some((line) => line.includes('apt-get') && line.includes('libpq5') && line.includes('rm -rf /var/lib/apt/lists/*'))).toBe(
      true,
    );
    expect(last.find((line) => line.startsWith('HEALTHCHECK'))).toContain('GET /health HTTP');
  });

  it('keeps installers out of what runs', () => {
    expect(ofStage(text, 'last').join('\n')).not.toMatch(/pip install|RUN .*(?:npm|uv|poetry) /);
  });

  it('is pinned by digest where one is known', () => {
    expect(baseImagesOf(text)).toEqual(['docker.io/library/python:3.12-bookworm', 'docker.io/library/python:3.12-slim-bookworm']);
    const pinned = made({ install: [] }, {}, { digests: { 'docker.io/library/python:3.12-slim-bookworm': `sha256:${'a'.repeat(64)}` } });
    expect(pinned).toContain(`FROM docker.io/library/python:3.12-slim-bookworm@sha256:${'a'.repeat(64)}\n`);
    expect(baseImagesOf(pinned)).toEqual(baseImagesOf(text));
  });

  it('has no instruction that a command of the repository wrote', () => {
    const text = made({
      build: ['echo high tide\nUSER root', 'cat <<EOF\nUSER root\nEOF', 'echo \\'],
      name: 'quay\nUSER root',
      systemPackages: ['libpq5 && true\nUSER root'],
      evidence: [{ file: 'a.py', line: 1, why: 'x\nUSER root', confidence: 1 }],
    });
    expect(instructions(text).filter((line) => line.startsWith('USER'))).toEqual(['USER 10001:10001']);
    expect(text).toContain(String.raw`RUN ["/bin/sh","-c","echo high tide\nUSER root"]`);
  });

  it('builds what insists on a variable, and forgets the value', () => {
    const env: Service['env'] = [
      { name: 'SECRET_KEY', required: true, secret: true, default: null, source: 'generated', evidence: [] },
      {
        name: 'DB',
        required: true,
        secret: true,
        default: null,
        source: 'binding',
        binding: { resource: 'db', property: 'url', form: 'postgresql+psycopg' },
        evidence: [],
      },
    ];
    const text = made({ env, build: ['cd src && python manage.py collectstatic'] });
    expect(text).toContain(
      'RUN export DB=postgresql+psycopg://build:build@127.0.0.1:80/build SECRET_KEY=only-for-the-build && cd src && python manage.py collectstatic\n',
    );
    expect(text).not.toMatch(/^ENV[^\n]*SECRET_KEY/m);
  });
});

describe('what is copied', () => {
  it.each<[string, Partial<Service>, Record<string, string>, string]>([
    ['the folder of the service', { path: 'pier' }, { 'pier/main.py': '', 'tides/main.py': '' }, 'COPY pier/ /app/pier/'],
    ['what a command climbs to', { path: 'pier', start: 'cd .. && python pier/main.py' }, { 'pier/main.py': '' }, 'COPY . /app/'],
    [
      'what a module is replaced by',
      { path: 'boats/tug', language: 'go' },
      { 'boats/tug/go.mod': 'replace harbour => ../common', 'boats/common/go.mod': '', 'x/y': '' },
      'COPY boats/ /app/boats/',
    ],
    [
      'what is imported',
      { path: 'web', language: 'node' },
      {
        'web/package.json': '{}',
        'web/package-lock.json': '',
        'web/src/a.ts': "import { tide } from '../../tides/level.js';",
        'tides/level.js': '',
      },
      'COPY . /app/',
    ],
    [
      'a path that only looks like one',
      { path: 'web', language: 'node' },
      { 'web/package.json': '{}', 'web/src/a.ts': "import x from '../../../elsewhere/b'" },
      'COPY web/ /app/web/',
    ],
    [
      'the solution',
      { path: 'src/quay', language: 'dotnet' },
      {
        'src/quay/quay.csproj': '<ProjectReference Include="..\\\\tides\\\\tides.csproj" />'.replaceAll('\\\\', '\\'),
        'src/tides/tides.csproj': '',
      },
      'COPY src/ /app/src/',
    ],
  ])('%s', (_, service, texts, expected) => {
    expect(instructions(made({ install: [], build: ['true'], ...service }, texts))).toContain(expected);
  });
});

describe('what runs', () => {
  it.each<[string, Partial<Service>, string[]]>([
    [
      'a binary of Go',
      { language: 'go', build: ['go build -o bin/quay .'], start: './bin/quay' },
      ['FROM docker.io/library/debian:bookworm-slim', 'COPY --from=build --chown=10001:10001 /app /app'],
    ],
    [
      'an archive of Java',
      { language: 'java', runtime: { version: '17', packageManager: 'maven' }, build: ['mvn package'], start: 'java -jar target/quay.jar' },
      [
        'FROM docker.io/library/eclipse-temurin:17-jre-noble',
        'COPY --from=build --chown=10001:10001 /app/target/quay.jar /app/target/quay.jar',
      ],
    ],
    [
      'published assemblies',
      { language: 'dotnet', build: ['dotnet publish -o out'], start: 'cd out && dotnet quay.dll' },
      ['FROM mcr.microsoft.com/dotnet/aspnet:8.0', 'COPY --from=build --chown=10001:10001 /app/out /app/out'],
    ],
    [
      'a crate of a workspace',
      { path: 'quay', language: 'rust', build: ['cargo build --release'], start: '../target/release/quay' },
      ['FROM docker.io/library/debian:bookworm-slim', 'CMD ["sh","-c","exec ../target/release/quay"]'],
    ],
    [
      'a page',
      { kind: 'static', language: 'node', build: ['npm run build'], port: null },
      ['FROM docker.io/library/nginx:1.30-trixie', 'COPY --from=build /srv/site /srv/site/', 'STOPSIGNAL SIGQUIT', 'EXPOSE 8080'],
    ],
    [
      'a page that is not built',
      { kind: 'static', language: 'static', path: 'page', port: null },
      ['FROM docker.io/library/nginx:1.30-trixie', 'COPY page/ /srv/site/'],
    ],
    [
      'a model on a GPU',
      { gpu: 'required', install: ['pip install -r requirements.txt'] },
      ['COPY --from=cuda /usr/local/cuda/ /usr/local/cuda/'],
    ],
  ])('%s', (_, service, expected) => {
    expect(ofStage(made(service, { 'requirements.txt': 'onnxruntime-gpu\n' }), 'last')).toEqual(expect.arrayContaining(expected));
  });

  it('a model whose packages bring CUDA along gets no second one', () => {
    expect(made({ gpu: 'required', install: ['pip install -r requirements.txt'] }, { 'requirements.txt': 'torch==2.7\n' })).not.toContain(
      'nvidia/cuda',
    );
  });

  it('development dependencies stay behind where nothing that starts names one', () => {
    const of = (text: string): string =>
      made(
        { language: 'node', install: ['npm ci'], start: 'npm start' },
        { 'package.json': text, 'package-lock.json': '', 'server.js': "import express from 'express';" },
      );
    expect(of('{"scripts":{"start":"node server.js"},"devDependencies":{"eslint":"9"}}')).toContain('RUN npm prune --omit=dev');
    expect(of('{"scripts":{"start":"eslint && node server.js"},"devDependencies":{"eslint":"9"}}')).not.toContain('prune');
    expect(of('{"scripts":{"start":"node server.js"},"devDependencies":{"express":"5"}}')).not.toContain('prune');
  });

  it('a builder that hashes as of old is allowed to', () => {
    const of = (version: string): string =>
      made(
        { language: 'node', runtime: { version, packageManager: 'npm' } },
        { 'package.json': '{"devDependencies":{"react-scripts":"^4.0.3"}}' },
      );
    expect(of('20')).toContain('NODE_OPTIONS=--openssl-legacy-provider');
    expect(of('16')).not.toContain('NODE_OPTIONS');
  });
});

it.each([
  ['python', '3.6', 'python:3.6-bullseye'],
  ['node', '14', 'node:14-bullseye'],
  ['go', '1.18', 'golang:1.26-bookworm'],
  ['ruby', '2.7', 'ruby:2.7-bullseye'],
  ['php', '7.4', 'php:7.4-cli-bullseye'],
  ['java', '1.8', 'eclipse-temurin:8-jdk-noble'],
  ['rust', '1.88', 'rust:1.88-bookworm'],
] as const)('%s %s has a base image', (language, version, expected) => {
  expect(baseImagesOf(made({ language, runtime: { version, packageManager: null }, build: ['true'] }))).toContain(
    `docker.io/library/${expected}`,
  );
});
