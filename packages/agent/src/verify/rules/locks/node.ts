import semver from 'semver';
import { parse as parseYaml } from 'yaml';
import { at, entries, names, text, type Locked, type LockReader, type Wanted } from './locked.ts';

const hosts = ['registry.npmjs.org', 'registry.yarnpkg.com'];
const manifest = 'package.json';
const dependencyKeys = ['dependencies', 'devDependencies', 'optionalDependencies'];

function askedIn(content: string, keys: readonly string[]): readonly Wanted[] {
  const parsed: unknown = JSON.parse(content);
  return keys.flatMap((key) => entries(at(parsed, key)).map(([name, range]) => ({ name, range: String(range) })));
}
const own = (content: string): readonly Wanted[] => askedIn(content, dependencyKeys);
const wanted = (content: string): readonly Wanted[] => askedIn(content, [...dependencyKeys, 'peerDependencies']);
const asksOf = (each: unknown): readonly string[] =>
  ['dependencies', 'optionalDependencies', 'peerDependencies', 'peerDependenciesMeta'].flatMap((key) => names(at(each, key)));

/** `https://registry.npmjs.org/@scope/name/-/name-1.0.0.tgz`: a registry's address says which package it is. */
function oddAddress(name: string, version: string, from: string | null): string | null {
  const path = from !== null && URL.canParse(from) ? decodeURIComponent(new URL(from).pathname) : '';
  if (!path.includes('/-/')) return null;
  const should = `/${name}/-/${name.slice(name.lastIndexOf('/') + 1)}-${version}.tgz`;
  return path.endsWith(should) ? null : `its address is that of ${path.slice(path.lastIndexOf('/') + 1)}`;
}

/** Only where both say a plain version or range: what is an alias, a tag or a path is asked for by its words. */
const fits = (range: string, version: string | undefined): boolean =>
  version === undefined ||
  semver.validRange(range) === null ||
  semver.valid(version) === null ||
  semver.satisfies(version, range, { includePrerelease: true });

