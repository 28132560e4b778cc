import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Objects } from '../../git/objects.ts';
import { runProgram } from '../run/program.ts';
import { moveFolder, writeFolder } from './folder.ts';

/**
 * Clean trees: the base, and the change put into a copy of it that is made as soon as the base has what it needs installed, before
 * anything else ran in it. Inside a jail both are at the same path, which is what an install may have written down.
 */
export class Workspace {
  readonly base: string;
  readonly change: string;
  readonly #objects: Objects;
  readonly #root: string;
  readonly #baseTree: string;
  readonly #signal: AbortSignal;

  constructor(objects: Objects, root: string, baseTree: string, signal: AbortSignal) {
    this.#objects = objects;
    this.#root = root;
    this.#baseTree = baseTree;
    this.#signal = signal;
    this.base = join(root, 'base');
    this.change = join(root, 'change');
  }

  openBase(): Promise<void> {
    return writeFolder(this.#objects, this.#baseTree, this.base);
  }

  /** Copies the base as it is now, and brings the copy to the tree of the change. */
  async openChange(tree: string): Promise<void> {
    await runProgram('cp', ['-a', '--reflink=auto', this.base, this.change], this.#signal);
    await moveFolder(this.#objects, this.#baseTree, tree, this.change);
  }

  /** Brings the base, as it was left by what ran in it, to another tree. */
  moveBase(tree: string): Promise<void> {
    return moveFolder(this.#objects, this.#baseTree, tree, this.base);
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}
