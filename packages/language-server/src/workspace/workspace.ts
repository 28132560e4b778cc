import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Checker, type Finding } from '@groundwork/check';
import { isListed } from '@groundwork/scan';
import { decisionsFile, openScan, type OpenScan, type FolderReading } from '@groundwork/toolkit';
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

/** A keystroke is answered when no other followed for this long; a folder that takes longer to read waits as long as it takes. */
const quietMs = { least: 15, most: 120 };
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
  #waiting: { resolve: (snapshot: Snapshot) => void; reject: (cause: unknown) => void }[] = [];
  #snapshot: Snapshot | null = null;
  #changed = new Set<string>();
  /** Files were added or removed, or nothing was read yet. */
  #isListedAnew = true;
  #pendingSince: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** Why the last reading gave nothing. */
  #failure: { readonly cause: unknown } | null = null;
  #isReading = false;
  #lastMs = 0;

  /** `dir` is absolute and real. Throws `tree.*` when it cannot be read. */
  constructor(dir: string) {
    this.dir = dir;
    this.#scan = openScan(dir, this.#buffers);
    this.#schedule();
  }

  /** The text of a file as the editor has it, or as it is on disk; `null` where there is none that could be read. */
  text(path: string): string | null {
    return this.#buffers.get(path) ?? this.#scan.tree.read(path)?.text ?? null;
  }

  /** What was read last, however old. */
  get latest(): Snapshot | null {
    return this.#snapshot;
  }

  /** What the workspace says once everything that has changed until now is read. */
  settled(): Promise<Snapshot> {
    if (this.#pendingSince === null && !this.#isReading) {
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- as it was thrown
      if (this.#failure) return Promise.reject(this.#failure.cause);
      if (this.#snapshot) return Promise.resolve(this.#snapshot);
    }
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  onRead(listener: (snapshot: Snapshot) => void): void {
    this.#listeners.add(listener);
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
    if (isNews) this.#schedule();
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
  }

  #schedule(): void {
    if (this.#closing.signal.aborted) return;
    const now = performance.now();
    this.#pendingSince ??= now;
    if (this.#isReading) return;
    if (this.#timer) clearTimeout(this.#timer);
    const quiet = Math.min(quietMs.most, Math.max(quietMs.least, this.#lastMs));
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
        this.#lastMs = performance.now() - started;
        this.#failure = null;
      } catch (cause) {
        // What was changed meanwhile, or changes next, is looked at together with everything else.
        this.#failure = { cause };
        this.#isListedAnew = true;
      }
    }
    this.#isReading = false;
    const snapshot = this.#snapshot;
    for (const { resolve, reject } of this.#waiting.splice(0)) {
      if (this.#failure) reject(this.#failure.cause);
      else if (snapshot) resolve(snapshot);
    }
  }

  async #take(changed: ReadonlySet<string> | null): Promise<void> {
    const { signal } = this.#closing;
    const read = await this.#scan.read(changed, signal);
    const last = this.#snapshot;
    const { tree } = this.#scan;
    const { blueprint, reading, decisions } = read;
    const findings = await this.#checker.check({ tree, reading, blueprint, decisions, changed, signal });
    const places = last?.blueprint === blueprint ? last.places : placesIn(blueprint);
    this.#snapshot = { ...read, places, findings, problems: problemsOf(read, findings, this.text(decisionsFile)) };
    for (const listener of this.#listeners) listener(this.#snapshot);
  }
}
