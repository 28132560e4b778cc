import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ticketHeadSchema, type Ticket, type TicketHead } from '../ticket/ticket.ts';
import { plainJail } from './plain-jail.fixture.ts';
import { nothingToPrepare } from './prepare/prepare.ts';
import { verify, type Verification, type VerifyOptions } from './verify.ts';

export type Files = Readonly<Record<string, string | Buffer | null>>;

/** A real repository and the folder of an agent that works on it. */
export class Repository {
  readonly home = realpathSync(mkdtempSync(join(tmpdir(), 'verified-')));
  readonly dir = join(this.home, 'repository');
  readonly agent = join(this.home, 'agent');
  readonly base: string;
  readonly #ended = new AbortController();

  constructor(files: Files) {
    mkdirSync(this.dir);
    this.git(this.dir, 'init', '--quiet', '--initial-branch=main');
    this.write(this.dir, files);
    this.git(this.dir, 'add', '--all', '--force');
    this.git(this.dir, 'commit', '--quiet', '--message', 'Bread');
    this.base = this.git(this.dir, 'rev-parse', 'HEAD').trim();
    this.git(this.home, 'clone', '--quiet', '--no-hardlinks', this.dir, this.agent);
  }

  git(cwd: string, ...args: string[]): string {
    const env = { PATH: process.env['PATH'], HOME: this.home, GIT_CONFIG_NOSYSTEM: '1', ...person };
    return execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** Writes files; `null` removes one. A text that begins with `#!` is made executable. */
  write(folder: string, files: Files): void {
    for (const [path, content] of Object.entries(files)) {
      const at = join(folder, path);
      rmSync(at, { force: true });
      if (content === null) continue;
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, content);
      if (content.toString().startsWith('#!')) chmodSync(at, 0o755);
    }
  }

  /** The agent's work. */
  work(files: Files): void {
    this.write(this.agent, files);
  }

  async verify(head: HeadWords, more: Partial<VerifyOptions> = {}): Promise<Verification> {
    const done = await verify({
      ticket: ticketOf(head),
      repository: this.dir,
      base: this.base,
      work: { folder: this.agent },
      scratch: join(this.home, 'scratch'),
      openJail: plainJail,
      prepare: nothingToPrepare,
      mask: (text) => text,
      report: () => {},
      signal: this.#ended.signal,
      ...more,
    });
    return done;
  }

  close(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

const person = {
  GIT_AUTHOR_NAME: 'Ada Baker',
  GIT_AUTHOR_EMAIL: 'ada@bakery.test',
  GIT_COMMITTER_NAME: 'Ada Baker',
  GIT_COMMITTER_EMAIL: 'ada@bakery.test',
};

/** A head as a person would write it: what has a default may be left out. */
export type HeadWords = Partial<Record<keyof TicketHead, unknown>>;

export function ticketOf(head: HeadWords): Ticket {
  return { id: 'bakery', head: ticketHeadSchema.parse({ goal: 'Loaves are counted', ...head }), text: '', from: 'tickets/bakery.md' };
}
