import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isCounted } from './release.ts';

/** Lines of a release and those of them that an assistant wrote. */
export interface Tally {
  readonly total: number;
  readonly own: number;
}

/**
 * What the published method says here and now: blame with `-M100 -C100 -C -C`, which follows moved and copied blocks of 100 letters and
 * digits or more to the commit they came from. It reads every file of every commit it looks at, so that objects a clone lacks are taken
 * for empty ones, in a clone of its own that shares the others.
 */
export class PublishedMethod {
  readonly #folder = mkdtempSync(join(tmpdir(), 'groundwork-releases-'));

  constructor(repository: string) {
    execFileSync('git', ['clone', '--quiet', '--bare', '--shared', repository, this.#folder]);
    const missing = this.#git('rev-list', '--objects', '--all', '--missing=print').matchAll(/^\?([0-9a-f]+)$/gm);
    const empty = execFileSync('git', ['-C', this.#folder, 'hash-object', '-w', '--stdin'], { input: '', encoding: 'utf8' });
    for (const [, id = ''] of missing) {
      const file = join(this.#folder, 'refs', 'replace', id);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, empty);
    }
  }

  /** `ai`: commits an assistant wrote. */
  tally(start: string, end: string, ai: ReadonlySet<string>): Tally {
    const there = new Set(this.#git('ls-tree', '-r', '-z', '--name-only', end).split('\0'));
    // A file that was changed and changed back is touched as well: its lines are new to blame.
    const touched = new Set(this.#git('log', '-z', '-m', '--format=', '--name-only', '--no-renames', `${start}..${end}`).split('\0'));
    const changed = [...touched].filter((path) => there.has(path) && isCounted(path));
    let [total, own] = [0, 0];
    for (const path of changed) {
      for (const row of this.#git('blame', '-s', '-l', '-M100', '-C100', '-C', '-C', `${start}..${end}`, '--', path).split('\n')) {
        // Older than the release.
        if (row === '' || row.startsWith('^')) continue;
        total++;
        if (ai.has(row.slice(0, row.indexOf(' ')))) own++;
      }
    }
    return { total, own };
  }

  #git(...args: readonly string[]): string {
    return execFileSync('git', ['-C', this.#folder, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