export const nodeReaders: readonly LockReader[] = [
  {
    // https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json
    path: /(^|\/)(package-lock|npm-shrinkwrap)\.json$/,
    manifest,
    hosts,
    wanted,
    tellsWhoAsks: true,
    read: (lock) => {
      const packages = entries(at(JSON.parse(lock), 'packages'));
      const aliases = new Set(
        packages.flatMap(([, each]) =>
          dependencyKeys.flatMap((key) => entries(at(each, key)).map(([name, range]) => `${name} ${String(range)}`)),
        ),
      );
      return packages
        .filter(([path, each]) => path.includes('node_modules/') && at(each, 'link') !== true)
        .map(([path, each]): Locked => {
          const as = path.slice(path.lastIndexOf('node_modules/') + 13);
          const name = text.parse(at(each, 'name')) ?? as;
          const [version, from] = [String(at(each, 'version')), text.parse(at(each, 'resolved'))];
          const isAlias =
            name === as ||
            [...aliases].some((asked) => asked.startsWith(`${as} npm:${name}`) || /^\S+ (git|file|https?|github)/.test(asked));
          return {
            name,
            as,
            version,
            from,
            integrity: text.parse(at(each, 'integrity')),
            asks: asksOf(each),
            odd: isAlias ? oddAddress(name, version, from) : `it stands in the place of ${as}`,
          };
        });
    },
    missing: (lock, content) => {
      const packages = at(JSON.parse(lock), 'packages');
      const root = at(packages, '');
      const locked = new Map(dependencyKeys.flatMap((key) => entries(at(root, key)).map(([name, range]) => [name, String(range)])));
      return own(content).flatMap(({ name, range }) => {
        const version = text.parse(at(packages, `node_modules/${name}`, 'version')) ?? undefined;
        return locked.get(name) === range && fits(range, version) ? [] : [name];
      });
    },
  },
  {
    // https://github.com/pnpm/spec/blob/master/lockfile/9.0.md
    path: /(^|\/)pnpm-lock\.yaml$/,
    manifest,
    hosts,
    wanted,
    tellsWhoAsks: true,
    read: (lock) => {
      const parsed: unknown = parseYaml(lock);
      const snapshots = entries(at(parsed, 'snapshots'));
      const asks = new Map<string, string[]>();
      for (const [key, each] of snapshots) {
        const plain = key.replace(/\(.*$/, '');
        asks.set(plain, [
          ...(asks.get(plain) ?? []),
          ...dependencyKeys.flatMap((kind) => entries(at(each, kind)).map(([as, version]) => realName(as, version))),
        ]);
      }
      return entries(at(parsed, 'packages')).map(([key, each]): Locked => {
        const [, name = key, version = ''] = /^\/?(@?[^@]+)@(.*)$/.exec(key) ?? [];
        const resolution = at(each, 'resolution');
        const repository = text.parse(at(resolution, 'repo')) ?? text.parse(at(resolution, 'tarball'));
        const from = at(resolution, 'type') === 'git' ? `git+${repository}` : repository;
        return {
          name,
          version,
          from,
          integrity: text.parse(at(resolution, 'integrity')),
          // What others bring along for it is not in each lock.
          asks: [...new Set([...(asks.get(key.replace(/^\//, '')) ?? []), ...asksOf(each)])],
          odd: oddAddress(name, version, from),
        };
      });
    },
    missing: (lock, content) => {
      const parsed: unknown = parseYaml(lock);
      const root = at(parsed, 'importers', '.') ?? parsed;
      const locked = new Map(dependencyKeys.flatMap((key) => entries(at(root, key))));
      return own(content).flatMap(({ name, range }) => {
        const each = locked.get(name);
        const version = text.parse(at(each, 'version'))?.replace(/\(.*$/, '');
        if (each === undefined || (text.parse(at(each, 'specifier')) ?? range) !== range) return [name];
        // `debug: { specifier: 4.3.7, version: other@1.0.0 }` is another package under its name.
        const isOther =
          semver.validRange(range) !== null && version !== undefined && semver.valid(version) === null && !version.startsWith('link:');
        return isOther || !fits(range, version) ? [name] : [];
      });
    },
  },
  {
    // Version 1 is a format of its own, later ones are YAML.
    path: /(^|\/)yarn\.lock$/,
    manifest,
    hosts,
    wanted,
    tellsWhoAsks: true,
    read: (lock) => (lock.includes('__metadata:') ? readBerry(lock) : readClassic(lock)),
    missing: (lock, content) => {
      const locked = new Map(descriptorsOf(lock));
      return own(content).flatMap(({ name, range }) => {
        if (/^(workspace|file|link|portal|patch):/.test(range)) return [];
        const version = locked.get(`${name}@${range}`) ?? locked.get(`${name}@npm:${range}`);
        return version === undefined || !fits(range, version) ? [name] : [];
      });
    },
  },
  {
    // https://bun.sh/docs/install/lockfile: JSON with comments and commas at the end, which YAML is a superset of.
    path: /(^|\/)bun\.lock$/,
    manifest,
    hosts,
    wanted,
    tellsWhoAsks: true,
    read: (lock) =>
      entries(at(parseYaml(lock), 'packages')).map(([key, each]): Locked => {
        const parts = Array.isArray(each) ? each : [];
        const [, name = key, rest = ''] = /^(@?[^@]+)@(.*)$/.exec(String(parts[0])) ?? [];
        const isPlain = semver.valid(rest) !== null;
        const as = /(@[^/]+\/)?[^/]+$/.exec(key)?.[0] ?? key;
        const registry = isPlain && typeof parts[1] === 'string' && parts[1] !== '' ? parts[1] : null;
        const from = isPlain ? registry : rest.replace(/^workspace:.*/, 'workspace:');
        const integrity = parts.findLast((part) => typeof part === 'string' && /^sha\d+-/.test(part));
        return { name, as, version: rest, from, integrity: typeof integrity === 'string' ? integrity : null, asks: parts.flatMap(asksOf) };
      }),
    missing: (lock, content) => {
      const parsed: unknown = parseYaml(lock);
      const root = at(parsed, 'workspaces', '');
      const locked = new Map(dependencyKeys.flatMap((key) => entries(at(root, key)).map(([name, range]) => [name, String(range)])));
      return own(content).flatMap(({ name, range }) => {
        const found = at(parsed, 'packages', name);
        const said = Array.isArray(found) ? String(found[0]) : '';
        const isOther = semver.validRange(range) !== null && !said.startsWith(`${name}@`);
        return locked.get(name) === range && !isOther && fits(range, said.slice(name.length + 1)) ? [] : [name];
      });
    },
  },
];

/** `other: real@1.0.0` needs `real`. */
const realName = (as: string, version: unknown): string => /^(@?[^@(]+)@/.exec(String(version))?.[1] ?? as;

const blocks = (lock: string): readonly string[] => lock.split(/\n(?=\S)/).filter((block) => !block.startsWith('#'));

/** `debug@4.3.7`, `ms@npm:^2.1.2` with the version each leads to. */
function descriptorsOf(lock: string): readonly (readonly [string, string])[] {
  return blocks(lock).flatMap((block) => {
    const head = block.slice(0, block.indexOf('\n')).replace(/:\s*$/, '');
    const version = /^\s+"?version"?:? "?([^"\n]+)"?/m.exec(block)?.[1];
    return version === undefined ? [] : head.split(/,\s*/).map((each) => [each.trim().replaceAll('"', ''), version] as const);
  });
}

/** Lines below `dependencies` of a block of the first version. */
function classicAsks(block: string): readonly string[] {
  const found: string[] = [];
  let within = false;
  for (const line of block.split('\n')) {
    if (/^ {2}\S/.test(line)) within = /^ {2}(optionalD|d)ependencies:/.test(line);
    else if (within) found.push(/^ {4}"?(@?[^"\s@]+)"?/.exec(line)?.[1] ?? '');
  }
  return found.filter(Boolean);
}

function readClassic(lock: string): readonly Locked[] {
  return blocks(lock).flatMap((block): readonly Locked[] => {
    const first = /^"?([^",\n]+)/.exec(block)?.[1] ?? '';
    const [, as, range = ''] = /^(@?[^@]+)@(.*?):?$/.exec(first) ?? [];
    const version = /^\s+version "([^"]+)"/m.exec(block)?.[1];
    if (as === undefined || version === undefined) return [];
    const name = /^npm:(@?[^@]+)/.exec(range)?.[1] ?? as;
    const from = /^\s+resolved "([^"]+)"/m.exec(block)?.[1]?.replace(/#[\da-f]{40}$/, '') ?? null;
    const integrity = /^\s+integrity (\S+)/m.exec(block)?.[1] ?? null;
    return [{ name, as, version, from, integrity, asks: classicAsks(block), odd: oddAddress(name, version, from) }];
  });
}

