import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Command } from '../../launch/command.ts';
import { isOpenToAll, isRoot } from '../../process/account.ts';
import { findPythons } from '../../toolchains/python/find.ts';
import type { Installed } from '../../toolchains/versions.ts';
import type { Carried } from './carried.ts';
import { isObtained, serverFolder } from './obtain.ts';

const list = 'requirements.txt';

/** A server that is a package of PyPI. */
export interface PythonProgram {
  /** `Chroma`. */
  readonly title: string;
  /** Name of its package, which names its folder. */
  readonly package: string;
  readonly version: string;
  /** Further requirements: what it needs and does not say. */
  readonly requirements?: readonly string[];
  /** Packages it needs that have no wheels: these alone are built here. */
  readonly sources?: readonly string[];
  /** Name of its program in the environment's `bin`. */
  readonly program: string;
  /** Minor versions of Python 3 it has wheels for, the first and the last. */
  readonly python: readonly [oldest: number, newest: number];
  /** The SHA-256 of its wheels, where somebody else than its makers packs it: nothing but these is taken. */
  readonly hashes?: readonly string[];
}

/**
 * The program in a virtual environment of its own, `null` where this machine has no Python for it. Wheels are taken wherever there are
 * any: installing one runs nothing of a package, which matters where we are root.
 */
export function installedFromPyPI(request: PythonProgram, pythons: () => readonly Installed[] = findPythons): Carried | null {
  const folder = serverFolder(request.package, request.version);
  const program = join(folder, 'environment', 'bin', request.program);
  const label = `${request.title} ${request.version} (PyPI)`;
  const python = isObtained({ folder }) ? 'python3' : findPython(pythons(), request.python);
  if (python === null) return null;
  const files = { [list]: requirementsOf(request) };
  return { program, obtain: { label, folder, files, commands: commandsFor(request, folder, python), env: {} } };
}

/** The newest one that fits; where we are root, one that another account can run comes before one in root's home. */
function findPython(pythons: readonly Installed[], [oldest, newest]: readonly [number, number]): string | null {
  const fitting = pythons
    .map(({ program, version }) => ({ program, minor: Number(version.split('.')[1]), open: !isRoot() || isOpenToAll(dirname(program)) }))
    .filter(({ minor }) => minor >= oldest && minor <= newest)
    .toSorted((a, b) => Number(b.open) - Number(a.open) || b.minor - a.minor);
  return fitting[0]?.program ?? null;
}

function commandsFor(request: PythonProgram, folder: string, python: string): Command[] {
  const environment = join(folder, 'environment');
  const closed = isRoot() && isAbsolute(python) && !isOpenToAll(dirname(python));
  // A Python in root's home is copied, since the account of a server cannot reach it: it finds its library beside itself.
  const own = join(folder, 'python');
  const used = closed ? join(own, 'bin', basename(python)) : python;
  const pip = [join(environment, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'];
  return [
    ...(closed ? [{ argv: ['cp', '-a', dirname(dirname(python)), own] }] : []),
    { argv: [used, '-m', 'venv', environment] },
    {
      argv: [
        ...pip,
        '--no-cache-dir',
        '--only-binary=:all:',
        ...(request.sources ? [`--no-binary=${request.sources.join(',')}`] : []),
        ...(request.hashes ? ['--require-hashes'] : []),
        '-r',
        join(folder, list),
      ],
    },
  ];
}

function requirementsOf({ package: name, version, requirements = [], hashes = [] }: PythonProgram): string {
  const lines = [`${name}==${version}${hashes.map((hash) => ` --hash=sha256:${hash}`).join('')}`, ...requirements];
  return `${lines.join('\n')}\n`;
}
