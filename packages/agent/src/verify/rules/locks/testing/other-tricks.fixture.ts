import type { Trick } from './node-tricks.fixture.ts';

const zeros = '0'.repeat(64);
export const otherTricks: readonly Trick[] = [
  ['another hash', 'uv', /(six-1\.17\.0\.tar\.gz", hash = "sha256:)\w{64}/, `$1${zeros}`, /another hash/],
  [
    'a file of elsewhere',
    'uv',
    /https:\/\/files\.pythonhosted\.org(\S+toml-0\.10\.2\.tar\.gz)/,
    'https://files.pythonhosted.example$1',
    /comes from files\.pythonhosted\.example/,
  ],
  [
    'another index',
    'uv',
    /(name = "toml"\nversion = "0\.10\.2"\nsource = \{ registry = ")[^"]+/,
    '$1https://rot.example/simple',
    /comes from rot\.example/,
  ],
  [
    'a repository',
    'uv',
    /(name = "toml"\nversion = "0\.10\.2"\nsource = )\{ registry = "[^"]+" \}/,
    '$1{ git = "https://github.com/mallory/toml?rev=main#0123abc" }',
    /repository instead/,
  ],
  ['another package of the same registry', 'uv', /toml-0\.10\.2-py2/, 'tom1-0.10.2-py2', /its file is tom1/],
  ['another version of it', 'uv', /idna-3\.10-py3/, 'idna-3.4-py3', /its file is idna-3\.4/],
  [
    'a version nobody asks for',
    'uv',
    'name = "idna"\nversion = "3.10"',
    'name = "idna"\nversion = "3.4"',
    /idna is not locked as|its file is/,
  ],
  [
    'a package nobody asks for',
    'uv',
    '[[package]]\nname = "toml"',
    '[[package]]\nname = "rot"\nversion = "1.0"\nsource = { registry = "https://pypi.org/simple" }\nsdist = { url = "https://files.pythonhosted.org/rot-1.0.tar.gz", hash = "sha256:00" }\n\n[[package]]\nname = "toml"',
    /rot@1\.0: nothing asks/,
  ],
  [
    'a new need of the same version',
    'uv',
    'name = "six"\nversion = "1.17.0"',
    'name = "six"\nversion = "1.17.0"\ndependencies = [{ name = "rot" }]',
    /it needs rot/,
  ],

  ['another hash', 'poetry', /(six-1\.17\.0\.tar\.gz", hash = "sha256:)\w{64}/, `$1${zeros}`, /another hash/],
  ['another index', 'poetry', /(toml-0\.10\.2\.tar\.gz[\s\S]*?url = ")[^"]+/, '$1https://rot.example/simple', /comes from rot\.example/],
  [
    'a repository',
    'poetry',
    /(toml-0\.10\.2\.tar\.gz[\s\S]*?)type = "legacy"\nurl = "[^"]+"/,
    '$1type = "git"\nurl = "https://github.com/mallory/toml"',
    /repository instead/,
  ],
  ['another package of the same registry', 'poetry', 'toml-0.10.2-py2', 'tom1-0.10.2-py2', /its file is tom1/],
  [
    'a version nobody asks for',
    'poetry',
    'name = "idna"\nversion = "3.10"',
    'name = "idna"\nversion = "3.4"',
    /idna is not locked as|its file is/,
  ],
  [
    'a package nobody asks for',
    'poetry',
    '[[package]]\nname = "toml"',
    `[[package]]\nname = "rot"\nversion = "1.0"\nfiles = [{file = "rot-1.0.tar.gz", hash = "sha256:${zeros}"}]\n\n[[package]]\nname = "toml"`,
    /nothing asks/,
  ],

  ['another hash', 'pip', /(six==1\.16\.0 \\\n +--hash=sha256:)\w{64}/, `$1${zeros}`, /another hash/],
  ['no hash', 'pip', /six==1\.16\.0( \\\n +--hash=sha256:\w{64})+/, 'six==1.16.0', /hash was taken out/],
  ['no hash for what is new', 'pip', /toml==0\.10\.2( \\\n +--hash=sha256:\w{64})+/, 'toml==0.10.2', /no hash/],
  ['another index', 'pip', 'idna==3.10', '--extra-index-url https://rot.example/simple\nidna==3.10', /elsewhere than PyPI/],
  ['an address', 'pip', 'toml==0.10.2', 'toml @ https://rot.example/toml-0.10.2.tar.gz', /elsewhere than PyPI/],
  ['a version nobody asks for', 'pip', 'idna==3.10', 'idna==3.4', /idna is not locked as/],

  ['another hash', 'cargo', /(name = "fnv"[\s\S]*?checksum = ")\w{64}/, `$1${zeros}`, /another hash/],
  [
    'another registry',
    'cargo',
    /(name = "ryu"\nversion = "1\.0\.18"\nsource = ")[^"]+/,
    '$1registry+https://rot.example/index',
    /comes from rot\.example/,
  ],
  [
    'a repository',
    'cargo',
    /(name = "ryu"\nversion = "1\.0\.18"\nsource = ")[^"]+"\nchecksum = "[^"]+/,
    '$1git+https://github.com/mallory/ryu#0123abc',
    /repository instead/,
  ],
  ['a version nobody asks for', 'cargo', 'name = "itoa"\nversion = "1.0.11"', 'name = "itoa"\nversion = "1.0.1"', /itoa is not locked as/],
  [
    'a package nobody asks for',
    'cargo',
    '[[package]]\nname = "ryu"',
    `[[package]]\nname = "rot"\nversion = "1.0.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${zeros}"\n\n[[package]]\nname = "ryu"`,
    /nothing asks/,
  ],

  ['a module that is not summed', 'go', /github\.com\/google\/uuid v1\.6\.0\/go\.mod [^\n]+\n/, '', /uuid is not locked as/],
];
