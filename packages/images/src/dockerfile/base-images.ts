/**
 * Official images and the versions they are made for, from the lists and the history of
 * https://github.com/docker-library/official-images (read on 2026-11-26, state of 2026-08-21). Debian 12 wherever there is one:
 * names of system packages in a blueprint are Debian's.
 */
const debian: Readonly<Record<'python' | 'node' | 'golang' | 'ruby' | 'php' | 'rust', readonly (readonly [string, string])[]>> = {
  python: [
    ['3.7', 'bookworm'],
    ['3.6', 'bullseye'],
    ['0', 'buster'],
  ],
  node: [
    ['20', 'bookworm'],
    ['19', 'bullseye'],
    ['18', 'bookworm'],
    ['17', 'bullseye'],
    ['16', 'bookworm'],
    ['14', 'bullseye'],
    ['13', 'buster'],
    ['12', 'bullseye'],
    ['0', 'buster'],
  ],
  golang: [['0', 'bookworm']],
  ruby: [
    ['3.0', 'bookworm'],
    ['0', 'bullseye'],
  ],
  php: [
    ['8.1', 'bookworm'],
    ['7.3', 'bullseye'],
    ['0', 'buster'],
  ],
  rust: [['0', 'bookworm']],
};

/** What is taken where the code names no version: one that is supported for longer, and that libraries are released for. */
const usual = { python: '3.12', node: '24', golang: '1.27', ruby: '3.4', php: '8.4', rust: '1.98', java: '21', dotnet: '8.0' } as const;

/** Go and Rust build what was written for older compilers; images below these have no Debian 12. */
const oldest: Readonly<Record<string, string>> = { golang: '1.26', rust: '1.67' };

type Official = keyof typeof debian;

/** `python:3.12-bookworm`, or its slim variant, which has no compilers and no headers. */
export function official(name: Official, version: string | null, variant: 'full' | 'slim'): string {
  const wanted = tagVersion(name, version);
  const suite = debian[name].find(([since]) => atLeast(wanted, since))?.[1] ?? 'bookworm';
  if (name === 'node') return `node:${wanted}-${suite}${variant === 'slim' ? '-slim' : ''}`;
  if (name === 'php') return `php:${wanted}-cli-${suite}`;
  return `${name}:${wanted}${variant === 'slim' ? '-slim' : ''}-${suite}`;
}

function tagVersion(name: Official, version: string | null): string {
  const parts = /\d+(?:\.\d+)*/.exec(version ?? '')?.[0].split('.') ?? [];
  const [major, minor] = parts;
  if (major === undefined) return usual[name];
  if (name === 'node') return major;
  if (minor === undefined) return usual[name].startsWith(`${major}.`) ? usual[name] : major;
  const wanted = `${major}.${minor}`;
  const least = oldest[name];
  return least !== undefined && !atLeast(wanted, least) ? least : wanted;
}

/** Releases of Eclipse Temurin that have an image. */
const temurins = ['8', '11', '17', '21', '25', '26'];

export function javaVersion(version: string | null): string {
  const wanted =
    /\d+(?:\.\d+)?/
      .exec(version ?? '')?.[0]
      .replace(/^1\./, '')
      .split('.')[0] ?? usual.java;
  return temurins.find((each) => Number(each) >= Number(wanted)) ?? usual.java;
}

export const maven = (java: string): string => `maven:3.9-eclipse-temurin-${java}-noble`;
export const jdk = (java: string): string => `eclipse-temurin:${java}-jdk-noble`;
export const jre = (java: string): string => `eclipse-temurin:${java}-jre-noble`;
/** Gradle 9 needs Java 17 to run; 8.14 runs on all of these and builds for older ones. */
export const gradle = (java: string): string => `gradle:8.14-jdk${['8', '11', '17', '21'].includes(java) ? java : '21'}-jammy`;

export function dotnet(version: string | null, kind: 'sdk' | 'aspnet'): string {
  return `mcr.microsoft.com/dotnet/${kind}:${/\d+\.\d+/.exec(version ?? '')?.[0] ?? usual.dotnet}`;
}

/** Debian 12, which the compilers above build for. */
export const plainDebian = 'debian:bookworm-slim';
export const nginx = 'nginx:1.30-trixie';
export const composer = 'composer:2.10';
/** Puts in what extensions of PHP need and takes out what only building them needed: https://github.com/mlocati/docker-php-extension-installer */
export const phpExtensions = 'mlocati/php-extension-installer:2';
export const miniforge = 'condaforge/miniforge3:25.3.1-0';
/** Libraries of CUDA, for code that does not bring its own: https://hub.docker.com/r/nvidia/cuda */
export const cuda = 'nvidia/cuda:12.6.3-cudnn-runtime-ubuntu22.04';

/** Installers that no image of a language has, as they were when this was written. */
export const installers = {
  uv: '0.13.9',
  poetry: '2.5.1',
  pdm: '2.29.4',
  pipenv: '2026.10.3',
  pnpm: '10',
  yarn: '1.22.22',
  '@yarnpkg/cli-dist': '4.18.1',
  bun: '1.4.5',
  deno: '2',
} as const;

function atLeast(version: string, other: string): boolean {
  const [left, right] = [version, other].map((text) => text.split('.').map(Number));
  const [major = 0, minor = 0] = left ?? [];
  const [otherMajor = 0, otherMinor = 0] = right ?? [];
  return major !== otherMajor ? major > otherMajor : minor >= otherMinor;
}
