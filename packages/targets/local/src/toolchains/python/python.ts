import { exitCodes, GroundworkError } from '@groundwork/host';
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Command } from '../../launch/command.ts';
import { isExecutable, programsOnPath } from '../../servers/programs.ts';
import { calls, type Toolchain, type ToolchainRequest } from '../toolchain.ts';
import { chooseVersion, type Installed } from '../versions.ts';
import { condaStandIn } from './conda.ts';
import { findPythons } from './find.ts';
import { poetryStandIn } from './poetry.ts';

/** Installers that come from PyPI themselves; one that the repository uses and the machine lacks is put into an environment of its own. */
const installers = ['uv', 'poetry', 'pipenv', 'pdm'];

/** A virtual environment of the service's own, made with the Python that fits best. */
export function pythonToolchain({ service, cwd, dir, toolchains }: ToolchainRequest): Toolchain {
  const pythons = findPythons();
  const wanted = service.runtime.version;
  const choice = chooseVersion(pythons, wanted);
  if (!choice) throw noPython(wanted);
  const { program, version } = choice.chosen;
  const place = relative(dir, cwd) || 'root';
  const key = createHash('sha256').update(`${place}\0${program}`).digest('hex').slice(0, 8);
  const label = place.replace(/[^\w.-]+/g, '-');
  const venv = join(toolchains, `python-${version}-${label}-${key}`);
  const lacking = installers.filter((name) => calls(service, name) && !onMachine(name));
  const standIn = lacking.includes('poetry') ? poetryStandIn(cwd, toolchains, `${label}-${key}`) : null;
  const conda = calls(service, 'conda') && !onMachine('conda') ? condaStandIn(cwd, toolchains, `${label}-${key}`) : null;
  const fetched = lacking.filter((name) => name !== 'poetry' || standIn === null).map((name) => toolOf(name, pythons, toolchains));
  const standIns = [standIn, conda].flatMap((bin) => (bin === null ? [] : [{ bin, setup: [] }]));
  const tools = [...standIns, ...fetched];
  return {
    title: `python ${version}`,
    path: [join(venv, 'bin'), ...tools.map(({ bin }) => bin)],
    env: {
      VIRTUAL_ENV: venv,
      // Output that is only written when a buffer is full is lost when a process dies.
      PYTHONUNBUFFERED: '1',
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      PIP_NO_INPUT: '1',
      // Compiled when first imported, and only what is: installing is half as long, and a start by hand would do the same.
      PIP_NO_COMPILE: '1',
      UV_PROJECT_ENVIRONMENT: venv,
      POETRY_NO_INTERACTION: '1',
      PIPENV_VERBOSITY: '-1',
    },
    setup: [...venvCommands(program, venv), ...tools.flatMap(({ setup }) => setup)],
    fingerprint: `${program} ${version} ${venv}`,
    warning: choice.other ? `${service.name} asks for Python ${wanted ?? ''}; this machine has ${version}` : null,
  };
}

/** Nothing when it is there already; anew when it was left half made. */
function venvCommands(program: string, venv: string): Command[] {
  if (isExecutable(join(venv, 'bin', 'pip'))) return [];
  return [{ argv: [program, '-m', 'venv', '--clear', venv] }];
}

function toolOf(name: string, pythons: readonly Installed[], toolchains: string): { bin: string; setup: Command[] } {
  const venv = join(toolchains, 'tools', name);
  const bin = join(venv, 'bin');
  // The newest Python runs them all, whichever the repository needs for itself.
  const newest = chooseVersion(pythons, '3.999')?.chosen.program ?? 'python3';
  const setup: Command[] = isExecutable(join(bin, name))
    ? []
    : [...venvCommands(newest, venv), { argv: [join(bin, 'python'), '-m', 'pip', 'install', '--quiet', name] }];
  // Only the tool itself may be seen: beside it lie a `python` and a `pip` that are not the service's.
  const only = join(venv, 'only');
  return {
    bin: only,
    setup: [...setup, { argv: ['/bin/sh', '-c', 'mkdir -p "$1" && ln -sf "$2" "$1/"', 'sh', only, join(bin, name)] }],
  };
}

/** A shim of a version manager stands for a program that may not be there. */
function onMachine(name: string): boolean {
  return programsOnPath(name).some((file) => !/[\\/]shims$/.test(dirname(file)) && !/[\\/](pyenv|asdf)$/.test(realpathSync(file)));
}

function noPython(wanted: string | null): GroundworkError {
  return new GroundworkError({
    code: 'toolchain.missing',
    message: `Python ${wanted ?? '3'} is needed, and this machine has none`,
    fix: 'apt-get install python3 python3-venv',
    exit: exitCodes.notPossibleHere,
  });
}
