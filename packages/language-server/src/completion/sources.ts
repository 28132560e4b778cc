import { isIgnoreFile, Shown, SourceIndex } from '@groundwork/complete';
import type { Workspace } from '../workspace/workspace.ts';

/** How long reading goes on before others in this process have their turn, in milliseconds. */
const turnMs = 4;
const mostFiles = 30_000;
/** A file that is being written is read again when nobody wrote in it for this long. */
const quietMs = 400;

/** The declarations of a folder's files, read once in the background and again where they change. */
export class Sources {
  readonly index = new SourceIndex();
  readonly shown = new Shown();
  readonly #workspace: Workspace;
  readonly #closing = new AbortController();
  readonly #dirty = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #reading: Promise<void> | null = null;
  #isAll = true;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    workspace.onChange((paths) => {
      if (paths === null) this.#isAll = true;
      for (const path of paths ?? []) if (SourceIndex.reads(path) || isIgnoreFile(path)) this.#dirty.add(path);
      this.#later();
    });
  }

  /** Settled when everything that was there is read. */
  ready(): Promise<void> {
    return (this.#reading ??= this.#read());
  }

  close(): void {
    this.#closing.abort();
    if (this.#timer) clearTimeout(this.#timer);
  }

  #later(): void {
    if (this.#closing.signal.aborted || !this.#reading) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#reading = (this.#reading ?? Promise.resolve()).then(() => this.#read());
    }, quietMs);
  }

  async #read(): Promise<void> {
    const { tree } = this.#workspace;
    const { signal } = this.#closing;
    let paths: readonly string[];
    if (this.#isAll) {
      this.#isAll = false;
      const all = (await tree.files(signal).catch(() => [])).map(({ path }) => path);
      // What may not be shown is not even looked at.
      for (const path of all) if (isIgnoreFile(path)) this.#take(path);
      const here = new Set(all);
      for (const path of this.index.paths) if (!here.has(path)) this.index.remove(path);
      paths = all.filter((path) => SourceIndex.reads(path)).slice(0, mostFiles);
    } else paths = [...this.#dirty];
    this.#dirty.clear();
    let started = performance.now();
    for (const path of paths) {
      if (signal.aborted) return;
      this.#take(path);
      if (performance.now() - started < turnMs) continue;
      await new Promise<void>((resume) => setImmediate(resume));
      started = performance.now();
    }
  }

  #take(path: string): void {
    const { tree } = this.#workspace;
    if (isIgnoreFile(path)) return this.shown.put(path, tree.read(path)?.text ?? null);
    const version = tree.version(path);
    if (version !== null && this.index.has(path, version)) return;
    const content = version === null || !this.shown.allows(path) ? null : tree.read(path);
    if (content) this.index.put(path, content.version, content.text);
    else this.index.remove(path);
  }
}
