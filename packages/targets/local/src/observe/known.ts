import type { KnownReason } from './known-reason.ts';
import { systemReasons } from './system-packages.ts';

const give = (name: string): string => `gw secrets set ${name}, then gw up`;

/** Ordered: the more specific sentence first. */
export const knownReasons: readonly KnownReason[] = [
  ...systemReasons,
  {
    code: 'variable.missing',
    pattern: /KeyError: ['"]([A-Z][A-Z0-9_]{2,})['"]/,
    message: ([, name = '']) => `it needs the variable ${name}, which nobody gave a value`,
    fix: ([, name = '']) => give(name),
  },
  {
    code: 'variable.missing',
    pattern:
      /(?:Set the ([A-Z][A-Z0-9_]{2,}) environment variable|environment variable[s]?:? [`'"]?([A-Z][A-Z0-9_]{2,})[`'"]? (?:is |was )?(?:not (?:set|found|defined)|missing|required)|[Mm]issing (?:required )?(?:environment|env) var(?:iable)?:? [`'"]?([A-Z][A-Z0-9_]{2,}))/,
    message: (match) => `it needs the variable ${nameIn(match)}, which nobody gave a value`,
    fix: (match) => give(nameIn(match)),
  },
  {
    code: 'module.missing',
    pattern: /ModuleNotFoundError: No module named ['"]([^'"]+)['"]/,
    message: ([, name = '']) => `it imports the Python module ${name}, which its requirements do not install`,
    fix: ([, name = '']) => `add ${name.split('.')[0] ?? name} to the requirements`,
  },
  {
    code: 'module.missing',
    pattern: /Cannot find (?:module|package) ['"]([^'"]+)['"]/,
    message: ([, name = '']) => `it imports ${name}, which is not there`,
    fix: ([, name = '']) => (name.startsWith('.') || name.startsWith('/') ? 'build it, or correct the import' : `npm install ${name}`),
  },
  {
    code: 'library.missing',
    pattern: /(?:OSError|ImportError):? ?(?:cannot load library ['"]?)?(lib[\w.+-]+\.so[\w.]*)/,
    message: ([, name = '']) => `it needs the system library ${name}`,
    fix: ([, name = '']) => `apt-get install the package that carries ${name} (apt-file search ${name})`,
  },
  {
    code: 'program.missing',
    pattern: /(?:sh: \d+: |sh: |bash: (?:line \d+: )?)?([\w./-]+): (?:command )?not found$/,
    message: ([, name = '']) => `the program ${name} is not there`,
  },
  {
    code: 'port.taken',
    pattern: /(?:EADDRINUSE|[Aa]ddress already in use|[Pp]ort \d+ is (?:already )?in use)(?:.*?:(\d{2,5}))?/,
    message: ([, port]) => `the port it listens on${port ? `, ${port},` : ''} is taken by another program`,
    fix: ([, port]) => (port ? `stop what listens on ${port} (ss -ltnp 'sport = :${port}')` : 'stop the other program'),
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
    pattern: /(?:getaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\w.-]+)|could not translate host name "([^"]+)"|Name or service not known)/,
    message: (match) => `it calls the host ${nameIn(match) || 'written in its code'}, which does not exist on this machine`,
  },
  {
    code: 'connection.refused',
    pattern: /(?:ECONNREFUSED|[Cc]onnection refused)(?:.*?((?:\d{1,3}(?:\.\d{1,3}){3}|localhost|::1):\d{2,5}))?/,
    message: ([, address]) => `nothing answers at ${address ?? 'an address it connects to'}`,
  },
  {
    code: 'login.refused',
    pattern: /(?:password authentication failed|NOAUTH|WRONGPASS|invalid username-password pair)/,
    message: () => 'a server refused its user name or password',
  },
  {
    code: 'version.mismatch',
    pattern: /(?:VersionMismatch|VersionConflict|ContextualVersionConflict|ImportError: cannot import name .* from):? ?(.*)/,
    message: ([text]) => `the versions it installs do not fit each other: ${text}`,
    fix: () => 'pin versions that fit in the requirements',
  },
  {
    code: 'python.version',
    pattern: /(?:requires a different Python: [^;]*|requires Python ['"]?[<>=~!][^'"]*)/,
    message: ([text]) => `a package does not fit this Python: ${text}`,
  },
  {
    code: 'memory',
    pattern: /(?:JavaScript heap out of memory|MemoryError|Cannot allocate memory)/,
    message: () => 'it ran out of memory',
  },
  {
    code: 'disk.full',
    pattern: /(?:ENOSPC|No space left on device)/,
    message: () => 'the disk is full',
    fix: () => 'free some space, then gw up again',
  },
];

function nameIn(match: RegExpExecArray): string {
  return match.slice(1).find((part) => part !== undefined) ?? '';
}
