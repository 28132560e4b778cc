import { nameIn, type KnownReason } from './known.ts';

/** How libraries say that nothing listened where they connected to. The address is looked for in the whole line. */
const refusals: readonly RegExp[] = [
  /ECONNREFUSED|[Cc]onnection refused|actively refused|Connection to \S+ refused/,
  /Error 111 connecting to|Can't connect to (?:local )?(?:MySQL|MariaDB|server)|Communications link failure/,
  /Unable to connect to \S*:\d+|No nodes? available|NoBrokersAvailable|Failed to connect to \S+:\d+|ServerSelectionTimeoutError/,
];

/** Ports of clients that do not name theirs when they cannot connect. */
const ofClients: readonly (readonly [words: RegExp, port: number])[] = [
  [/MySQL|MariaDB|Communications link failure|SQLSTATE\[HY000\] \[2002\]/, 3306],
  [/NoBrokersAvailable/, 9092],
];

interface Address {
  readonly text: string;
  readonly port: number;
}

/** `localhost:6379`, `"localhost" (127.0.0.1), port 5432`; of this machine only, since only that is ours to mend. */
export function refusedAt(line: string): Address | null {
  const direct = /(?:127\.0\.0\.1|localhost|0\.0\.0\.0|\[?::1\]?)(?:\/[^:\s]*)?:(\d{2,5})\b/.exec(line);
  if (direct) return { text: direct[0].replace(/\/[^:]*/, ''), port: Number(direct[1]) };
  const apart = /(?:127\.0\.0\.1|localhost|::1)["')\]]*[\s,(]*(?:[\w.:]+\))?,? port:? (\d{2,5})\b/.exec(line);
  if (apart) return { text: `localhost:${apart[1] ?? ''}`, port: Number(apart[1]) };
  const client = ofClients.find(([words]) => words.test(line));
  return client && !/['"@](?!localhost|127\.)[a-z][\w-]*['"]/.test(line) ? { text: `localhost:${client[1]}`, port: client[1] } : null;
}

export const network: readonly KnownReason[] = [
  {
    code: 'port.taken',
    pattern:
      /(?:EADDRINUSE|[Aa]ddress (?:is )?already in use|[Pp]ort \d+ (?:was|is) (?:already )?in use|Failed to listen on|Only one usage of each socket address)/,
    message: ({ input }) => `the port it listens on${portIn(input) ? `, ${portIn(input)},` : ''} is taken by another program`,
    fix: ({ input }) =>
      portIn(input) ? `stop what listens on ${portIn(input)} (ss -ltnp 'sport = :${portIn(input)}')` : 'stop the other program',
  },
  {
    // A name of the internet, rather than one of a network that containers share.
    code: 'host.unreachable',
    pattern: /(?:getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|lookup|could not resolve host:?|Failed to resolve) ['"]?((?:[\w-]+\.)+[a-z]{2,})\b/i,
    message: ([, name = '']) => `it needs ${name} on the internet, which this machine does not reach`,
    fix: ([, name = '']) => `let this machine reach ${name} (directly, or through HTTPS_PROXY), then gw up again`,
  },
  {
    code: 'host.unknown',
    pattern:
      /(?:getaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\w.-]+)|could not translate host name "([^"]+)"|dial tcp: lookup ([\w.-]+)[^\n]*no such host|UnknownHostException: ([\w.-]+)|php_network_getaddresses: getaddrinfo (?:for ([\w.-]+) )?failed|Name or service not known|failed to lookup address information)/,
    message: (match) => `it calls the host ${nameIn(match) || 'written in its code'}, which does not exist on this machine`,
  },
  ...refusals.map((pattern): KnownReason => ({
    code: 'connection.refused',
    pattern,
    message: ({ input }) => `nothing answers at ${refusedAt(input)?.text ?? addressIn(input) ?? 'an address it connects to'}`,
    seen: ({ input }) => {
      const address = refusedAt(input);
      return address && { kind: 'refused', port: address.port };
    },
  })),
];

const portIn = (line: string): string | null =>
  /[Pp]ort (\d{2,5})\b/.exec(line)?.[1] ?? /:(\d{2,5})(?!\d|.*:\d{2,5}\b)/.exec(line)?.[1] ?? null;

const addressIn = (line: string): string | null =>
  /\b(?:\d{1,3}(?:\.\d{1,3}){3}|[\w.-]+\.[a-z]{2,}|[a-z][\w-]+):\d{2,5}\b/.exec(line)?.[0] ?? null;
