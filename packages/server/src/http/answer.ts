import type { IncomingMessage, ServerResponse } from 'node:http';
import { callerOf, pathOf } from './address.ts';
import type { Pages } from './pages.ts';
import { frameHeaders, shellHeaders, textHeaders, webviewHeaders } from './policy.ts';
import { bearerOf, cookieOf, type Secret } from './secret.ts';

export interface Site {
  readonly port: number;
  readonly secret: Secret;
  readonly shell: Pages;
  readonly extension: Pages;
}

/** Cookies are kept by host, whatever the port: each server has one of its own name. */
export const cookieName = (port: number): string => `groundwork-${port}`;
/** What is given at WORD.localhost, of the built shell. */
const webviewFolder = '/webview/';
const extensionFolder = '/extension/';
/** Pages that the shell shows in frames of its own origin. */
const frameFolder = '/frames/';

/** Answers one request for a page. Says no more than a sentence where it gives nothing. */
export async function answerPage(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  const { port, secret } = site;
  const say = (status: number, sentence: string): void =>
    void response.writeHead(status, textHeaders).end(request.method === 'HEAD' ? '' : `${sentence}\n`);
  const caller = callerOf(request, port);
  const address = pathOf(request);
  if (caller.host === null) return say(403, 'This server answers at 127.0.0.1 and localhost only.');
  if (!caller.ownOrigin) return say(403, 'This server answers its own pages only.');
  if (address === null) return say(400, 'That is no address of this server.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, 'Only GET and HEAD.');
  const { pathname } = address;

  if (caller.host === 'webview') {
    if (pathname.startsWith(webviewFolder) && (await site.shell(pathname, request, response, webviewHeaders(port)))) return;
    return say(404, 'There is no such page.');
  }

  const given = address.searchParams.get('token');
  const opened = secret.opens(given);
  const known = given === null ? secret.showsPages(cookieOf(request, cookieName(port))) || secret.opens(bearerOf(request)) : opened;
  if (!known) return say(401, 'Open the address that `gw serve` printed: it carries the token of this server.');

  const policy = pathname.startsWith(frameFolder) ? frameHeaders : shellHeaders(port);
  const headers = { ...policy, ...(opened && pathname === '/' && { 'Set-Cookie': cookieOfPages(site) }) };
  const found = pathname.startsWith(extensionFolder)
    ? await site.extension(pathname.slice(extensionFolder.length - 1), request, response, headers)
    : await site.shell(pathname, request, response, headers);
  if (found) return;
  if (pathname === '/') return say(503, 'The browser shell is not built. `npm run build` builds it; then load this address again.');
  say(404, 'There is no such page.');
}

/**
 * With the address that was printed a browser gets the key of the pages. The token itself the shell takes out of its address and keeps
 * for its origin, which no other port can read.
 */
function cookieOfPages({ port, secret }: Site): string {
  return `${cookieName(port)}=${secret.pageKey}; Path=/; HttpOnly; SameSite=Strict`;
}
