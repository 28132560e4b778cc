import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Service } from '@groundwork/blueprint';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serviceOf } from '../harbour.fixture.ts';
import { dotnetToolchain } from './dotnet/dotnet.ts';
import { goToolchain } from './go/go.ts';
import { javaToolchain } from './java/java.ts';
import { phpToolchain } from './php/php.ts';
import { rubyToolchain } from './ruby/ruby.ts';
import { rustToolchain } from './rust/rust.ts';
import { substitute, type ToolchainRequest } from './toolchain.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'harbour-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

const asks = (version: string | null, fields: Partial<Service> = {}): ToolchainRequest => ({
  service: serviceOf('crane', { runtime: { version, packageManager: null }, ...fields }),
  cwd: dir,
  dir,
  toolchains: join(dir, '.groundwork'),
});
const installed = (...versions: string[]) => versions.map((version) => ({ program: `/opt/${version}/bin/tool`, version }));
const jdks = (...versions: string[]) => versions.map((version) => ({ home: `/opt/jdk-${version}`, program: '', version }));
const write = (file: string, text: string, mode = 0o644): void => {
  mkdirSync(dirname(join(dir, file)), { recursive: true });
  writeFileSync(join(dir, file), text);
  chmodSync(join(dir, file), mode);
};
/** Only these programs are on PATH. */
const onPath = (...names: string[]): void => {
  for (const name of names) write(`bin/${name}`, '#!/bin/sh\n', 0o755);
  vi.stubEnv('PATH', join(dir, 'bin'));
};

describe('Go', () => {
  it('builds with any that is new enough', () => {
    expect(goToolchain(asks('1.18'), installed('1.17.3', '1.26.8'))).toMatchObject({ title: 'go 1.26.8', env: { GOTOOLCHAIN: 'local' } });
  });

  it('fetches a newer one by itself', () => {
    expect(goToolchain(asks('1.27'), installed('1.26.8'))).toMatchObject({ title: 'go 1.27', env: { GOTOOLCHAIN: 'auto' } });
  });

  it('is missing where the one there is cannot fetch another', () => {
    expect(() => goToolchain(asks('1.22'), installed('1.19.8'))).toThrow(expect.objectContaining({ code: 'toolchain.missing', exit: 3 }));
  });

  it('builds the programs its commands call into a folder of the environment', () => {
    onPath();
    const { setup, env } = goToolchain(asks('1.22', { release: ['goose up'] }), installed('1.26.8'));
    expect(setup).toEqual([
      { argv: ['/usr/bin/env', 'GOTOOLCHAIN=auto', '/opt/1.26.8/bin/tool', 'install', 'github.com/pressly/goose/v3/cmd/goose@latest'] },
    ]);
    expect(env['GOBIN']).toBe(join(dir, '.groundwork/go/bin'));
  });
});

describe('Java', () => {
  const commandOf = (request: ToolchainRequest): string =>
    substitute(request.service.build[0] ?? '', javaToolchain(request, jdks('17.0.15')).substitutes);
  const builds = (command: string) => asks('17', { build: [command] });

  it.each([
    ['11', '17.0.15', true],
    ['1.8', '17.0.15', true],
    ['21', '25.0.3', true],
    ['17', '17.0.15', false],
    [null, '17.0.15', false],
  ])('asked for %s is %s', (wanted, version, other) => {
    const { env, warning } = javaToolchain(asks(wanted), jdks('17.0.15', '25.0.3'));
    expect(env['JAVA_HOME']).toBe(`/opt/jdk-${version}`);
    expect(warning !== null).toBe(other);
  });

  it('is built by Maven where the wrapper would have to fetch it', () => {
    onPath('mvn');
    write('mvnw', '#!/bin/sh\n', 0o755);
    write('.mvn/wrapper/maven-wrapper.properties', 'distributionUrl=https\\://repo.example.org/apache-maven-3.9.12-bin.zip\n');
    vi.stubEnv('MAVEN_USER_HOME', join(dir, 'm2'));
    expect(commandOf(builds('./mvnw -B package'))).toBe('mvn -B package');
    write('m2/wrapper/dists/apache-maven-3.9.12/59fe215c/bin/mvn', '', 0o755);
    expect(commandOf(builds('./mvnw -B package'))).toBe('./mvnw -B package');
  });

  it('is built by its wrapper where the machine has nothing else, executable or not', () => {
    onPath();
    write('gradlew', '#!/bin/sh\n');
    expect(commandOf(builds('./gradlew build -x test'))).toBe('sh ./gradlew build -x test');
  });

  it('is missing what builds it', () => {
    onPath();
    expect(() => javaToolchain(builds('gradle build'), jdks('17.0.15'))).toThrow(expect.objectContaining({ fix: 'sdk install gradle' }));
    expect(() => javaToolchain(asks('17'), [])).toThrow(expect.objectContaining({ fix: 'apt-get install openjdk-17-jdk-headless' }));
  });
});

