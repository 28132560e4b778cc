import { GroundworkError } from '@groundwork/host';
import type { LineListener } from '../lines/listener.ts';
import { operations } from '../operations/definitions.ts';
import type { Ancestry } from './ancestry.ts';
import { Column } from './column.ts';

export interface Born {
  /** Index of the commit that made it. */
  readonly by: number;
  /** The commit blame names, and the one that wrote it first: where it was moved or respaced, an earlier one. */
  readonly birth: number;
  readonly origin: number;
  readonly content: number;
  readonly path: number;
  readonly operation: number;
}

interface End {
  readonly by: number;
  readonly path: number;
  readonly operation: number;
}

/**
 * Every line there ever was on any branch, by number. A line is made once, by one commit, and branches share it. Each commit that takes it
 * out of what its parents have is noted; which of these ended it is decided when everything has been read.
 */
export class Lives {
  readonly #by = new Column();
  readonly #birth = new Column();
  readonly #origin = new Column();
  readonly #content = new Column();
  readonly #path = new Column();
  readonly #how = new Column();
  /** The first commit that took it out, -1 for none, and where and how. */
  readonly #end = new Column();
  readonly #endPath = new Column();
  readonly #endHow = new Column();
  readonly #others = new Map<number, End[]>();

  /** Makes a line; returns its number. */
  make({ by, birth, origin, content, path, operation }: Born): number {
    this.#by.push(by);
    this.#birth.push(birth);
    this.#origin.push(origin);
    this.#content.push(content);
    this.#path.push(path);
    this.#how.push(operation);
    this.#end.push(-1);
    this.#endPath.push(0);
    this.#endHow.push(0);
    return this.#by.length - 1;
  }

  /** A commit has a line no more that a parent of it has. */
  take(line: number, end: End): void {
    if (this.#end.at(line) < 0) {
      this.#end.set(line, end.by);
      this.#endPath.set(line, end.path);
      this.#endHow.set(line, end.operation);
      return;
    }
    const others = this.#others.get(line);
    if (others) others.push(end);
    else this.#others.set(line, [end]);
  }

  by(line: number): number {
    return this.#by.at(line);
  }

  birth(line: number): number {
    return this.#birth.at(line);
  }

  origin(line: number): number {
    return this.#origin.at(line);
  }

  content(line: number): number {
    return this.#content.at(line);
  }

  /**
   * Tells of every line, commit by commit, as if there were one branch: that it came, and that it went, once. A line that is not `alive`
   * ended with the first commit that took it out for good: none that took it out again leads from there. Throws `churn.inconsistent` where a
   * line is gone and no commit took it out.
   */
  tell(
    listener: LineListener & { close(commit: number): void },
    alive: ReadonlySet<number>,
    names: readonly string[],
    commits: number,
    ancestry: Ancestry,
  ): LivesTold {
    const told = { again: 0, back: 0 };
    const ends: (readonly [line: number, end: End])[][] = Array.from({ length: commits }, () => []);
    for (let line = 0; line < this.#by.length; line++) {
      if (alive.has(line)) {
        if (this.#end.at(line) >= 0) told.back++;
        continue;
      }
      const end = this.#endOf(line, ancestry, told);
      ends[end.by]?.push([line, end]);
    }
    let line = 0;
    for (let commit = 0; commit < commits; commit++) {
      for (; line < this.#by.length && this.#by.at(line) === commit; line++)
        listener.came(commit, names[this.#path.at(line)] ?? '', this.#how.at(line));
      for (const [ended, { path, operation }] of ends[commit] ?? []) {
        listener.gone(commit, names[path] ?? '', operation);
        const counts = operation === operations.transition ? this.content(ended) !== 0 : true;
        if (counts && operation !== operations.noop && operation !== operations.moved)
          listener.died(this.origin(ended), commit, names[path] ?? '', operation);
      }
      ends[commit] = [];
      listener.close(commit);
    }
    return told;
  }

  #endOf(line: number, ancestry: Ancestry, told: LivesTold): End {
    const first = { by: this.#end.at(line), path: this.#endPath.at(line), operation: this.#endHow.at(line) };
    if (first.by < 0) throw lost(line);
    const others = this.#others.get(line);
    if (!others) return first;
    const all = [first, ...others];
    const final = all.filter(({ by }) => !all.some((later) => later.by > by && ancestry.leads(by, later.by)));
    told.again += final.length - 1;
    told.back += final.length < all.length ? 1 : 0;
    return final[0] ?? first;
  }
}

/** Lines that more than one branch took out, and lines that a merge brought back. */
export interface LivesTold {
  again: number;
  back: number;
}

function lost(line: number): GroundworkError {
  return new GroundworkError({
    code: 'churn.inconsistent',
    message: 'A line is gone and no commit took it out: the figures are wrong and are not shown',
    where: `line ${line} of all that were written`,
    fix: 'Leave --all-commits out, and report it with the output of `git --version`',
  });
}