function readBerry(lock: string): readonly Locked[] {
  return entries(parseYaml(lock)).flatMap(([key, each]): readonly Locked[] => {
    const resolution = text.parse(at(each, 'resolution'));
    if (key === '__metadata' || resolution === null || /@workspace:/.test(resolution)) return [];
    const [, as = key] = /^(@?[^@]+)@/.exec(key) ?? [];
    const [, name = key, reference = ''] = /^(@?[^@]+)@(.*)$/.exec(resolution) ?? [];
    const version = String(at(each, 'version'));
    // `npm:1.0.0::__archiveUrl=https%3A%2F%2F...` is fetched from there.
    const archive = /__archiveUrl=([^&]+)/.exec(reference)?.[1];
    const from = archive === undefined ? (reference.startsWith('npm:') ? null : reference) : decodeURIComponent(archive);
    const isAlias = name === as || key.includes(`@npm:${name}@`);
    const pinned = /^npm:([^:]+)/.exec(reference)?.[1];
    const odd = !isAlias
      ? `it stands in the place of ${as}`
      : pinned !== undefined && pinned !== version
        ? `it is resolved as ${pinned}`
        : oddAddress(name, version, from);
    return [{ name, as, version, from, integrity: text.parse(at(each, 'checksum')), asks: asksOf(each), odd }];
  });
}
