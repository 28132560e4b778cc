/** Words of programs that call a host without dots, which no name server knows: a neighbour in a network of containers. */
const unknownHosts: readonly RegExp[] = [
  /getaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([a-z][\w-]*)(?![\w.-])/gi,
  /could not translate host name "([a-z][\w-]*)"/gi,
  /(?:Unknown MySQL server host|Unknown server host|Can't resolve|Could not resolve host:?|failed to resolve host) ['"]([a-z][\w-]*)['"]/gi,
  /dial tcp: lookup ([a-z][\w-]*)(?::| on | )/gi,
  /java\.net\.UnknownHostException: ([a-z][\w-]*)(?![\w.-])/gi,
  /Error (?:-[235]|-3) connecting to ([a-z][\w-]*):\d+/gi,
  /failed to lookup address information[^\n]*?\b(?:host|for) ['"`]?([a-z][\w-]*)/gi,
  /php_network_getaddresses: getaddrinfo for ([a-z][\w-]*) failed/gi,
];

export function unknownHostsIn(log: string): string[] {
  return [...new Set(unknownHosts.flatMap((pattern) => [...log.matchAll(pattern)].map(([, name = '']) => name.toLowerCase())))];
}

/** Names of files in `/run/secrets` that a program looked for in vain. */
export function missingSecretsIn(log: string): string[] {
  const lines = log.split('\n').filter((line) => /No such file|ENOENT|FileNotFound|NoSuchFile|does not exist|not found/i.test(line));
  return [...new Set(lines.flatMap((line) => [...line.matchAll(/\/run\/secrets\/([\w.-]+)/g)].map(([, name = '']) => name)))];
}

/** What a secret file may hold, known beforehand. */
export interface SecretValues {
  /** Passwords, by the name of the resource they belong to. */
  readonly resources: Readonly<Record<string, string>>;
  /** Values of the service, by the name of their variable. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The content of a secret file by its name: `db-password` is the password of `db`, `stripe_key` what STRIPE_KEY holds. `null` when nobody knows. */
export function secretFor(file: string, { resources, variables }: SecretValues): string | null {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const variable = Object.keys(variables).find((name) => plain(name) === plain(file));
  if (variable !== undefined) return variables[variable] ?? null;
  if (!/pass|pwd|secret/i.test(file)) return null;
  const names = Object.keys(resources);
  const [only] = names.length === 1 ? names : names.filter((name) => plain(file).includes(plain(name)));
  return only === undefined ? null : (resources[only] ?? null);
}
