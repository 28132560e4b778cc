import { GroundworkError } from '@groundwork/host';
import type { Commit, GitStatus, ParsedParamsOf, ResultOf } from '@groundwork/protocol';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { Access, type AccessOptions, type Acting } from './access.ts';
import type { Act } from './commands.ts';
import { listBranches, switchTo } from './branches.ts';
import { gitError } from './errors.ts';
import { readChanges, readLog, readMergeBase } from './log.ts';
import { Paths } from './paths.ts';
import { operationOf, parsePlace, placeArguments, preparedMessage, type Place } from './place.ts';
import { fetchAll, pullCurrent, pushCurrent } from './remote.ts';
import { parseStatus, splitAtZero, statusArguments, type ParsedStatus } from './status.ts';

type Reading = Awaited<ReturnType<Access['reading']>>;

/** Of what `git status` says, so much is read: about 40,000 changes. */
const mostStatus = 6 * 1024 * 1024;
/** Changes that are listed; as many as an editor shows well. */
const mostChanges = 10_000;
const mostContent = 50 * 1024 * 1024;
const fromInput = ['--pathspec-from-file=-', '--pathspec-file-nul'];

/** The repository that the open folder is in. */
export class Git {
  readonly #dir: string;
  readonly #access: Access;
  readonly #paths = new Paths();
  /** Acts come one after the other, in the order they were asked for. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: AccessOptions) {
    this.#dir = options.dir;
    this.#access = new Access(options);
  }

  /** `null` where the folder is in no repository. */
  async place(read: Reading = (args) => this.#access.read(args)): Promise<Place | null> {
    const ran = await read(placeArguments);
    if (ran.code === 0) return parsePlace(ran.output.toString('utf8'));
    // A bare repository has no work tree, and nothing to show of one.
    if (/not a git repository|must be run in a work tree|cannot use bare repository/.test(ran.errors)) return null;
    throw gitError(ran, 'Looking for the repository');
  }

