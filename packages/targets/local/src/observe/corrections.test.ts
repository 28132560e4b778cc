import { describe, expect, it } from 'vitest';
import { correctionFor } from './corrections.ts';

describe('a known trouble', () => {
  it.each([
    ['TypeError: Descriptors cannot not be created directly.', { PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION: 'python' }],
    [
      "Error: error:0308010C:digital envelope routines::unsupported, code: 'ERR_OSSL_EVP_UNSUPPORTED'",
      { NODE_OPTIONS: '--openssl-legacy-provider' },
    ],
    ['npm error code ERESOLVE', { npm_config_legacy_peer_deps: 'true' }],
  ])('%s', (log, env) => {
    expect(correctionFor(log, {})?.env).toEqual(env);
    // Tried once: the same trouble again is another one.
    expect(correctionFor(log, env)).toBeNull();
  });

  it('is not seen in what is well', () => {
    expect(correctionFor('listening on 8000\n', {})).toBeNull();
  });
});
