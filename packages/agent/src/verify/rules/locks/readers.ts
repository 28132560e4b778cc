import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

/** One package as a lock pins it. */
export interface Locked {
  readonly name: string;
  readonly version: string;
  /** Address it is fetched from, `null` where the lock does not say. */
  readonly from: string | null;
  readonly integrity: string | null;
}

export interface LockReader {
  readonly path: RegExp;
  readonly manifest: string;
  /** Of the ecosystem's public registry. */
  readonly hosts: readonly string[];
  read(text: string): readonly Locked[];
  /** Names a manifest asks for that the lock does not have. */
  missing(lock: string, manifest: string): readonly string[];
}

const record = z.record(z.string(), z.unknown()).catch({});
const list = z.array(record).catch([]);
const text = z.string().nullable().catch(null);
const at = (value: unknown, key: string): unknown => record.parse(value)[key];
const entries = (value: unknown): readonly (readonly [string, unknown])[] => Object.entries(record.parse(value));

const dependencyKeys = ['dependencies', 'devDependencies', 'optionalDependencies'];
const asked = (manifest: string): readonly (readonly [string, string])[] => {
  const parsed: unknown = JSON.parse(manifest);
  return dependencyKeys.flatMap((key) => entries(at(parsed, key)).map(([name, range]) => [name, String(range)] as const));
};
const npmHosts = ['registry.npmjs.org', 'registry.yarnpkg.com'];
const pythonHosts = ['pypi.org', 'files.pythonhosted.org'];

/** PEP 503: names of Python packages are compared so. */
const plain = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

function askedPython(manifest: string): readonly string[] {
  const parsed = parseToml(manifest);
  const project = z
    .array(z.string())
    .catch([])
    .parse(at(at(parsed, 'project'), 'dependencies'));
  const poetry = entries(at(at(at(parsed, 'tool'), 'poetry'), 'dependencies'))
    .map(([name]) => name)
    .filter((name) => name !== 'python');
  return [...project.flatMap((each) => /^[\w.-]+/.exec(each.trim())?.[0] ?? []), ...poetry].map(plain);
}

const tomlPackages = (lock: string): readonly Readonly<Record<string, unknown>>[] => list.parse(at(parseToml(lock), 'package'));
const missingPython = (lock: string, manifest: string): readonly string[] => {
  const names = new Set(tomlPackages(lock).map(({ name }) => plain(String(name))));
  return askedPython(manifest).filter((name) => !names.has(name));
};

/** A hash of all files of a package. */
const hashes = (files: unknown): string | null => {
  const found = list
    .parse(files)
    .flatMap((each) => text.parse(each['hash']) ?? [])
    .sort();
  return found.length === 0 ? null : found.join(' ');
};

