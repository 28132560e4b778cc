import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { inside } from '../../workbench/places.ts';
import type { FoundToolchain, NotNative } from '../environment.ts';
import { installationOf, programOnPath } from './programs.ts';

/** Any Go brings the version that is asked for, as a module. https://go.dev/doc/toolchain */
export function findGo(version: string, downloads: string): FoundToolchain | NotNative {
  const go = programOnPath('go');
  if (go === null) return { why: 'Go is not installed', fix: 'apt-get install golang-go' };
  const root = `${inside.home}/goroot`;
  return {
    readable: installationOf(go),
    path: [`${root}/bin`],
    variables: { GOTOOLCHAIN: 'local', GOFLAGS: '-buildvcs=false', GOMODCACHE: join(downloads, 'go'), GOPATH: `${inside.home}/go` },
    setup: [`ln -sfn "$(GOTOOLCHAIN=go${version} ${go} env GOROOT)" ${root}`, 'go version'],
    offline: { GOPROXY: 'off', GOFLAGS: '-buildvcs=false -mod=mod' },
  };
}

/** The compiler that is there, when it is not older than what is asked for: Rust compiles what older versions did. */
export function findRust(version: string, downloads: string): FoundToolchain | NotNative {
  const rustc = programOnPath('rustc');
  if (rustc === null || programOnPath('cargo') === null) return { why: 'Rust is not installed', fix: 'See https://rustup.rs' };
  const ask = (word: string): string =>
    execFileSync(rustc, [word, ...(word === '--print' ? ['sysroot'] : [])], { encoding: 'utf8', cwd: '/' }).trim();
  const found = /^rustc (\d+\.\d+)/.exec(ask('--version'))?.[1] ?? '0.0';
  if (isOlder(found, version)) return { why: `Rust ${found} is older than ${version}`, fix: 'rustup update stable' };
  const sysroot = ask('--print');
  return {
    readable: sysroot.startsWith('/usr') ? [] : [sysroot],
    path: [join(sysroot, 'bin')],
    variables: {
      CARGO_HOME: join(downloads, 'cargo'),
      CARGO_TERM_COLOR: 'never',
      CARGO_INCREMENTAL: '0',
      CARGO_PROFILE_DEV_DEBUG: '0',
      CARGO_PROFILE_TEST_DEBUG: '0',
    },
    setup: ['cargo --version'],
    offline: { CARGO_NET_OFFLINE: 'true' },
  };
}

export const isOlder = (one: string, other: string): boolean => {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
};
