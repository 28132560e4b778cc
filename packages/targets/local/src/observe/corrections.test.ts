import { describe, expect, it } from 'vitest';
import { correctionFor, corrections } from './corrections.ts';

const place = { folder: '/harbour', read: () => '' };

describe('a known trouble', () => {
  it.each([
    ['TypeError: Descriptors cannot not be created directly.', { PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION: 'python' }],
    [
      "Error: error:0308010C:digital envelope routines::unsupported, code: 'ERR_OSSL_EVP_UNSUPPORTED'",
      { NODE_OPTIONS: '--openssl-legacy-provider' },
    ],
    ['npm error code ERESOLVE', { npm_config_legacy_peer_deps: 'true' }],
    ['error obtaining VCS status: exit status 128', { GOFLAGS: '-buildvcs=false' }],
    [
      'error: linker `clang` not found',
      {
        CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER: 'cc',
        CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER: 'cc',
        RUSTFLAGS: '--cap-lints=warn',
      },
    ],
    ['husky - install\nfatal: not a git repository', { HUSKY: '0', HUSKY_SKIP_INSTALL: '1' }],
  ])('%s', (log, env) => {
    const mending = correctionFor(log, [], place);
    expect(mending?.env).toEqual(env);
    // Tried once: the same trouble again is another one.
    expect(correctionFor(log, [mending?.correction.name ?? ''], place)).toBeNull();
  });

  it.each([
    [
      'npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.',
      'cd .. && npm ci',
      'cd .. && npm install',
    ],
    [' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install', 'pnpm install --frozen-lockfile', 'pnpm install --no-frozen-lockfile'],
    [
      'error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.',
      'yarn install --frozen-lockfile',
      'yarn install',
    ],
  ])('%s is another command', (log, command, run) => {
    const instead = correctionFor(log, [], place)?.correction.instead;
    expect(instead && command.replace(instead.of, instead.run)).toBe(run);
  });

  it('is not seen in what is well', () => {
    expect(correctionFor('listening on 8000\n', [], place)).toBeNull();
  });

  it('may need a file, which grows with what is said', () => {
    const log = (family: string) =>
      `Failed to fetch \`${family}\`: request to https://fonts.googleapis.com/css2?family=${family}:wght@100..900&display=swap failed`;
    const first = correctionFor(log('Inter'), [], place);
    expect(first?.env).toEqual({ NEXT_FONT_GOOGLE_MOCKED_RESPONSES: '/harbour/fonts.js' });
    expect(first?.file?.text).toContain("font-family: 'Inter'");
    const kept = { folder: '/harbour', read: () => first?.file?.text ?? '' };
    expect(correctionFor(log('Inter'), ['next.fonts'], kept)).toBeNull();
    const second = correctionFor(log('Geist+Mono'), ['next.fonts'], kept)?.file?.text;
    expect(second).toContain("font-family: 'Inter'");
    expect(second).toContain("font-family: 'Geist Mono'");
  });

  it('of a browser that cannot be fetched is mended by leaving it out', () => {
    expect(correctionFor('getaddrinfo ENOTFOUND download.cypress.io', [], place)?.env).toMatchObject({ CYPRESS_INSTALL_BINARY: '0' });
    expect(correctionFor('ERROR: Failed to set up Chrome v131', [], place)?.env).toMatchObject({ PUPPETEER_SKIP_DOWNLOAD: 'true' });
  });

  it('has a name of its own', () => {
    expect(new Set(corrections.map(({ name }) => name)).size).toBe(corrections.length);
  });
});
