import { exitCodes, GroundworkError } from '@groundwork/host';
import { chmodSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a repository's environments keep their state; ignored by git through a file of its own. */
export const stateFolder = '.groundwork';

/** Everything one environment keeps, by purpose. All of it is readable by its owner only. */
export interface EnvironmentFolder {
  readonly root: string;
  readonly state: string;
  readonly launch: string;
  readonly secrets: string;
  readonly events: string;
  /** Changes that its supervisor is asked for. */
  readonly requests: string;
  readonly lock: string;
  readonly supervisorLock: string;
  /** Held by whoever keeps the environment as the files of the repository say. */
  readonly watchLock: string;
  /** Its time is that of the last change that was seen by them. */
  readonly watchSeen: string;
  readonly logs: string;
  readonly data: string;
  /** Isolated toolchains, e.g. a virtual environment for each folder with Python. */
  readonly toolchains: string;
  /** Single values that the code reads from a file. */
  readonly secretFiles: string;
}

export function environmentFolder(dir: string, environment: string): EnvironmentFolder {
  const root = join(dir, stateFolder, environment);
  return {
    root,
    state: join(root, 'state.json'),
    launch: join(root, 'launch.json'),
    secrets: join(root, 'secrets.json'),
    events: join(root, 'events.jsonl'),
    requests: join(root, 'requests.jsonl'),
    lock: join(root, 'lock'),
    supervisorLock: join(root, 'supervisor.lock'),
    watchLock: join(root, 'watch.lock'),
    watchSeen: join(root, 'watch.seen'),
    logs: join(root, 'logs'),
    data: join(root, 'data'),
    toolchains: join(root, 'toolchains'),
    secretFiles: join(root, 'secret-files'),
  };
}

/** Makes the folder of one environment private and ignored. Throws like `prepareStateFolder`. */
export function prepareEnvironmentFolder(dir: string, environment: string): EnvironmentFolder {
  const folder = environmentFolder(dir, environment);
  prepare(dir, [folder.root, folder.logs, folder.data, folder.toolchains, folder.secretFiles]);
  return folder;
}

/**
 * Makes the folder that all environments of a repository share private and ignored. Throws `state.not_writable`; refuses a link, which
 * could lead anywhere.
 */
export function prepareStateFolder(dir: string): string {
  prepare(dir, []);
  return join(dir, stateFolder);
}

function prepare(dir: string, folders: readonly string[]): void {
  const top = join(dir, stateFolder);
  try {
    for (const path of [top, ...folders]) makePrivate(path);
    const ignore = join(top, '.gitignore');
    if (!existsSync(ignore)) writeFileSync(ignore, '# State of Groundwork on this machine: secrets, logs and data\n*\n');
  } catch (cause) {
    if (cause instanceof GroundworkError) throw cause;
    throw notWritable(top, cause);
  }
}

function makePrivate(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (lstatSync(path).isSymbolicLink()) {
    throw new GroundworkError({
      code: 'state.link',
      message: `${path} is a link; state is kept in a real folder only`,
      where: path,
      fix: `rm ${path}`,
      exit: exitCodes.notPossibleHere,
    });
  }
  chmodSync(path, 0o700);
}

/** Written beside and renamed over: a reader sees the old or the new text, whenever the writer dies. */
export function replacePrivateFile(file: string, text: string): void {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text, { mode: 0o600 });
    renameSync(beside, file);
  } catch (cause) {
    rmSync(beside, { force: true });
    throw notWritable(file, cause);
  }
}

function notWritable(where: string, cause: unknown): GroundworkError {
  const full = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
  return new GroundworkError({
    code: full ? 'state.disk_full' : 'state.not_writable',
    message: full
      ? 'The disk is full'
      : `The state of this environment could not be written: ${cause instanceof Error ? cause.message : String(cause)}`,
    where,
    fix: full ? 'Free some space, then run the same command again' : 'Make the folder writable for you',
    exit: exitCodes.notPossibleHere,
    cause,
  });
}
