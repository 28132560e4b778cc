import { createHash, randomBytes } from 'node:crypto';
import { GatewayError } from '../gateway-error.ts';
import type { Grant, GrantOptions } from '../gateway.ts';

/** A grant that is in force. `revoked` ends what it began. */
export interface OpenGrant extends GrantOptions {
  readonly revoked: AbortSignal;
}

/** Who may come in. A token is looked up by its hash, so that how long it takes tells nothing of it. */
export class Grants {
  readonly #open = new Map<string, OpenGrant>();

  grant(options: GrantOptions): Grant {
    const token = `gw-${randomBytes(32).toString('base64url')}`;
    const revoking = new AbortController();
    const key = hash(token);
    this.#open.set(key, { ...options, revoked: revoking.signal });
    return {
      token,
      revoke: () => {
        this.#open.delete(key);
        revoking.abort(new GatewayError(403, { code: 'gateway.revoked', message: 'The grant of this request was revoked.' }));
      },
    };
  }

  /** Clients put a key where their provider wants it. */
  of(request: Request): OpenGrant {
    const { headers } = request;
    const said = [
      headers.get('authorization')?.replace(/^Bearer +/i, ''),
      headers.get('x-api-key'),
      headers.get('x-goog-api-key'),
      new URL(request.url).searchParams.get('key'),
    ];
    for (const token of said) {
      const grant = typeof token === 'string' ? this.#open.get(hash(token.trim())) : undefined;
      if (grant !== undefined) return grant;
    }
    throw new GatewayError(401, {
      code: 'gateway.not_granted',
      message: 'The gateway was shown no token that it gave.',
      fix: 'Give it as the API key of the client.',
    });
  }
}

const hash = (token: string) => createHash('sha256').update(token).digest('base64url');
