import semver from 'semver';
import { parse as parseYaml } from 'yaml';
import { at, entries, text, type Locked, type LockReader } from './locked.ts';
import { asksOf, dependencyKeys, fits, hosts, manifest, oddAddress, own, wanted } from './package-json.ts';
import { yarnReader } from './yarn.ts';

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
  yarnReader,
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
