import { join } from 'node:path';
import { systemFonts } from './fonts.ts';

/** A known trouble between a repository and the tools of today that is mended without a change of its files. */
export interface Correction {
  /** Matched against what the command said. */
  readonly pattern: RegExp;
  /** Variables that mend it when it is run again; `{file}` is the path of its file. */
  readonly env: Readonly<Record<string, string>>;
  /** A file the variables name, made from what was said and from what it held before. */
  readonly file?: { readonly name: string; readonly text: (log: string, before: string) => string };
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
  {
    pattern: /(?:fetch|request)[^]{0,400}https:\/\/fonts\.googleapis\.com\/css2?\?/i,
    env: { NEXT_FONT_GOOGLE_MOCKED_RESPONSES: '{file}' },
    file: { name: 'fonts.js', text: systemFonts },
    says: 'Google Fonts cannot be reached: its pages use fonts of the system',
  },
];

/** A correction to put in force: its variables, and the file to write first. */
export interface Mending {
  readonly correction: Correction;
  readonly env: Readonly<Record<string, string>>;
  readonly file: { readonly path: string; readonly text: string } | null;
}

/** The first correction that fits what was said and is not in force yet. `folder` takes its file, `read` gives what a file holds. */
export function correctionFor(
  log: string,
  env: Readonly<Record<string, string>>,
  { folder, read }: { readonly folder: string; readonly read: (path: string) => string },
): Mending | null {
  for (const correction of corrections) {
    if (!correction.pattern.test(log)) continue;
    const path = join(folder, correction.file?.name ?? '');
    const before = correction.file ? read(path) : '';
    const text = correction.file?.text(log, before) ?? '';
    const filled = Object.fromEntries(Object.entries(correction.env).map(([name, value]) => [name, value.replace('{file}', path)]));
    const inForce = Object.entries(filled).every(([name, value]) => env[name] === value) && text === before;
    if (!inForce) return { correction, env: filled, file: correction.file ? { path, text } : null };
  }
  return null;
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
