import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What opens the server. It is asked of everything that is done; pages alone are shown for the key that is made from it. */
export interface Secret {
  readonly token: string;
  opens(given: string | null | undefined): boolean;
  /**
   * What the cookie carries. Browsers send cookies of 127.0.0.1 to every port of it, the programs a person develops included: so the
   * cookie is not the token, shows nothing but the pages of the shell, and does not open a socket.
   */
  readonly pageKey: string;
  showsPages(given: string | null | undefined): boolean;
}

export const newToken = (): string => randomBytes(32).toString('base64url');

export function secretOf(token: string): Secret {
  const pageKey = createHmac('sha256', token).update('pages').digest('base64url');
  return { token, opens: (given) => same(given, token), pageKey, showsPages: (given) => same(given, pageKey) };
}

/** Takes as long for a wrong value as for the right one, of whatever length. */
function same(given: string | null | undefined, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(wanted)) && given !== null && given !== undefined;
}

/** `Authorization: Bearer TOKEN`. */
export function bearerOf({ headers }: IncomingMessage): string | null {
  return /^Bearer ([\w-]+)$/.exec(headers.authorization ?? '')?.[1] ?? null;
}

export function cookieOf({ headers }: IncomingMessage, name: string): string | null {
  for (const each of (headers.cookie ?? '').split(';')) {
    const at = each.indexOf('=');
    if (at !== -1 && each.slice(0, at).trim() === name) return each.slice(at + 1).trim();
  }
  return null;
}
