import { describe, expect, it } from 'vitest';
import { correctionFor } from './corrections.ts';

const place = { folder: '/harbour', read: () => '' };

describe('a known trouble', () => {
  it.each([
    ['TypeError: Descriptors cannot not be created directly.', { PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION: 'python' }],
    [
      "Error: error:0308010C:digital envelope routines::unsupported, code: 'ERR_OSSL_EVP_UNSUPPORTED'",
      { NODE_OPTIONS: '--openssl-legacy-provider' },
    ],
    ['npm error code ERESOLVE', { npm_config_legacy_peer_deps: 'true' }],
  ])('%s', (log, env) => {
    expect(correctionFor(log, {}, place)?.env).toEqual(env);
    // Tried once: the same trouble again is another one.
    expect(correctionFor(log, env, place)).toBeNull();
  });

  it('is not seen in what is well', () => {
    expect(correctionFor('listening on 8000\n', {}, place)).toBeNull();
  });

  it('may need a file, which grows with what is said', () => {
    const log = (family: string) =>
      `Failed to fetch \`${family}\`: request to https://fonts.googleapis.com/css2?family=${family}:wght@100..900&display=swap failed`;
    const first = correctionFor(log('Inter'), {}, place);
    expect(first?.env).toEqual({ NEXT_FONT_GOOGLE_MOCKED_RESPONSES: '/harbour/fonts.js' });
    expect(first?.file?.text).toContain("font-family: 'Inter'");
    const kept = { folder: '/harbour', read: () => first?.file?.text ?? '' };
    expect(correctionFor(log('Inter'), first?.env ?? {}, kept)).toBeNull();
    const second = correctionFor(log('Geist+Mono'), first?.env ?? {}, kept)?.file?.text;
    expect(second).toContain("font-family: 'Inter'");
    expect(second).toContain("font-family: 'Geist Mono'");
  });
});
