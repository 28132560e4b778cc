import { exitCodes, GroundworkError } from '@groundwork/host';
import { commandsOf, harmless, parseSettings, type Act, type Setting } from './commands.ts';
import { gitEnvironment } from './environment.ts';
import { gitError } from './errors.ts';
import type { Place } from './place.ts';
import { runGit, type GitOptions, type Ran } from './run.ts';

/** Whether the commands of this folder may run, asked of where it is kept. */
export interface Trust {
  isGiven(): Promise<boolean>;
  give(): Promise<void>;
}

export interface AccessOptions {
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly trust: Trust;
}

type Run = Omit<GitOptions, 'cwd' | 'env'> & { readonly literal?: boolean };

/** Runs git for one act of a person's, and gives what it said. */
export type Acting = (args: readonly string[], doing: string, options?: Run) => Promise<string>;

/** How many times a lock is waited for, and how long for the first time. */
const tries = 5;
const firstWait = 100;

/** Runs git on the open folder so that a repository nobody has agreed to trust runs no command of its own. */
export class Access {
  readonly #options: AccessOptions;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  /** Reads: runs no command of the repository before it is trusted, fetches nothing, takes no lock. */
  async read(args: readonly string[], options: Run = {}): Promise<Ran> {
    const read = await this.reading();
    return await read(args, options);
  }

  /** The same several times in a row: what the repository is configured to run is looked up once. */
  async reading(): Promise<(args: readonly string[], options?: Run) => Promise<Ran>> {
    const { dir, env: own, trust } = this.#options;
    const trusted = await trust.isGiven();
    const config = trusted ? {} : harmless(await this.#settings());
    return async (args, { literal = false, ...rest } = {}) => {
      const env = gitEnvironment({ own, config, reads: true, literal, offline: !trusted });
      return await runGit(args, { ...rest, cwd: dir, env });
    };
  }

  /** Reads what has to succeed. */
  async text(args: readonly string[], doing: string, options: Run = {}): Promise<string> {
    const ran = await this.read(args, options);
    if (ran.code !== 0) throw gitError(ran, doing);
    return ran.output.toString('utf8');
  }

  /**
   * What a person does. In a trusted folder it is git as it is; otherwise without anything of the repository's, and where there is
   * something that git would run, not at all: `git.trust_needed`.
   */
  async act(act: Act, place: Place, consent: boolean): Promise<Acting> {
    const { dir, env: own, trust } = this.#options;
    let trusted = await trust.isGiven();
    const settings = trusted ? [] : await this.#settings();
    const commands = trusted ? [] : commandsOf(act, settings, { gitDir: place.commonDir, top: place.top });
    if (commands.length > 0) {
      if (!consent) throw trustNeeded(dir, commands);
      await trust.give();
      trusted = true;
    }
    const config = trusted ? {} : harmless(settings);
    return async (args, doing, { literal = false, ...options } = {}) => {
      const env = gitEnvironment({ own, config, literal });
      let ran = await runGit(args, { ...options, cwd: dir, env });
      for (let again = 1; again < tries && ran.code !== 0 && isLocked(ran); again += 1) {
        await new Promise((done) => setTimeout(done, firstWait * 2 ** again));
        ran = await runGit(args, { ...options, cwd: dir, env });
      }
      if (ran.code !== 0) throw gitError(ran, doing);
      return ran.output.toString('utf8');
    };
  }

  /** Reading the configuration runs nothing. */
  async #settings(): Promise<Setting[]> {
    const { dir, env: own } = this.#options;
    const config = { 'safe.bareRepository': 'explicit' };
    const env = gitEnvironment({ own, config, reads: true, offline: true });
    const ran = await runGit(['config', '--list', '--show-scope', '--includes', '-z'], { cwd: dir, env });
    if (ran.code !== 0) throw gitError(ran, 'Reading the configuration');
    const settings = parseSettings(ran.output.toString('utf8'));
    // A name that is no text cannot be said to git, so what it stands for cannot be switched off.
    const unsayable = settings.filter(({ key }) => key.startsWith('filter.') && key.includes('\ufffd'));
    if (unsayable.length > 0)
      throw trustNeeded(
        dir,
        unsayable.map(({ key, value }) => `${key}: ${value}`),
      );
    return settings;
  }
}

const isLocked = ({ errors }: Ran): boolean => /Unable to create '[^']*\.lock'/.test(errors);

function trustNeeded(dir: string, commands: readonly string[]): GroundworkError {
  return new GroundworkError({
    code: 'git.trust_needed',
    message: `git would run commands of this repository:\n${commands.slice(0, 10).join('\n')}`,
    where: dir,
    fix: 'Look at them, and trust the folder',
    exit: exitCodes.notPossibleHere,
  });
}
