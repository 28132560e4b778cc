import type { GroundworkError } from '@groundwork/host';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { failed, noCommits, notARepository, shallowClone } from './errors.ts';
import { askGit, collect, gitEnvironment, type GitProcess, type Ran } from './git.ts';
import type { Note } from './note.ts';
import { once } from './once.ts';
import { readRefs, type Ref } from './refs.ts';
import { stateFolder, temporaryFolder } from './state.ts';
import { treeFiles, type TreeFile } from './tree-files.ts';

export interface OpenOptions {
  /** Whose history is read; `HEAD` by default. */
  readonly revision?: string;
  /** Where what was read is kept: a folder, or `null` for nowhere. By default in `.groundwork/churn`, or the user's cache for bare repositories. */
  readonly state?: string | null;
}

/** A repository whose objects are read and nothing else of it. */
export interface Repository {
  /** Where it is. */
  readonly path: string;
  /** The commit whose history is read. */
  readonly head: string;
  readonly state: string | null;
  readonly notes: readonly Note[];
  /** Version of git and what it is told, for all that depends on them. */
  readonly version: string;
  start(args: readonly string[]): GitProcess;
  /** Its tags and notes. */
  refs(): Promise<readonly Ref[]>;
  /** The regular files of its head. */
  files(): Promise<readonly TreeFile[]>;
  /** Runs git to its end. Throws `churn.missing_objects` or `churn.git` when it fails. */
  run(args: readonly string[], input?: string): Promise<Buffer>;
  /** The error for a git that ended badly. */
  failure(args: readonly string[], ran: Pick<Ran, 'code' | 'errors'>): GroundworkError;
  /** Nothing is asked of it any more: gits that still run are ended. */
  close(): void;
}

/**
 * Finds a repository and opens its objects through a git directory of our own: its configuration, attributes, hooks, grafts, replaced
 * objects and remotes are not looked at, so none of them can run a program, reach the network or change a figure.
 * Throws `churn.not_a_repository`, `churn.no_commits` and `churn.shallow`, all with exit 3.
 */
export async function openRepository(folder: string, { revision = 'HEAD', state }: OpenOptions = {}): Promise<Repository> {
  const found = find(folder);
  const [{ path, common, objects, shallow, format, top }, head, said, passed] = await Promise.all([
    found,
    tip(folder, revision),
    askGit(resolve(folder), ['--version']),
    found.then((known) => ignored(known)),
  ]);
  if (shallow) throw shallowClone(path);
  const kept = state === undefined ? stateFolder(top, common) : { folder: state, notes: [] };
  const scratch = kept.folder === null ? temporaryFolder() : null;
  const view = makeView(join(kept.folder ?? scratch?.folder ?? '', 'view'), format);
  const env = gitEnvironment({
    GIT_DIR: view,
    GIT_OBJECT_DIRECTORY: objects,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
  });
  const running = new Set<GitProcess>();
  const start = (args: readonly string[]): GitProcess => {
    const child = spawn('git', args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    running.add(child);
    return child.on('close', () => running.delete(child));
  };
  const failure = (args: readonly string[], ran: Pick<Ran, 'code' | 'errors'>): GroundworkError => failed(path, args, ran);
  const run = async (args: readonly string[], input = ''): Promise<Buffer> => {
    const ran = await collect(start(args), input);
    if (ran.code !== 0) throw failure(args, ran);
    return ran.output;
  };
  const version = `${said.output.toString('utf8').trim()}, ${format}`;
  const notes = [...passed, ...kept.notes];
  const close = (): void => {
    for (const child of running) child.kill('SIGTERM');
    scratch?.remove();
  };
  const refs = once(() => readRefs(path));
  const files = once(() => treeFiles({ run }, head));
  return { path, head, state: kept.folder, notes, version, start, refs, files, run, failure, close };
}

/** Where a repository is, and the commit its `HEAD` names. Throws like `openRepository`. */
export async function tipOf(folder: string): Promise<Pick<Repository, 'path' | 'head'>> {
  const [{ path }, head] = await Promise.all([find(folder), tip(folder, 'HEAD')]);
  return { path, head };
}

interface Found {
  readonly path: string;
  /** The git directory that work trees share, and where its objects are. */
  readonly common: string;
  readonly objects: string;
  readonly shallow: boolean;
  /** How objects are named: sha1, sha256. */
  readonly format: string;
  /** Its work tree, if it has one. */
  readonly top: string | null;
}

async function find(folder: string): Promise<Found> {
  const path = resolve(folder);
  const facts = ['--git-common-dir', '--git-path', 'objects', '--is-shallow-repository', '--show-object-format', '--is-bare-repository'];
  // The last one fails where there is no work tree, after the others were answered.
  const { output, errors } = await askGit(path, ['rev-parse', '--path-format=absolute', ...facts, '--show-toplevel']);
  const [common, objects, shallow, format, bare, top] = output.toString('utf8').split('\n');
  if (!common || !objects || !format) throw notARepository(path, errors);
  return { path, common, objects, shallow: shallow === 'true', format, top: bare === 'true' || !top ? null : top };
}

async function tip(folder: string, revision: string): Promise<string> {
  const path = resolve(folder);
  const { code, output, errors } = await askGit(path, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  const head = output.toString('utf8').trim();
  if (code === 0 && head !== '') return head;
  if (/not a git repository|dubious ownership|cannot change to/.test(errors)) throw notARepository(path, errors);
  throw noCommits(path, revision);
}

/** A git directory without anything of its own. Writing the same again does no harm to who reads it meanwhile. */
function makeView(folder: string, format: string): string {
  const write = (name: string, text: string): void => {
    const file = join(folder, name);
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  };
  for (const part of ['objects', 'refs']) mkdirSync(join(folder, part), { recursive: true, mode: 0o700 });
  const hashed = format === 'sha1' ? '' : `[extensions]\n\tobjectFormat = ${format}\n`;
  write('HEAD', 'ref: refs/heads/none\n');
  write(
    'config',
    `[core]\n\trepositoryFormatVersion = ${format === 'sha1' ? 0 : 1}\n\tbare = true\n\tattributesFile = /dev/null\n\tbigFileThreshold = ${largestText}\n${hashed}`,
  );
  return folder;
}

/** Bytes above which a file counts as binary, as in `core.bigFileThreshold`: its lines are not read. */
export const largestText = 32 * 1024 * 1024;

async function ignored({ path, common }: Found): Promise<Note[]> {
  const notes: Note[] = [];
  const grafts = join(common, 'info', 'grafts');
  if (existsSync(grafts) && readFileSync(grafts, 'utf8').trim() !== '')
    notes.push({
      code: 'grafts',
      message: 'The repository has grafts (info/grafts). They are not followed: history is read as it was committed.',
    });
  if ((await askGit(path, ['for-each-ref', '--count=1', 'refs/replace'])).output.length > 0)
    notes.push({ code: 'replaced', message: 'The repository replaces objects (refs/replace). They are read as they were committed.' });
  return notes;
}
