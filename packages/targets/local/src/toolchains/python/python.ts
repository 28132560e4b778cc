import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Command } from '../../launch/command.ts';
import { isExecutable, programsOnPath } from '../../servers/programs.ts';
import { toolMissing } from '../missing.ts';
import { calls, plainToolchain, type Toolchain, type ToolchainRequest } from '../toolchain.ts';
import { chooseVersion, newestFirst, type Installed } from '../versions.ts';
import { condaStandIn } from './conda.ts';
import { findPythons } from './find.ts';
import { poetryStandIn, type StandIn } from './poetry.ts';
import { requirementFiles } from './requirements.ts';

/** Installers that come from PyPI themselves; one that the repository uses and the machine lacks is put into an environment of its own. */
const installers = ['uv', 'poetry', 'pipenv', 'pdm', 'hatch'];

interface Tool extends StandIn {
  readonly setup: readonly Command[];
}

/** A virtual environment of the service's own, made with the Python that fits best. */
export function pythonToolchain({ service, cwd, dir, toolchains }: ToolchainRequest): Toolchain {
  const pythons = findPythons();
  const wanted = service.runtime.version;
  const choice = chooseVersion(pythons, wanted);
  if (!choice)
    throw toolMissing(`${service.name} asks for Python ${wanted ?? '3'}, and this machine has none`, 'apt-get install python3-venv');
  const { program, version } = choice.chosen;
  const place = relative(dir, cwd) || 'root';
  const key = createHash('sha256').update(`${place}\0${program}`).digest('hex').slice(0, 8);
  const label = `${place.replace(/[^\w.-]+/g, '-')}-${key}`;
  const venv = join(toolchains, `python-${label}`);
  const standIns = standInsFor({ service, cwd, dir, toolchains }, label);
  const lacking = installers.filter((name) => calls(service, name) && !onMachine(name));
  const fetched = lacking.filter((name) => standIns[name] === undefined).map((name) => toolOf(name, pythons, toolchains));
  const tools = [...Object.values(standIns), ...fetched];
  const uv = programsOnPath('uv').find((file) => !isShim(file));
  return {
    ...plainToolchain,
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
    tools: {
      language: 'python',
      venv,
      version,
      others: othersOf(pythons, choice.chosen),
      uv:
        uv === undefined ? { program: uvOf(toolchains), setup: [...toolOf('uv', pythons, toolchains).setup] } : { program: uv, setup: [] },
      requirements: [...requirementFiles(service.install, cwd), ...tools.flatMap(({ requirements }) => requirements)],
      locked: tools.some(({ locked }) => locked),
      constraints: join(toolchains, `constraints-${label}.txt`),
    },
  };
}

/** Other Pythons in the order they are worth a try: what an old repository was written for is older, and not by much. */
function othersOf(pythons: readonly Installed[], { program, version }: Installed): Installed[] {
  const ordered = newestFirst(pythons.filter((python) => python.program !== program));
  const at = ordered.findIndex((python) => newestFirst([python, { program, version }])[0]?.program === program);
  return at === -1 ? ordered.toReversed() : [...ordered.slice(at), ...ordered.slice(0, at).toReversed()];
}

/** Tools that take longer to get than what they are to do, and that cannot be had from PyPI. */
function standInsFor({ service, cwd, toolchains }: ToolchainRequest, label: string): Record<string, Tool> {
  const standIns: Record<string, Tool> = {};
  const poetry = calls(service, 'poetry') && !onMachine('poetry') ? poetryStandIn(cwd, toolchains, label) : null;
  if (poetry) standIns['poetry'] = { ...poetry, setup: [] };
  const conda = calls(service, 'conda') && !onMachine('conda') ? condaStandIn(cwd, toolchains, label) : null;
  if (conda) standIns['conda'] = { ...conda, setup: [] };
  return standIns;
}

/** Nothing when it is there already; anew when it was left half made. */
export function venvCommands(program: string, venv: string): Command[] {
  if (isExecutable(join(venv, 'bin', 'pip'))) return [];
  return [newVenv(program, venv)];
}

export function newVenv(program: string, venv: string): Command {
  return { argv: [program, '-m', 'venv', '--clear', venv] };
}

const uvOf = (toolchains: string): string => join(toolchains, 'tools', 'uv', 'bin', 'uv');

function toolOf(name: string, pythons: readonly Installed[], toolchains: string): Tool {
  const venv = join(toolchains, 'tools', name);
  const bin = join(venv, 'bin');
  // The newest Python runs them all, whichever the repository needs for itself.
  const newest = newestFirst(pythons)[0]?.program ?? 'python3';
  const setup: Command[] = isExecutable(join(bin, name))
    ? []
    : [...venvCommands(newest, venv), { argv: [join(bin, 'python'), '-m', 'pip', 'install', '--quiet', name] }];
  // Only the tool itself may be seen: beside it lie a `python` and a `pip` that are not the service's.
  const only = join(venv, 'only');
  return {
    bin: only,
    setup: [...setup, { argv: ['/bin/sh', '-c', 'mkdir -p "$1" && ln -sf "$2" "$1/"', 'sh', only, join(bin, name)] }],
    requirements: [],
    locked: false,
  };
}

/** A shim of a version manager stands for a program that may not be there. */
function onMachine(name: string): boolean {
  return programsOnPath(name).some((file) => !isShim(file));
}

function isShim(file: string): boolean {
  return /[\\/]shims$/.test(dirname(file)) || /[\\/](pyenv|asdf)$/.test(realpathSync(file));
}
