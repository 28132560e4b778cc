import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Checker, type Finding } from '@groundwork/check';
import { isListed, type Tree } from '@groundwork/scan';
import { givenNames, openScan, runtimesHere, type OpenScan, type FolderReading, type SharedScan } from '@groundwork/toolkit';
import type { Problem } from '../protocol.ts';
import { placesIn, type Places } from './places.ts';
import { problemsOf } from './problems.ts';

/** What was read of the workspace at one moment. Another object whenever anything of it is another. */
export interface Snapshot extends FolderReading {
  readonly places: Places;
  readonly findings: readonly Finding[];
  /** Findings and what is wrong with `groundwork.yaml`, as an editor shows them. */
  readonly problems: readonly Problem[];
}

/** A keystroke is answered when no other followed for this long; where reading takes longer, half as long as it takes. */
const quietMs = { least: 10, most: 50 };
/** Somebody who types without a pause is answered all the same. */
const longestMs = 300;

/** One folder with what an editor has not saved yet, read anew whenever something of it changes. */
export class Workspace {
  readonly dir: string;
  readonly #buffers = new Map<string, string>();
  readonly #scan: OpenScan;
  readonly #checker = new Checker();
  readonly #closing = new AbortController();
  readonly #listeners = new Set<(snapshot: Snapshot) => void>();
  readonly #troubles = new Set<(cause: unknown) => void>();
  readonly #changes = new Set<(paths: Iterable<string> | null) => void>();
  #waiting: Waiting[] = [];
  #snapshot: Snapshot | null = null;
  #changed = new Set<string>();
  /** Files were added or removed, or nothing was read yet. */
  #isListedAnew = true;
  #pendingSince: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** Why the last reading gave nothing. */
  #failure: { readonly cause: unknown } | null = null;
  #isReading = false;
  /** All that changed is read, and is being checked. */
  #isChecking = false;
  #lastMs = 0;

  /** `dir` is absolute and real; `shared` is a reading of it that others have too. Throws `tree.*` when it cannot be read. */
  constructor(dir: string, shared: SharedScan | null = null) {
    this.dir = dir;
    this.#scan = shared?.over(this.#buffers) ?? openScan(dir, this.#buffers);
    this.#schedule();
  }

  /** The text of a file as the editor has it, or as it is on disk; `null` where there is none that could be read. */
  text(path: string): string | null {
    return this.#buffers.get(path) ?? this.#scan.tree.read(path)?.text ?? null;
  }

  /** The folder with what is not saved yet. */
  get tree(): Tree {
    return this.#scan.tree;
  }

  /** What was read last, however old. */
  get latest(): Snapshot | null {
    return this.#snapshot;
  }

  /** What the workspace says once everything that has changed until now is read; its findings may be those of before. */
  read(): Promise<Snapshot> {
    return this.#until(false);
  }

  /** The same once it is checked as well. */
  checked(): Promise<Snapshot> {
    return this.#until(true);
  }

  /** The first reading is told of before it is checked, and again after; later ones once. */
  onRead(listener: (snapshot: Snapshot) => void): void {
    this.#listeners.add(listener);
  }

  /** Something could not be read or checked; the next change tries again. */
  onTrouble(listener: (cause: unknown) => void): void {
    this.#troubles.add(listener);
  }

  /** Texts of these files became others, in the editor or on disk; `null`: any may have, and files were added or removed. */
  onChange(listener: (paths: Iterable<string> | null) => void): void {
    this.#changes.add(listener);
  }

