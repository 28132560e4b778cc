import { exitCodes, GroundworkError } from '@groundwork/host';
import { git as readGit } from '../snapshot/git.ts';
import { gitFolderOf } from '../snapshot/snapshot.ts';
import { runGit } from './run.ts';

export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** A person's repository: objects and references of ours are added, while their files, index, branch and settings stay as they are. */
export class PersonRepository {
  readonly folder: string;
  readonly gitDir: string;
  readonly #signal: AbortSignal;

  private constructor(folder: string, gitDir: string, signal: AbortSignal) {
    this.folder = folder;
    this.gitDir = gitDir;
    this.#signal = signal;
  }

  static async open(folder: string, signal: AbortSignal): Promise<PersonRepository> {
    return new PersonRepository(folder, await gitFolderOf(folder, signal), signal);
  }

  /** git without hooks, filters or programs that a configuration names. */
  async text(args: readonly string[], input?: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
    return (await readGit(args, { gitDir: this.gitDir, env, signal: this.#signal, ...(input !== undefined && { input }) })).replace(
      /\n$/,
      '',
    );
  }

  /** The same, `null` where git says no. */
  async ask(args: readonly string[], input?: string): Promise<string | null> {
    try {
      return await this.text(args, input);
    } catch (error) {
      if (error instanceof GroundworkError && error.code === 'git.failed') return null;
      throw error;
    }
  }

  /** Who the person is to git, by their own configuration. Throws `git.no_identity`. */
  async identity(): Promise<Identity> {
    // What their configuration holds otherwise runs nothing here: this is only read.
    const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', LC_ALL: 'C', ...ofPerson() };
    try {
      const said = (await runGit(['var', 'GIT_AUTHOR_IDENT'], { cwd: this.folder, env, signal: this.#signal })).toString('utf8');
      const [, name, email] = /^(.*) <(.*)> \d+ [+-]\d+$/m.exec(said) ?? [];
      if (name && email) return { name, email };
    } catch (error) {
      if (!(error instanceof GroundworkError) || error.code !== 'git.failed') throw error;
    }
    throw new GroundworkError({
      code: 'git.no_identity',
      message: 'git does not know who you are, and a commit has an author',
      where: this.folder,
      fix: 'git config --global user.name "Ada Baker" && git config --global user.email ada@example.com',
      exit: exitCodes.notPossibleHere,
    });
  }

  /** What the person's settings say, their own included: remotes and where they push. It runs nothing. `null` where git says no. */
  async settings(args: readonly string[]): Promise<string | null> {
    const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', LC_ALL: 'C', GIT_DIR: this.gitDir, ...ofPerson() };
    try {
      return (await runGit(args, { cwd: this.gitDir, env, signal: this.#signal })).toString('utf8').trim();
    } catch (error) {
      if (error instanceof GroundworkError && error.code === 'git.failed') return null;
      throw error;
    }
  }

  /** git that talks with a remote as the person would: by their keys, helpers and agents. It asks nobody, and runs no hook. */
  async remote(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<string> {
    // oxlint-disable-next-line no-unsafe-type-assertion -- the environment of a process holds strings
    const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_DIR: this.gitDir, LC_ALL: 'C', ...more } as Record<string, string>;
    return (
      await runGit(['-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0', ...args], { cwd: this.gitDir, env, signal: this.#signal })
    ).toString('utf8');
  }
}

/** What git lets the environment say of a person and their settings. */
function ofPerson(): Record<string, string> {
  const names = /^(GIT_(AUTHOR|COMMITTER)_(NAME|EMAIL)|GIT_CONFIG_(GLOBAL|SYSTEM|NOSYSTEM)|XDG_CONFIG_HOME|EMAIL)$/;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (names.test(name) && value !== undefined ? [[name, value]] : [])),
  );
}

/** For commits that are ours to make: notes, and the one that is delivered. */
export const signedBy = ({ name, email }: Identity): Readonly<Record<string, string>> => ({
  GIT_AUTHOR_NAME: name,
  GIT_AUTHOR_EMAIL: email,
  GIT_COMMITTER_NAME: name,
  GIT_COMMITTER_EMAIL: email,
});
