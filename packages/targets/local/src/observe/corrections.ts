import { join } from 'node:path';
import { systemFonts } from './fonts.ts';

/** A known trouble between a repository and the tools of today that is mended without a change of its files. */
export interface Correction {
  /** Kept with the environment: a correction that is in force is not tried again. */
  readonly name: string;
  /** Matched against what the command said. */
  readonly pattern: RegExp;
  /** Variables that mend it when it is run again; `{file}` is the path of its file. */
  readonly env: Readonly<Record<string, string>>;
  /** A file the variables name, made from what was said and from what it held before. */
  readonly file?: { readonly name: string; readonly text: (log: string, before: string) => string };
  /** What is run instead of a part of its commands. */
  readonly instead?: { readonly of: RegExp; readonly run: string };
  /** What is said to the person when it is applied. */
  readonly says: string;
}

export const corrections: readonly Correction[] = [
  {
    // https://protobuf.dev/news/2022-05-06/#python-updates
    name: 'protobuf.python',
    pattern: /Descriptors cannot (?:not )?be created directly/,
    env: { PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION: 'python' },
    says: 'its generated code is older than its protobuf: using the implementation written in Python',
  },
  {
    // webpack 4 hashes with MD4, which OpenSSL 3 (Node 17 and later) has among its old algorithms only.
    name: 'node.openssl',
    pattern: /ERR_OSSL_EVP_UNSUPPORTED|digital envelope routines::unsupported/,
    env: { NODE_OPTIONS: '--openssl-legacy-provider' },
    says: 'its build tools hash with an algorithm that Node only has on request: allowing it',
  },
  {
    name: 'node.engines',
    pattern: /The engine "node" is incompatible with this module|npm (?:ERR!|error) code EBADENGINE|ERR_PNPM_UNSUPPORTED_ENGINE/,
    env: { YARN_IGNORE_ENGINES: '1', npm_config_engine_strict: 'false' },
    says: 'a package says it does not know this Node: trying it all the same',
  },
  {
    name: 'npm.peers',
    pattern: /npm (?:ERR!|error) code ERESOLVE/,
    env: { npm_config_legacy_peer_deps: 'true' },
    says: 'its packages ask for versions that exclude each other: installing them as npm 6 did',
  },
  {
    name: 'next.fonts',
    pattern: /(?:fetch|request)[^]{0,400}https:\/\/fonts\.googleapis\.com\/css2?\?/i,
    env: { NEXT_FONT_GOOGLE_MOCKED_RESPONSES: '{file}' },
    file: { name: 'fonts.js', text: systemFonts },
    says: 'Google Fonts cannot be reached: its pages use fonts of the system',
  },
  {
    name: 'npm.lockfile',
    pattern:
      /npm (?:ERR!|error)[^\n]*(?:can only install packages when your package\.json and|can only install with an existing package-lock)/,
    env: { npm_config_package_lock: 'false' },
    instead: { of: /\bnpm ci\b/g, run: 'npm install' },
    says: 'its lockfile does not belong to its package.json: installing by the latter, and leaving the lockfile as it is',
  },
  {
    name: 'pnpm.lockfile',
    pattern: /ERR_PNPM_(?:OUTDATED_LOCKFILE|NO_LOCKFILE|LOCKFILE_CONFIG_MISMATCH)/,
    env: {},
    instead: { of: /\bpnpm (install|i)\b([^&;|]*?) --frozen-lockfile\b/g, run: 'pnpm $1$2 --no-frozen-lockfile' },
    says: 'its lockfile does not belong to its package.json: installing by the latter',
  },
  {
    name: 'yarn.lockfile',
    pattern:
      /Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`|YN0028[^\n]*The lockfile would have been modified/,
    env: { YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' },
    instead: { of: /\byarn install\b([^&;|]*?) --(?:frozen-lockfile|immutable)\b/g, run: 'yarn install$1' },
    says: 'its lockfile does not belong to its package.json: installing by the latter',
  },
  {
    // A browser that only its tests or its printing use comes from elsewhere than the packages.
    name: 'node.browsers',
    pattern:
      /(?:Failed to (?:set up|download) Chrom|storage\.googleapis\.com\/(?:chrome|chromium)|cdn\.playwright\.dev|download\.cypress\.io)/i,
    env: {
      PUPPETEER_SKIP_DOWNLOAD: 'true',
      PUPPETEER_SKIP_CHROMIUM_DOWNLOAD: 'true',
      PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
      CYPRESS_INSTALL_BINARY: '0',
    },
    says: 'a browser that comes with its packages cannot be fetched: installing without it',
  },
  {
    // Programs that packages fetch while they are installed; each can be told not to.
    name: 'node.binaries',
    pattern:
      /(?:sentry-cli|chromedriver|geckodriver|electron|downloads\.sentry-cdn\.com|chromedriver\.storage)[^]{0,600}(?:ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|403)/,
    env: {
      SENTRYCLI_SKIP_DOWNLOAD: '1',
      CHROMEDRIVER_SKIP_DOWNLOAD: 'true',
      GECKODRIVER_SKIP_DOWNLOAD: 'true',
      ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
    },
    says: 'a program that comes with its packages cannot be fetched: installing without it',
  },
  {
    name: 'node.hooks',
    pattern: /husky[^]{0,300}(?:not a git repository|\.git can't be found)/,
    env: { HUSKY: '0', HUSKY_SKIP_INSTALL: '1' },
    says: 'its git hooks need git: installing without them',
  },
  {
    name: 'node.memory',
    pattern: /JavaScript heap out of memory/,
    env: { NODE_OPTIONS: '--max-old-space-size=4096' },
    says: 'it needs more memory than Node takes by itself: allowing 4 GiB',
  },
  {
    // Git answers only the owner of a folder.
    name: 'go.vcs',
    pattern: /error obtaining VCS status/,
    env: { GOFLAGS: '-buildvcs=false' },
    says: 'git tells nothing about this folder: building without its revision',
  },
  {
    // A faster linker that a repository's own configuration names. A variable for the flags takes the place of those beside it.
    name: 'cargo.linker',
    pattern: /linker [`'](?:clang|gcc|lld|mold|wild)[\w.-]*[`'] not found|invalid linker name in argument|cannot find [`']ld\.(?:lld|mold)/,
    env: {
      CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER: 'cc',
      CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER: 'cc',
      RUSTFLAGS: '--cap-lints=warn',
    },
    says: 'the linker it asks for is not on this machine: using the one that is',
  },
  {
    // https://doc.rust-lang.org/cargo/reference/resolver.html#rust-version
    name: 'cargo.rust_version',
    pattern: /requires rustc \d[\d.]* or newer|rustc [\d.]+ is not supported by the following package/,
    env: { CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS: 'fallback' },
    instead: { of: /^cargo fetch$/, run: 'cargo update && cargo fetch' },
    says: 'its newest dependencies ask for a newer Rust: taking those that this one builds',
  },
];

/** A correction to put in force: its variables, and the file to write first. */
export interface Mending {
  readonly correction: Correction;
  readonly env: Readonly<Record<string, string>>;
  readonly file: { readonly path: string; readonly text: string } | null;
}

/** The first correction that fits what was said and is not in force yet. `folder` takes its file, `read` gives what a file holds. */
export function correctionFor(
  log: string,
  inForce: readonly string[],
  { folder, read }: { readonly folder: string; readonly read: (path: string) => string },
): Mending | null {
  for (const correction of corrections) {
    if (!correction.pattern.test(log)) continue;
    const path = join(folder, correction.file?.name ?? '');
    const before = correction.file ? read(path) : '';
    const text = correction.file?.text(log, before) ?? '';
    const env = Object.fromEntries(Object.entries(correction.env).map(([name, value]) => [name, value.replace('{file}', path)]));
    // A file may have to say more each time.
    if (!inForce.includes(correction.name) || text !== before) return { correction, env, file: correction.file ? { path, text } : null };
  }
  return null;
}

/** A command that failed because there is nothing for it to do. */
export interface NothingToDo {
  readonly command: RegExp;
  readonly pattern: RegExp;
  readonly says: string;
}

export const nothingToDo: readonly NothingToDo[] = [
  {
    // Settings often name the folder in production only; while developing, Django hands static files out from where they are.
    command: /\bcollectstatic\b/,
    pattern: /without having set the STATIC_ROOT/,
    says: 'static files are not collected: these settings hand them out from where they are',
  },
];