export const lockReaders: readonly LockReader[] = [
  {
    // https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json
    path: /(^|\/)(package-lock|npm-shrinkwrap)\.json$/,
    manifest: 'package.json',
    hosts: npmHosts,
    read: (lock) =>
      entries(at(JSON.parse(lock), 'packages'))
        .filter(([path, each]) => path.includes('node_modules/') && at(each, 'link') !== true)
        .map(([path, each]) => ({
          name: text.parse(at(each, 'name')) ?? path.slice(path.lastIndexOf('node_modules/') + 13),
          version: String(at(each, 'version')),
          from: text.parse(at(each, 'resolved')),
          integrity: text.parse(at(each, 'integrity')),
        })),
    missing: (lock, manifest) => {
      const root = at(at(JSON.parse(lock), 'packages'), '');
      const locked = new Map(dependencyKeys.flatMap((key) => entries(at(root, key)).map(([name, range]) => [name, String(range)])));
      return asked(manifest).flatMap(([name, range]) => (locked.get(name) === range ? [] : [name]));
    },
  },
  {
    path: /(^|\/)pnpm-lock\.yaml$/,
    manifest: 'package.json',
    hosts: npmHosts,
    read: (lock) =>
      entries(at(parseYaml(lock), 'packages')).map(([key, each]) => {
        const [, name = key, version = ''] = /^\/?(@?[^@]+)@(.*)$/.exec(key) ?? [];
        const resolution = at(each, 'resolution');
        const repository = text.parse(at(resolution, 'repo')) ?? text.parse(at(resolution, 'tarball'));
        return {
          name,
          version,
          from: at(resolution, 'type') === 'git' ? `git+${repository}` : repository,
          integrity: text.parse(at(resolution, 'integrity')),
        };
      }),
    missing: (lock, manifest) => {
      const parsed: unknown = parseYaml(lock);
      const root = at(at(parsed, 'importers'), '.') ?? parsed;
      const locked = new Map(
        dependencyKeys.flatMap((key) => entries(at(root, key)).map(([name, each]) => [name, text.parse(at(each, 'specifier'))])),
      );
      return asked(manifest).flatMap(([name, range]) =>
        locked.get(name) === range || (locked.has(name) && locked.get(name) === null) ? [] : [name],
      );
    },
  },
  {
    // Version 1 is a format of its own, later ones are YAML.
    path: /(^|\/)yarn\.lock$/,
    manifest: 'package.json',
    hosts: npmHosts,
    read: (lock) =>
      lock.split(/\n(?=\S)/).flatMap((block) => {
        const name = /^"?(@?[^@"\n#]+)@/.exec(block)?.[1];
        const version = /^\s+"?version"?:? "?([^"\n]+)"?/m.exec(block)?.[1];
        if (!name || !version || name === '__metadata') return [];
        const resolved =
          /^\s+resolved "([^"]+)"/m.exec(block)?.[1] ?? /^\s+resolution: "[^"]*?@((?:https?|git|ssh)[^"]+)"/m.exec(block)?.[1];
        const integrity = /^\s+(?:integrity|checksum:) (\S+)/m.exec(block)?.[1];
        return [{ name, version, from: resolved?.replace(/#[\da-f]{40}$/, '') ?? null, integrity: integrity ?? null }];
      }),
    missing: (lock, manifest) =>
      asked(manifest).flatMap(([name, range]) =>
        range.startsWith('workspace:') || lock.includes(`${name}@${range}`) || lock.includes(`${name}@npm:${range}`) ? [] : [name],
      ),
  },
  {
    path: /(^|\/)uv\.lock$/,
    manifest: 'pyproject.toml',
    hosts: pythonHosts,
    read: (lock) =>
      tomlPackages(lock).map((each) => {
        const source = record.parse(each['source']);
        const git = text.parse(source['git']);
        const file = list.parse([...list.parse(each['wheels']), ...(each['sdist'] === undefined ? [] : [each['sdist']])]);
        const odd = file
          .map(({ url }) => text.parse(url))
          .find((url) => url !== null && !/^https:\/\/(files\.pythonhosted\.org|pypi\.org)\//.test(url));
        const from = git !== null ? `git+${git}` : (odd ?? text.parse(source['registry']) ?? text.parse(source['url']));
        return { name: String(each['name']), version: String(each['version']), from, integrity: hashes(file) };
      }),
    missing: missingPython,
  },
  {
    path: /(^|\/)poetry\.lock$/,
    manifest: 'pyproject.toml',
    hosts: pythonHosts,
    read: (lock) =>
      tomlPackages(lock).map((each) => {
        const source = record.parse(each['source']);
        const url = text.parse(source['url']);
        return {
          name: String(each['name']),
          version: String(each['version']),
          from: source['type'] === 'git' ? `git+${url}` : url,
          integrity: hashes(each['files']),
        };
      }),
    missing: missingPython,
  },
  {
    path: /(^|\/)Cargo\.lock$/,
    manifest: 'Cargo.toml',
    hosts: ['github.com', 'index.crates.io'],
    read: (lock) =>
      tomlPackages(lock).map((each) => {
        const source = text.parse(each['source']);
        const registry =
          source === 'registry+https://github.com/rust-lang/crates.io-index'
            ? 'https://index.crates.io/'
            : (source?.replace(/^(registry|sparse)\+/, '') ?? null);
        return { name: String(each['name']), version: String(each['version']), from: registry, integrity: text.parse(each['checksum']) };
      }),
    missing: (lock, manifest) => {
      const names = new Set(tomlPackages(lock).map(({ name }) => String(name)));
      const wanted = ['dependencies', 'dev-dependencies', 'build-dependencies'].flatMap((key) => entries(at(parseToml(manifest), key)));
      return wanted.map(([name, each]) => text.parse(at(each, 'package')) ?? name).filter((name) => !names.has(name));
    },
  },
  {
    path: /(^|\/)go\.sum$/,
    manifest: 'go.mod',
    hosts: [],
    read: (lock) =>
      lock.split('\n').flatMap((line) => {
        const [name, version, integrity] = line.split(' ');
        return name && version && integrity ? [{ name, version, from: null, integrity }] : [];
      }),
    missing: (lock, manifest) => {
      const required = [...manifest.matchAll(/^\s*(?:require\s+)?([\w.-]+\.[\w.-]+\/\S+|[\w-]+\.[\w.]+)\s+(v\d\S*)/gm)];
      const replaced = new Set([...manifest.matchAll(/^\s*(?:replace\s+)?(\S+)(?:\s+v\S+)?\s+=>/gm)].map(([, name = '']) => name));
      return required.flatMap(([, name = '', version = '']) =>
        replaced.has(name) || lock.includes(`${name} ${version}/go.mod `) ? [] : [name],
      );
    },
  },
];
