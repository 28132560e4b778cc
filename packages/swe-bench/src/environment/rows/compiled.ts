import type { NativeEnvironment } from '../environment.ts';

const go = (repository: string, version: string, versions?: readonly string[]): NativeEnvironment => ({
  repository,
  toolchain: 'go',
  version,
  // What the tests import is downloaded when they run for the first time.
  install: ['go mod download || true'],
  ...(versions && { versions }),
});

const rust = (repository: string, version = '1.81', install: readonly string[] = []): NativeEnvironment => ({
  repository,
  toolchain: 'rust',
  version,
  install: ['[ -f Cargo.lock ] || cargo generate-lockfile', 'cargo fetch', ...install],
});

export const goEnvironments: readonly NativeEnvironment[] = [
  go('caddyserver/caddy', '1.18.10', ['4943', '4774']),
  go('caddyserver/caddy', '1.19.13', ['5626']),
  go('caddyserver/caddy', '1.20.14', ['5404']),
  go('caddyserver/caddy', '1.23.8'),
  go('gin-gonic/gin', '1.23.8'),
  go('prometheus/prometheus', '1.23.8'),
  go('gohugoio/hugo', '1.23.8'),
  go('hashicorp/terraform', '1.21.13', ['34580']),
  go('hashicorp/terraform', '1.22.12', ['34900', '34814']),
  go('hashicorp/terraform', '1.23.8'),
];

export const rustEnvironments: readonly NativeEnvironment[] = [
  rust('burntsushi/ripgrep'),
  rust('sharkdp/bat'),
  rust('tokio-rs/axum'),
  rust('tokio-rs/tokio'),
  rust('uutils/coreutils'),
  rust('nushell/nushell', '1.79'),
  rust('astral-sh/ruff', '1.84'),
];

const c = (
  repository: string,
  programs: Readonly<Record<string, string>> = {},
  instead: NativeEnvironment['instead'] = [],
): NativeEnvironment => ({ repository, toolchain: 'c', version: '', programs, install: [], instead });

export const cEnvironments: readonly NativeEnvironment[] = [
  c('redis/redis', { tclsh: 'tcl' }),
  c('valkey-io/valkey', { tclsh: 'tcl' }),
  // Its tests take Valgrind where they find it, a hundred times slower; the harness's image has none.
  c('jqlang/jq', { autoreconf: 'autoconf', libtoolize: 'libtool', bison: 'bison', flex: 'flex' }, [
    ['./configure ', './configure --disable-valgrind '],
  ]),
  c('fmtlib/fmt', { cmake: 'cmake' }),
  c('nlohmann/json', { cmake: 'cmake' }),
];
