import { changesOf } from '../files/changes.ts';
import { perWorkspace, type Workspace } from '../rpc/workspace.ts';
import { ripgrep, scopeArguments, type Scope } from './ripgrep.ts';

/** Paths kept for who types on; the memory of a very large folder is bounded by this. */
const mostPaths = 200_000;
const keptMs = 10_000;

/** The paths of a workspace: listed once for a person who types, and again when files come or go. */
class Paths {
  readonly #workspace: Workspace;
  #last: { readonly key: string; readonly paths: Promise<readonly string[]> } | null = null;
  #forget: NodeJS.Timeout | null = null;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    changesOf(workspace).on(({ changes, overflow }) => {
      if (overflow || changes.some(({ kind }) => kind !== 'changed')) this.#last = null;
    });
  }

  /** Not cancelled with who asked: the next letter asks for the same. */
  list(scope: Scope): Promise<readonly string[]> {
    const key = JSON.stringify([scope.include, scope.exclude, scope.useIgnoreFiles]);
    const known = this.#last?.key === key ? this.#last : { key, paths: this.#read(scope) };
    this.#last = known;
    if (this.#forget) clearTimeout(this.#forget);
    this.#forget = setTimeout(() => {
      this.#last = null;
    }, keptMs).unref();
    known.paths.catch(() => {
      if (this.#last === known) this.#last = null;
    });
    return known.paths;
  }

  async #read(scope: Scope): Promise<readonly string[]> {
    const paths: string[] = [];
    for await (const line of ripgrep(this.#workspace.dir, ['--files', '--null', ...scopeArguments(scope)], this.#workspace.signal, 0)) {
      if (paths.length >= mostPaths) break;
      const path = line.toString();
      if (!path.includes('\uFFFD')) paths.push(path.replace(/^\.\//, ''));
    }
    return paths;
  }
}

export const pathsOf = perWorkspace((workspace) => new Paths(workspace));
