import { parse as parseYaml } from 'yaml';
import { at, entries, text, type Locked, type LockReader } from './locked.ts';
import { asksOf, fits, hosts, manifest, oddAddress, own, wanted } from './package-json.ts';

export const yarnReader: LockReader = {
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
};

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
