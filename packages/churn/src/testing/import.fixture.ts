import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file of a fixture: its content, and its mode where it is not a plain one. A submodule's content is the commit's id. */
export interface Entry {
  readonly bytes: Buffer;
  readonly mode?: '100644' | '100755' | '120000' | '160000';
}

export type Files = Readonly<Record<string, Entry | string>>;

export interface FixtureCommit {
  /** All files after it; paths are bytes, as `latin1`. */
  readonly files: Files;
  /** Indexes of its parents; the commit before it by default, none for the first. */
  readonly parents?: readonly number[];
  readonly author?: string;
  readonly email?: string;
  /** The author by default. */
  readonly committer?: string;
  /** Seconds since 1970. */
  readonly time?: number;
  readonly message?: string;
}

export interface Fixture {
  readonly folder: string;
  /** Ids of the commits, in the order given. */
  readonly commits: readonly string[];
  git(...args: string[]): Buffer;
  remove(): void;
}

/** 1 January 2024. */
export const firstDay = 1_704_067_200;
export const day = 86_400;

/** Makes a bare repository of whole trees, in one `git fast-import`. */
export function importHistory(commits: readonly FixtureCommit[]): Fixture {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-history-'));
  const git = (args: readonly string[], input?: Buffer): Buffer => {
    const ran = spawnSync('git', ['-C', folder, ...args], { input, maxBuffer: 2 ** 28 });
    if (ran.status !== 0) throw new TypeError(`git ${args.join(' ')}: ${ran.stderr.toString()}`);
    return ran.stdout;
  };
  git(['init', '--quiet', '--bare', '--initial-branch=main']);
  const stream: Buffer[] = [];
  const say = (text: string): void => void stream.push(Buffer.from(text, 'utf8'));
  const data = (bytes: Buffer): void => {
    say(`data ${bytes.length}\n`);
    stream.push(bytes);
    say('\n');
  };
  for (const [index, commit] of commits.entries()) {
    const parents = commit.parents ?? (index === 0 ? [] : [index - 1]);
    const { author = 'Mira Baker', email = 'mira@bakery.example', time = firstDay + index * day, committer = author } = commit;
    // A branch of its own for each, so that order and parents are free.
    say(
      `commit refs/heads/at-${index}\nmark :${index + 1}\nauthor ${author} <${email}> ${time} +0000\ncommitter ${committer} <${email}> ${time} +0000\n`,
    );
    data(Buffer.from(commit.message ?? `Change ${index}`, 'utf8'));
    for (const [number, parent] of parents.entries()) say(`${number === 0 ? 'from' : 'merge'} :${parent + 1}\n`);
    say('deleteall\n');
    for (const [path, entry] of Object.entries(commit.files)) {
      const { bytes, mode = '100644' } = typeof entry === 'string' ? { bytes: Buffer.from(entry, 'utf8') } : entry;
      const quoted = Buffer.from(path, 'latin1')
        .toString('latin1')
        .replace(/["\\\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`));
      const where = Buffer.from(`"${quoted}"\n`, 'latin1');
      if (mode === '160000') {
        stream.push(Buffer.from(`M 160000 ${bytes.toString('latin1')} `), where);
        continue;
      }
      stream.push(Buffer.from(`M ${mode} inline `), where);
      data(bytes);
    }
  }
  say(`reset refs/heads/main\nfrom :${commits.length}\n\ndone\n`);
  git(['fast-import', '--quiet', '--done'], Buffer.concat(stream));
  const refs = git(['for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads']).toString('latin1').split('\n');
  const ids = new Map(refs.map((row): [string, string] => [row.split(' ')[0] ?? '', row.split(' ')[1] ?? '']));
  return {
    folder,
    commits: commits.map((_, index) => ids.get(`refs/heads/at-${index}`) ?? ''),
    git: (...args) => git(args),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
