/** A known trouble between a repository and the tools of today that is mended without a change of its files. */
export interface Correction {
  /** Matched against what the command said. */
  readonly pattern: RegExp;
  /** Variables that mend it when it is run again. */
  readonly env: Readonly<Record<string, string>>;
  /** What is said to the person when it is applied. */
  readonly says: string;
}

export const corrections: readonly Correction[] = [
  {
    // https://protobuf.dev/news/2022-05-06/#python-updates
    pattern: /Descriptors cannot (?:not )?be created directly/,
    env: { PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION: 'python' },
    says: 'its generated code is older than its protobuf: using the implementation written in Python',
  },
  {
    // webpack 4 hashes with MD4, which OpenSSL 3 (Node 17 and later) has among its old algorithms only.
    pattern: /ERR_OSSL_EVP_UNSUPPORTED|digital envelope routines::unsupported/,
    env: { NODE_OPTIONS: '--openssl-legacy-provider' },
    says: 'its build tools hash with an algorithm that Node only has on request: allowing it',
  },
  {
    pattern: /The engine "node" is incompatible with this module/,
    env: { YARN_IGNORE_ENGINES: '1', npm_config_engine_strict: 'false' },
    says: 'a package says it does not know this Node: trying it all the same',
  },
  {
    pattern: /npm (?:ERR!|error) code ERESOLVE/,
    env: { npm_config_legacy_peer_deps: 'true' },
    says: 'its packages ask for versions that exclude each other: installing them as npm 6 did',
  },
];

/** The first correction that fits what was said and is not in force yet. */
export function correctionFor(log: string, env: Readonly<Record<string, string>>): Correction | null {
  return (
    corrections.find((each) => each.pattern.test(log) && Object.entries(each.env).some(([name, value]) => env[name] !== value)) ?? null
  );
}

/** A command that failed because there is nothing for it to do. */
export interface NothingToDo {
  readonly command: RegExp;
  readonly pattern: RegExp;
  readonly says: string;
}

export const nothingToDo: readonly NothingToDo[] = [
  {
    // Settings often name the folder in production only; while developing, Django hands static files out from where they are.
    command: /\bcollectstatic\b/,
    pattern: /without having set the STATIC_ROOT/,
    says: 'static files are not collected: these settings hand them out from where they are',
  },
];