  /** `found` hears where the repository is before the rest is read. */
  async status({
    signal,
    found,
  }: { readonly signal?: AbortSignal; readonly found?: (place: Place | null) => void } = {}): Promise<GitStatus | null> {
    const read = await this.#access.reading();
    const place = await this.place(read);
    found?.(place);
    if (place === null) return null;
    const ran = await read(statusArguments, { most: mostStatus, ...(signal ? { signal } : {}) });
    if (ran.code !== 0 && !ran.cut) throw gitError(ran, 'Reading the status');
    const { index, worktree, ...rest } = parseStatus(ran.output, { prefix: place.prefix, paths: this.#paths });
    const room = Math.max(0, mostChanges - index.length);
    return {
      ...rest,
      index: index.slice(0, mostChanges),
      worktree: worktree.slice(0, room),
      operation: operationOf(place),
      message: preparedMessage(place),
      limited: ran.cut || index.length > mostChanges || worktree.length > room,
    };
  }

  async init(): Promise<void> {
    const named = await this.#access.read(['config', '--get', 'init.defaultBranch']);
    await this.#access.text(['init', '--quiet', ...(named.code === 0 ? [] : ['--initial-branch=main'])], 'Making a repository');
  }

  /** Which of these git leaves out. Files that are tracked are none of them, whatever the patterns say. */
  async ignored(paths: readonly string[]): Promise<string[]> {
    const ran = await this.#access.read(['check-ignore', '-z', '--stdin'], { input: this.#paths.list(paths) });
    // 1: none of them; 128: no repository, or a path behind a link.
    return ran.code === 0 ? splitAtZero(ran.output).map((path) => this.#paths.shown(path)) : [];
  }

  /** `:` is the index, `:1` to `:3` the sides of a conflict. `null` for what is not in there, or is no file. */
  async show({ path, revision }: ParsedParamsOf<'git/show'>): Promise<Buffer | null> {
    if (revision.startsWith('-') || /[\s\0]|.:/.test(revision)) throw badRevision(revision);
    const place = await this.place();
    if (place === null) return null;
    const object = `${revision.startsWith(':') ? (revision === ':' ? ':0' : revision) : revision}:${place.prefix}${path}`;
    const ran = await this.#access.read(['cat-file', 'blob', object], { most: mostContent });
    if (ran.cut) throw new GroundworkError({ code: 'git.too_large', message: 'The file is too large to be compared', where: path });
    return ran.code === 0 ? ran.output : null;
  }

  async stage(paths: readonly string[], trust: boolean): Promise<void> {
    await this.#act('stage', trust, (git) => this.#toIndex(git, paths));
  }

  async unstage(paths: readonly string[], trust: boolean): Promise<void> {
    const input = this.#paths.list(paths);
    await this.#act('stage', trust, (git) => git(['reset', '--quiet', ...fromInput], 'Unstaging', { input, literal: true }));
  }

  /** What git knows is brought back from the index; what it does not know is deleted. */
  async discard(paths: readonly string[], trust: boolean): Promise<void> {
    await this.#act('discard', trust, async (git, place) => {
      const wanted = new Set(paths);
      const changes = (await this.#changes(place)).worktree.filter(({ path }) => wanted.has(path));
      const conflicted = changes.find(({ kind }) => kind === 'conflicted');
      if (conflicted) throw inConflict(conflicted.path);
      const known = changes.filter(({ kind }) => kind !== 'untracked').map(({ path }) => path);
      const input = this.#paths.list(known);
      if (known.length > 0) await git(['checkout', '--quiet', ...fromInput], 'Discarding', { input, literal: true });
      const unknown = changes.filter(({ kind }) => kind === 'untracked');
      // An untracked repository in the folder is listed as `lib/`: that is not ours to delete.
      for (const { path } of unknown.filter((each) => !each.path.endsWith('/'))) {
        rmSync(Buffer.concat([Buffer.from(`${resolve(this.#dir)}/`), this.#paths.bytes(path)]), { force: true });
      }
    });
  }

  async commit({ message, all, amend, signOff, empty, trust }: ParsedParamsOf<'git/commit'>): Promise<string> {
    return await this.#act('commit', trust, async (git, place) => {
      const { index, worktree } = await this.#changes(place);
      const tracked = worktree.filter(({ kind }) => kind !== 'untracked').map(({ path }) => path);
      if (all && tracked.length > 0) await this.#toIndex(git, tracked);
      else if (index.length === 0 && !amend && !empty && operationOf(place) === null) throw nothingStaged(this.#dir);
      const options = [amend && '--amend', signOff && '--signoff', empty && '--allow-empty'].filter((each) => each !== false);
      await git(['-c', 'user.useConfigOnly=true', 'commit', '--quiet', '--file=-', ...options], 'Committing', { input: message });
      return (await git(['rev-parse', 'HEAD'], 'Reading the commit')).trim();
    });
  }

  async lastMessage(): Promise<string | null> {
    const ran = await this.#access.read(['log', '-1', '--format=%B']);
    return ran.code === 0 ? ran.output.toString('utf8').trimEnd() : null;
  }

  async undoCommit(trust: boolean): Promise<void> {
    await this.#act('commit', trust, async (git) => {
      const { code } = await this.#access.read(['rev-parse', '--verify', '--quiet', 'HEAD~1']);
      // The first commit has none before it: taking it back leaves a branch without commits.
      if (code === 0) await git(['reset', '--soft', 'HEAD~1'], 'Undoing the commit');
      else await git(['update-ref', '-d', 'HEAD'], 'Undoing the commit');
    });
  }

  async setIdentity({ name, email }: ParsedParamsOf<'git/identity'>): Promise<void> {
    await this.#access.text(['config', '--global', 'user.name', name], 'Keeping the name');
    await this.#access.text(['config', '--global', 'user.email', email], 'Keeping the address');
  }

  /** Where it is sent to and fetched from, as `origin`; nothing is fetched. */
  async connect(address: string): Promise<void> {
    await this.#access.text(['remote', 'add', 'origin', address], 'Connecting the repository');
  }

  async branches(): Promise<ResultOf<'git/branches'>> {
    return await listBranches(this.#access);
  }

  async switch({ name, create, trust }: ParsedParamsOf<'git/switch'>): Promise<void> {
    await this.#act('switch', trust, (git) => switchTo(git, this.#access, { name, create }));
  }

  async log(params: ParsedParamsOf<'git/log'>): Promise<Commit[]> {
    return await readLog(this.#access, params);
  }

  async changes(params: ParsedParamsOf<'git/changes'>): Promise<GitStatus['index']> {
    const place = await this.place();
    return place === null ? [] : await readChanges(this.#access, params, { prefix: place.prefix, paths: this.#paths });
  }

  async mergeBase(revisions: readonly string[]): Promise<string | null> {
    return await readMergeBase(this.#access, revisions);
  }

  async fetch(trust: boolean, signal: AbortSignal): Promise<void> {
    await this.#act('fetch', trust, (git) => fetchAll(git, signal));
  }

  async pull(trust: boolean, signal: AbortSignal): Promise<void> {
    await this.#act('pull', trust, (git) => pullCurrent(git, signal));
  }

  async push({ setUpstream, trust }: ParsedParamsOf<'git/push'>, signal: AbortSignal): Promise<void> {
    await this.#act('push', trust, (git) => pushCurrent(git, this.#access, { setUpstream, signal }));
  }

  /** Not `git add`, which looks into submodules by the configuration that is theirs. */
  async #toIndex(git: Acting, paths: readonly string[]): Promise<void> {
    const args = ['update-index', '--add', '--remove', '--replace', '-z', '--stdin'];
    await git(args, 'Staging', { input: this.#paths.list(paths) });
  }

  async #changes({ prefix }: Place): Promise<ParsedStatus> {
    const ran = await this.#access.read(statusArguments);
    if (ran.code !== 0) throw gitError(ran, 'Reading the status');
    return parseStatus(ran.output, { prefix, paths: this.#paths });
  }

  #act<T>(act: Act, trust: boolean, work: (git: Acting, place: Place) => Promise<T>): Promise<T> {
    const next = this.#last.then(async () => {
      const place = await this.place();
      if (place === null) throw noRepository(this.#dir);
      return await work(await this.#access.act(act, place, trust), place);
    });
    this.#last = next.catch(() => {});
    return next;
  }
}

function noRepository(dir: string): GroundworkError {
  return new GroundworkError({ code: 'git.no_repository', message: 'This folder is in no git repository', where: dir, fix: 'git init' });
}

function nothingStaged(dir: string): GroundworkError {
  return new GroundworkError({ code: 'git.nothing', message: 'There is nothing to commit', where: dir, fix: 'Stage what should be in it' });
}

function inConflict(path: string): GroundworkError {
  return new GroundworkError({
    code: 'git.in_conflict',
    message: 'A file with conflicts has nothing to go back to',
    where: path,
    fix: 'Resolve it and stage it, or end the merge: git merge --abort',
  });
}

function badRevision(revision: string): GroundworkError {
  return new GroundworkError({ code: 'git.unknown', message: `\`${revision}\` is no name of a commit` });
}