  /** The editor's text of a file; `null` when it has it no longer open. */
  edit(path: string, text: string | null): void {
    if (!isListed(path)) return;
    const before = this.#buffers.get(path);
    if (text === (before ?? null)) return;
    if (text === null) this.#buffers.delete(path);
    else this.#buffers.set(path, text);
    if ((before === undefined || text === null) && !(this.#scan.has(path) && existsSync(join(this.dir, path)))) this.#isListedAnew = true;
    this.#changed.add(path);
    this.#tellChange([path]);
    this.#schedule();
  }

  /** Files were changed, added or removed on disk; `null`: any may have been. */
  changedOnDisk(paths: Iterable<string> | null): void {
    let isNews = paths === null;
    if (paths === null) this.#isListedAnew = true;
    for (const path of paths ?? []) {
      if (!isListed(path) || this.#buffers.has(path)) continue;
      if (existsSync(join(this.dir, path)) !== this.#scan.has(path)) this.#isListedAnew = true;
      this.#changed.add(path);
      isNews = true;
    }
    if (isNews) {
      this.#tellChange(paths === null ? null : [...this.#changed]);
      this.#schedule();
    }
  }

  /** Something beside the files changed that a reading takes in: what running it here showed. */
  refresh(): void {
    this.#schedule();
  }

  close(): void {
    this.#closing.abort();
    if (this.#timer) clearTimeout(this.#timer);
    const reason: unknown = this.#closing.signal.reason;
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
    this.#listeners.clear();
    this.#troubles.clear();
    this.#changes.clear();
  }

  #until(isChecked: boolean): Promise<Snapshot> {
    const isBusy = this.#isReading && (isChecked || !this.#isChecking);
    if (this.#pendingSince === null && !isBusy) {
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- as it was thrown
      if (this.#failure) return Promise.reject(this.#failure.cause);
      if (this.#snapshot) return Promise.resolve(this.#snapshot);
    }
    return new Promise((resolve, reject) => this.#waiting.push({ isChecked, resolve, reject }));
  }

  #schedule(): void {
    if (this.#closing.signal.aborted) return;
    const now = performance.now();
    this.#pendingSince ??= now;
    if (this.#isReading) return;
    if (this.#timer) clearTimeout(this.#timer);
    const quiet = Math.min(quietMs.most, Math.max(quietMs.least, this.#lastMs / 2));
    const left = Math.max(0, this.#pendingSince + longestMs - now);
    this.#timer = setTimeout(() => void this.#read(), this.#snapshot ? Math.min(quiet, left) : 0);
  }

  async #read(): Promise<void> {
    this.#timer = null;
    this.#isReading = true;
    while (this.#pendingSince !== null && !this.#closing.signal.aborted) {
      const changed = this.#changed;
      const isListedAnew = this.#isListedAnew;
      this.#changed = new Set();
      this.#isListedAnew = false;
      this.#pendingSince = null;
      const started = performance.now();
      try {
        await this.#take(isListedAnew ? null : changed);
        // How long everything takes says nothing about a keystroke.
        if (!isListedAnew) this.#lastMs = performance.now() - started;
        this.#failure = null;
      } catch (cause) {
        // What was changed meanwhile, or changes next, is looked at together with everything else.
        this.#failure = { cause };
        this.#isListedAnew = true;
        this.#trouble(cause);
      }
    }
    this.#isReading = false;
    if (this.#failure) for (const { reject } of this.#waiting.splice(0)) reject(this.#failure.cause);
    this.#answer(true);
  }

  async #take(changed: ReadonlySet<string> | null): Promise<void> {
    const { signal } = this.#closing;
    const read = await this.#scan.read(changed, signal);
    const last = this.#snapshot;
    const places = last?.blueprint === read.blueprint ? last.places : placesIn(read.blueprint);
    const shown = (findings: readonly Finding[]): Snapshot => ({
      ...read,
      places,
      findings,
      problems: problemsOf(read, findings, (path) => this.text(path)),
    });
    this.#snapshot = last ? { ...read, places, findings: last.findings, problems: last.problems } : shown([]);
    this.#failure = null;
    this.#isChecking = true;
    if (last === null) this.#tell();
    this.#answer(false);
    // What was answered is on its way before this goes on.
    if (changed === null) await new Promise<void>((done) => setImmediate(done));
    this.#snapshot = shown(await this.#check(read, changed));
    this.#isChecking = false;
    this.#tell();
  }

  /** A rule that fails takes nothing with it but the findings. */
  async #check({ blueprint, reading, decisions }: FolderReading, changed: ReadonlySet<string> | null): Promise<readonly Finding[]> {
    const { signal } = this.#closing;
    try {
      const runtimes = await runtimesHere();
      return await this.#checker.check({
        tree: this.#scan.tree,
        reading,
        blueprint,
        decisions,
        runtimes,
        given: givenNames(this.dir),
        changed,
        signal,
      });
    } catch (cause) {
      if (!signal.aborted) this.#trouble(cause);
      return [];
    }
  }

  /** Answers who waits, unless something changed since. */
  #answer(isChecked: boolean): void {
    const snapshot = this.#snapshot;
    if (!snapshot || this.#pendingSince !== null) return;
    const all = this.#waiting;
    this.#waiting = all.filter((each) => each.isChecked && !isChecked);
    for (const each of all) if (isChecked || !each.isChecked) each.resolve(snapshot);
  }

  #tell(): void {
    const snapshot = this.#snapshot;
    if (snapshot) for (const listener of this.#listeners) listener(snapshot);
  }

  #tellChange(paths: Iterable<string> | null): void {
    for (const listener of this.#changes) listener(paths);
  }

  #trouble(cause: unknown): void {
    for (const listener of this.#troubles) listener(cause);
  }
}

/** Somebody who asked before it was known. */
interface Waiting {
  readonly isChecked: boolean;
  readonly resolve: (snapshot: Snapshot) => void;
  readonly reject: (cause: unknown) => void;
}