describe('Rust', () => {
  const rusts = [
    { name: 'stable-x86_64-unknown-linux-gnu', program: '/r/stable/bin/cargo', version: '1.95.0' },
    { name: '1.86.0-x86_64-unknown-linux-gnu', program: '/r/1.86/bin/cargo', version: '1.86.0' },
    { name: 'nightly-x86_64-unknown-linux-gnu', program: '/r/nightly/bin/cargo', version: '1.98.0' },
  ];

  it.each([
    ['[toolchain]\nchannel = "1.86.0"\n', '1.86.0', false],
    ['[toolchain]\nchannel = "1.90"\n', 'stable', true],
    ['[toolchain]\nchannel = "1.99"\n', 'stable', true],
    ['nightly-2025-01-01\n', 'nightly', true],
    ['stable\n', 'stable', false],
  ])('by the file %j is %s', (text, name, other) => {
    write(text.startsWith('[') ? 'rust-toolchain.toml' : 'rust-toolchain', text);
    const { env, warning } = rustToolchain(asks(null), rusts);
    expect(env['RUSTUP_TOOLCHAIN']).toBe(`${name}-x86_64-unknown-linux-gnu`);
    expect(warning !== null).toBe(other);
  });

  it('checks queries against what is kept beside the code', () => {
    expect(rustToolchain(asks(null), rusts).env).not.toHaveProperty('SQLX_OFFLINE');
    write('.sqlx/query-1.json', '{}');
    expect(rustToolchain(asks(null), rusts).env['SQLX_OFFLINE']).toBe('true');
  });

  it('builds the program of its migrations in the release its lockfile names', () => {
    onPath();
    write('Cargo.lock', '[[package]]\nname = "sqlx"\nversion = "0.8.1"\n');
    const [command] = rustToolchain(asks(null, { release: ['sqlx migrate run'] }), rusts).setup;
    expect(command).toMatchObject({ argv: expect.arrayContaining(['sqlx-cli', '--version', '^0.8']) });
  });

  it('is missing', () => {
    expect(() => rustToolchain(asks(null), [])).toThrow(expect.objectContaining({ code: 'toolchain.missing' }));
  });
});

describe('Ruby, PHP and .NET', () => {
  it('put gems into a folder of the service', () => {
    const { env, warning } = rubyToolchain(asks('3.2'), installed('3.1.2'));
    expect(env['GEM_HOME']).toContain(join(dir, '.groundwork/ruby-3.1.2'));
    expect(warning).toBe('crane asks for Ruby 3.2; this machine has 3.1.2');
  });

  it('call the PHP that fits by its plain name', () => {
    expect(phpToolchain(asks('8.1'), installed('8.2', '8.1'))).toMatchObject({ title: 'php 8.1', warning: null });
    onPath();
    expect(() => phpToolchain(asks('8.1', { install: ['composer install'] }), installed('8.1'))).toThrow(
      expect.objectContaining({ fix: 'apt-get install composer' }),
    );
  });

  it('run what was written for an older .NET', () => {
    expect(dotnetToolchain(asks('7.0'), installed('8.0.100')).env).toMatchObject({ DOTNET_ROLL_FORWARD: 'Major' });
    expect(dotnetToolchain(asks('8.0'), installed('8.0.100')).env).not.toHaveProperty('DOTNET_ROLL_FORWARD');
    expect(() => dotnetToolchain(asks('10.0'), installed('8.0.100'))).toThrow(expect.objectContaining({ exit: 3 }));
  });

  it('are missing, with the command that gets them', () => {
    expect(() => rubyToolchain(asks(null), [])).toThrow(expect.objectContaining({ fix: 'apt-get install ruby-full' }));
    expect(() => phpToolchain(asks(null), [])).toThrow(expect.objectContaining({ fix: 'apt-get install php-cli' }));
    expect(() => dotnetToolchain(asks('8.0'), [])).toThrow(expect.objectContaining({ message: expect.stringContaining('no SDK') }));
  });
});
