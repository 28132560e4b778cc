import { exitCodes, GroundworkError } from '@groundwork/host';
import { isExecutable } from '@groundwork/host/programs';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { knownAgents, type KnownAgent } from './table.ts';

/** An agent that is on this machine. */
export interface FoundAgent {
  readonly name: string;
  /** `null` where it is not of the table: it is started as it was said, and finds its model by `OPENAI_BASE_URL` and its like. */
  readonly known: KnownAgent | null;
  /** Without the arguments of `KnownAgent.setup`. */
  readonly command: readonly string[];
  /** Folders its program is in: what a jail has to let it read. */
  readonly folders: readonly string[];
}

export interface FindOptions {
  /** Of the command line that runs: `[node, groundwork.js]`. */
  readonly own: readonly string[];
  /** Folders of programs, as in PATH. */
  readonly path: string;
}

/** By its name in the table, else as a command: `my-agent --acp`. Throws `agent.not_installed` (exit 3) with the command that gets it. */
export function findAgent(asked: string, { own, path }: FindOptions): FoundAgent {
  const known = knownAgents.find(({ name }) => name === asked) ?? null;
  if (known?.package === null) return { name: known.name, known, command: own, folders: foldersOf(own, checkoutOf) };
  const [program = '', ...args] = known === null ? asked.trim().split(/\s+/) : [known.program];
  const file = findProgram(program, path);
  if (file === null) throw notInstalled(asked, known);
  return { name: known?.name ?? program, known, command: [file, ...args], folders: foldersOf([file]) };
}

/** The file a name on PATH is, or a path; `null` where there is none to start. */
export function findProgram(program: string, path: string): string | null {
  if (program === '') return null;
  const places = program.includes(sep) ? [resolve(program)] : path.split(delimiter).map((folder) => join(folder, program));
  return places.find((place) => isAbsolute(place) && isExecutable(place)) ?? null;
}

/** A package of npm is started by a link, and needs the packages beside it. */
function foldersOf(files: readonly string[], folderOf: (file: string) => string = dirname): readonly string[] {
  const folders = files.flatMap((file) => {
    const real = realpathSync(file);
    const packages = real.indexOf(`${sep}node_modules${sep}`);
    return [dirname(file), packages === -1 ? folderOf(real) : real.slice(0, packages)];
  });
  return [...new Set(folders)];
}

/** Of our own command line, where it is run from a checkout: the folder its packages are installed in. */
function checkoutOf(file: string): string {
  for (let folder = dirname(file); dirname(folder) !== folder; folder = dirname(folder))
    if (existsSync(join(folder, 'package-lock.json'))) return folder;
  return dirname(file);
}

function notInstalled(asked: string, known: KnownAgent | null): GroundworkError {
  const names = knownAgents.map(({ name }) => name).join(', ');
  return new GroundworkError({
    code: 'agent.not_installed',
    message: known === null ? `There is no agent ${asked}, nor such a program` : `${known.title} is not installed`,
    where: 'PATH',
    fix: known?.package
      ? `npm install --global ${known.package.name}@${known.package.version}`
      : `name one of ${names}, or the command of another`,
    exit: exitCodes.notPossibleHere,
  });
}
