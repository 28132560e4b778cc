import type { IncomingMessage } from 'node:http';

/** Where a request says it goes and comes from. A page elsewhere whose name was pointed at this machine says another host. */
export interface Caller {
  /** `shell`: our own address; `webview`: WORD.localhost, where pages of extensions are shown apart from the shell. */
  readonly host: 'shell' | 'webview' | null;
  /** No page sent it, or one of ours. */
  readonly ownOrigin: boolean;
}

const word = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

export function callerOf({ headers }: IncomingMessage, port: number): Caller {
  const { host = '', origin } = headers;
  return { host: kindOf(host, port), ownOrigin: origin === undefined || ownHosts(port).some((own) => origin === `http://${own}`) };
}

function kindOf(host: string, port: number): Caller['host'] {
  if (ownHosts(port).includes(host)) return 'shell';
  const end = `.localhost:${port}`;
  return host.endsWith(end) && word.test(host.slice(0, -end.length)) ? 'webview' : null;
}

function ownHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/** The path and query of a request; `null` for what is no path of ours: a whole address, `*`, `//elsewhere`. */
export function pathOf(request: IncomingMessage): URL | null {
  const target = request.url ?? '';
  if (!target.startsWith('/') || target.startsWith('//')) return null;
  return URL.canParse(target, 'http://127.0.0.1') ? new URL(target, 'http://127.0.0.1') : null;
}
