import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Objects } from '../../git/objects.ts';
import { runProgram } from '../run/program.ts';
import { moveFolder, writeFolder } from './folder.ts';

/**
 * Clean trees, one at a time at the same path: what an install writes (a virtual environment, say) names its place. The base
 * with what it needs installed is copied before anything else runs in it, and the change is put into the copy.
 */
export class Workspace {
  readonly folder: string;
  readonly #objects: Objects;
  readonly #root: string;
  readonly #baseTree: string;
  readonly #signal: AbortSignal;
  readonly #copy: string;
  readonly #base: string;

  constructor(objects: Objects, root: string, baseTree: string, signal: AbortSignal) {
    this.#objects = objects;
    this.#root = root;
    this.#baseTree = baseTree;
    this.#signal = signal;
    this.folder = join(root, 'tree');
    this.#copy = join(root, 'installed');
    this.#base = join(root, 'base');
  }

  async openBase(): Promise<void> {
    await writeFolder(this.#objects, this.#baseTree, this.folder);
  }

  /** Keeps the base as it is now, for the change. */
  async keep(): Promise<void> {
    await runProgram('cp', ['-a', '--reflink=auto', this.folder, this.#copy], this.#signal);
  }

  /** Puts the base aside and brings the kept copy to another tree. */
  async openChange(tree: string): Promise<void> {
    renameSync(this.folder, this.#base);
    renameSync(this.#copy, this.folder);
    await moveFolder(this.#objects, this.#baseTree, tree, this.folder);
  }

  /** Puts the change away and brings the base, as it was left, to a tree. */
  async reopenBase(tree: string): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    renameSync(this.#base, this.folder);
    await moveFolder(this.#objects, this.#baseTree, tree, this.folder);
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}
