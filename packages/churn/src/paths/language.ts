/** Languages by the end of a file's name; what is not here is `other`. */
const endings: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    JavaScript: 'js mjs cjs jsx',
    TypeScript: 'ts mts cts tsx',
    Python: 'py pyi pyx',
    Go: 'go',
    Rust: 'rs',
    Java: 'java',
    Kotlin: 'kt kts',
    Scala: 'scala',
    C: 'c h',
    'C++': 'cc cpp cxx hh hpp hxx',
    'C#': 'cs',
    'F#': 'fs',
    Ruby: 'rb rake',
    PHP: 'php',
    Swift: 'swift',
    'Objective-C': 'm mm',
    Dart: 'dart',
    Elixir: 'ex exs',
    Erlang: 'erl hrl',
    Haskell: 'hs',
    OCaml: 'ml mli',
    Clojure: 'clj cljs cljc',
    Lua: 'lua',
    Perl: 'pl pm t perl',
    R: 'r',
    Julia: 'jl',
    Shell: 'sh bash zsh fish',
    PowerShell: 'ps1 psm1',
    SQL: 'sql',
    Vue: 'vue',
    Svelte: 'svelte',
    Astro: 'astro',
    HTML: 'html htm ejs hbs jinja jinja2 pug jade',
    CSS: 'css scss sass less styl',
    Terraform: 'tf hcl',
    Protobuf: 'proto',
    GraphQL: 'graphql gql',
    JSON: 'json jsonc json5',
    YAML: 'yaml yml',
    TOML: 'toml',
    XML: 'xml xsl',
    Markdown: 'md mdx markdown',
    reStructuredText: 'rst',
    AsciiDoc: 'adoc asc asciidoc',
    Text: 'txt',
    Gettext: 'po pot',
    Jupyter: 'ipynb',
    Tcl: 'tcl tk',
    Assembly: 's asm',
    Zig: 'zig',
    Nix: 'nix',
    CMake: 'cmake',
    Makefile: 'mk mak',
  }).flatMap(([language, words]) => words.split(' ').map((word) => [word, language])),
);

const names: Readonly<Record<string, string>> = {
  Makefile: 'Makefile',
  GNUmakefile: 'Makefile',
  Dockerfile: 'Dockerfile',
  Containerfile: 'Dockerfile',
  Rakefile: 'Ruby',
  Gemfile: 'Ruby',
  'CMakeLists.txt': 'CMake',
};

export function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return names[name] ?? (dot < 0 ? 'other' : (endings[name.slice(dot + 1).toLowerCase()] ?? 'other'));
}

/** The folder a path is counted for: the first two of those it lies in, `.` for the root. */
export function folderOf(path: string): string {
  const parts = path.split('/').slice(0, -1);
  return parts.length === 0 ? '.' : parts.slice(0, 2).join('/');
}

/** A path for people; git's are bytes. */
export function shownPath(path: string): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}
