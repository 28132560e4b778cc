import { join } from 'node:path';
import { minVersion, satisfies } from 'semver';
import type { Command } from '../../launch/command.ts';
import { isExecutable, machinePath } from '../../servers/programs.ts';

/** The package of npm that carries Node itself for this machine, as its `node` package would choose it. */
export function nodePackage(platform = process.platform, arch = process.arch): string | null {
  const system = { linux: 'linux', darwin: 'darwin' }[platform as string];
  return system !== undefined && (arch === 'x64' || arch === 'arm64') ? `node-${system}-${arch}` : null;
}

export interface FetchedNode {
  /** Folder with `node`, and `npm` where the machine's own does not run on it. */
  readonly bin: string;
  /** For building native addons: Node's headers. */
  readonly headers: string;
  readonly setup: readonly Command[];
}

/** Another Node from npm, in a folder of this environment. `null` where npm carries none for this machine. */
export function fetchNode(range: string, toolchains: string, nearest: string): FetchedNode | null {
  const carrier = nodePackage();
  const lowest = minVersion(range);
  if (carrier === null || lowest === null) return null;
  const prefix = join(toolchains, `node-${range.replaceAll(/[^\w.]+/g, '_')}`);
  const home = join(prefix, 'node_modules', carrier);
  const bin = join(prefix, 'bin');
  const npm = npmFor(lowest.version);
  const path = [nearest, ...machinePath()].join(':');
  const packages = [`${carrier}@${range}`, ...(npm === null ? [] : [`npm@${npm}`])];
  return {
    bin,
    headers: home,
    setup: isExecutable(join(bin, 'node'))
      ? []
      : [{ argv: ['/bin/sh', '-c', script, 'sh', prefix, home, path, join(nearest, 'node'), ...packages] }],
  };
}

/** What npm does not have leaves the nearest Node of the machine in its place. */
const script = `
prefix=$1 home=$2 path=$3 nearest=$4; shift 4
mkdir -p "$prefix/bin"
if PATH=$path npm install --no-save --silent --ignore-scripts --prefix "$prefix" "$@" && [ -x "$home/bin/node" ]; then
  ln -sf "$home/bin/node" "$prefix/bin/node"
  for name in npm npx; do
    if [ -e "$prefix/node_modules/npm/bin/$name-cli.js" ]; then ln -sf "../node_modules/npm/bin/$name-cli.js" "$prefix/bin/$name"; fi
  done
else
  echo "npm has no such Node: using $("$nearest" --version)"
  ln -sf "$nearest" "$prefix/bin/node"
fi
`;

/** The npm that still runs on an old Node; `null` where the machine's own does. Source: the \`engines\` of npm's releases. */
export function npmFor(node: string): string | null {
  if (satisfies(node, '<12.13')) return '6';
  if (satisfies(node, '<18.17')) return '8';
  return satisfies(node, '<20.17') ? '10' : null;
}
