import { parse as parseToml } from 'smol-toml';
import { at, entries, list, names, text, texts, type Locked, type LockReader } from './locked.ts';

const crates = (lock: string): readonly Readonly<Record<string, unknown>>[] => list.parse(at(parseToml(lock), 'package'));
const cratesRegistry = ['registry+https://github.com/rust-lang/crates.io-index', 'sparse+https://index.crates.io/'];

function cargoWanted(content: string) {
  const parsed: unknown = parseToml(content);
  const tables = [parsed, at(parsed, 'workspace'), ...entries(at(parsed, 'target')).map(([, each]) => each)];
  return tables.flatMap((table) =>
    ['dependencies', 'dev-dependencies', 'build-dependencies'].flatMap((key) =>
      entries(at(table, key)).map(([name, each]) => ({
        name: text.parse(at(each, 'package')) ?? name,
        range: typeof each === 'string' ? each : (text.parse(at(each, 'version')) ?? ''),
      })),
    ),
  );
}

export const otherReaders: readonly LockReader[] = [
  {
    path: /(^|\/)Cargo\.lock$/,
    manifest: 'Cargo.toml',
    hosts: ['index.crates.io'],
    wanted: cargoWanted,
    tellsWhoAsks: true,
    read: (lock) =>
      crates(lock)
        // Those of the workspace come from nowhere.
        .filter(({ source }) => source !== undefined)
        .map((each): Locked => {
          const source = String(each['source']);
          return {
            name: String(each['name']),
            version: String(each['version']),
            from: cratesRegistry.includes(source) ? 'https://index.crates.io/' : source.replace(/^(registry|sparse)\+/, ''),
            integrity: text.parse(each['checksum']),
            // Which of them are needed depends on features.
            chosen: texts.parse(each['dependencies']).map((words) => words.split(' ')[0] ?? words),
          };
        }),
    missing: (lock, content) => {
      const versions = crates(lock).map(({ name, version }) => [String(name), String(version)] as const);
      return cargoWanted(content).flatMap(({ name, range }) => {
        const found = versions.filter(([each]) => each === name);
        const pin = /^=\s*(\d[\w.+-]*)$/.exec(range)?.[1];
        return found.length > 0 && (pin === undefined || found.some(([, version]) => version === pin)) ? [] : [name];
      });
    },
  },
  {
    path: /(^|\/)go\.sum$/,
    manifest: 'go.mod',
    hosts: [],
    wanted: () => [],
    tellsWhoAsks: false,
    read: (lock) =>
      lock.split('\n').flatMap((line) => {
        const [name, version, integrity] = line.split(' ');
        return name && version && integrity ? [{ name, version, from: null, integrity }] : [];
      }),
    missing: (lock, content) => {
      const required = [...content.matchAll(/^\s*(?:require\s+)?([\w.-]+\.[\w.-]+\/\S+|[\w-]+\.[\w.]+)\s+(v\d\S*)/gm)];
      const replaced = new Set([...content.matchAll(/^\s*(?:replace\s+)?(\S+)(?:\s+v\S+)?\s+=>/gm)].map(([, name = '']) => name));
      return required.flatMap(([, name = '', version = '']) =>
        replaced.has(name) || lock.includes(`${name} ${version}/go.mod `) ? [] : [name],
      );
    },
  },
  {
    // https://github.com/ruby/rubygems/blob/master/bundler/lib/bundler/lockfile_parser.rb
    path: /(^|\/)(Gemfile|gems)\.(lock|locked)$/,
    manifest: 'Gemfile',
    hosts: ['rubygems.org'],
    wanted: (content) => [...content.matchAll(/^\s*gem\s+["']([\w.-]+)["']/gm)].map(([, name = '']) => ({ name, range: '' })),
    // A `Gemfile` is a program: what it asks for may be in a file of its own.
    tellsWhoAsks: false,
    read: readGems,
    missing: () => [],
  },
  {
    // https://getcomposer.org/doc/01-basic-usage.md
    path: /(^|\/)composer\.lock$/,
    manifest: 'composer.json',
    hosts: ['api.github.com', 'codeload.github.com'],
    wanted: (content) =>
      ['require', 'require-dev'].flatMap((key) =>
        entries(at(JSON.parse(content), key)).map(([name, range]) => ({ name, range: String(range) })),
      ),
    tellsWhoAsks: true,
    read: (lock) =>
      ['packages', 'packages-dev'].flatMap((key) =>
        list.parse(at(JSON.parse(lock), key)).map((each): Locked => {
          const [name, url] = [String(each['name']), text.parse(at(each, 'dist', 'url')) ?? text.parse(at(each, 'source', 'url'))];
          const asks = names(each['require']);
          // Packagist has no files of its own: where it is fetched from, and which commit, is all there is.
          const commit = text.parse(at(each, 'dist', 'reference'));
          return {
            name,
            version: String(each['version']),
            from: url,
            integrity: `${url} ${commit}`,
            asks,
            odd:
              commit !== null && url !== null && !url.includes(commit) && url.includes('github.com')
                ? 'its address is of another commit'
                : null,
          };
        }),
      ),
    missing: (lock, content) => {
      const locked = new Set(
        ['packages', 'packages-dev'].flatMap((key) => list.parse(at(JSON.parse(lock), key)).map(({ name }) => String(name).toLowerCase())),
      );
      const wanted = ['require', 'require-dev'].flatMap((key) => names(at(JSON.parse(content), key)));
      // `php` and `ext-json` are of the machine.
      return wanted.filter((name) => name.includes('/') && !locked.has(name.toLowerCase()));
    },
  },
];

/** Sections by their remote: `GEM`, `GIT`, `PATH`; hashes are in `CHECKSUMS`, where bundler was told to keep them. */
function readGems(lock: string): readonly Locked[] {
  const sums = new Map(
    [...(/^CHECKSUMS\n([\s\S]*?)(?:\n\n|\n*$(?![\s\S]))/m.exec(lock)?.[1] ?? '').matchAll(/^ {2}(\S+) \(([^)]+)\)(?: (\S+))?/gm)].map(
      ([, name, version, sum]) => [`${name} ${version}`, sum ?? null],
    ),
  );
  return lock.split(/\n(?=[A-Z])/).flatMap((section) => {
    const kind = /^(GEM|GIT|PATH)\n/.exec(section)?.[1];
    const remote = /^ {2}remote: (.+)$/m.exec(section)?.[1] ?? null;
    if (kind === undefined || kind === 'PATH') return [];
    return [...section.matchAll(/^ {4}(\S+) \(([^)]+)\)$/gm)].map(([, name = '', version = '']): Locked => ({
      name,
      version,
      from: kind === 'GIT' ? `git+${remote}` : remote,
      integrity: sums.get(`${name} ${version}`) ?? null,
    }));
  });
}
