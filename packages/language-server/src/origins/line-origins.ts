import { lastCommit, openCommitted, type ChurnReader, type Committed, type FileOrigins, type LineWritten } from '@groundwork/toolkit';
import { linesBefore } from './mapped.ts';

/** Where one line comes from. */
export type LineOrigin =
  | { readonly is: 'uncommitted' }
  | {
      readonly is: 'committed';
      /** Who wrote it as it stands. */
      readonly last: LineWritten;
      /** Who wrote it first, where it was moved or indented since; `null` while no history was read. */
      readonly first: LineWritten | null;
      /** What became of lines of its folder; `null` while no history was read, or they are too young. */
      readonly folder: FileOrigins['folder'];
      readonly windowDays: number;
    };

/** How often it is looked whether there is another commit. */
const freshMs = 1000;
/** How long somebody waits for that who was answered before. */
const patienceMs = 150;
/** Longer histories are not read unasked. */
const mostCommits = 20_000;
/** Files whose lines are kept in memory. */
const mostFiles = 20;

interface File {
  readonly head: string;
  readonly committed: string | null;
  /** Which lines of the commit those of a text are: for the text that was asked for last. */
  mapped: { readonly text: string; readonly lines: Int32Array } | null;
  /** What one line was told by blame. */
  readonly lines: Map<number, LineWritten | null>;
  /** What the account says; `null` where it leaves the file out. */
  origins: FileOrigins | null | undefined;
}

/**
 * Where the lines of a folder's files come from, as an editor has them. The first answer is a blame of that one line; the whole
 * history is read meanwhile, in a process of its own, and says the rest from then on.
 */
export class LineOrigins {
  readonly #dir: string;
  readonly #reader: ChurnReader;
  readonly #closing = new AbortController();
  readonly #files = new Map<string, File>();
  #opened: { readonly at: number; readonly committed: Promise<Committed | null> } | null = null;
  /** Of the commit whose history was asked for. */
  #asked = '';

  constructor(dir: string, reader: ChurnReader) {
    this.#dir = dir;
    this.#reader = reader;
  }

  /** `line` from 0, in `text`, which may not be saved; `null` for what is in no commit, and where nothing can be known. */
  async at(path: string, line: number, text: string, signal: AbortSignal): Promise<LineOrigin | null> {
    const committed = await this.#committed();
    if (!committed) return null;
    const file = await this.#file(committed, path, signal);
    if (file.committed === null) return null;
    if (file.mapped?.text !== text) file.mapped = { text, lines: linesBefore(file.committed, text) };
    const before = file.mapped.lines[line] ?? -1;
    if (before < 0) return { is: 'uncommitted' };
    // What follows the last newline is no line.
    if (text.split('\n').length - 1 === line && file.committed.split('\n').length - 1 === before && text.endsWith('\n')) return null;
    return (
      (await this.#told(committed, { path, file, line: before })) ?? (await this.#blamed(committed, { path, file, line: before }, signal))
    );
  }

  /** What the account says, once it was read of this commit. */
  async #told({ head, prefix }: Committed, { path, file, line }: Wanted): Promise<LineOrigin | null> {
    if (file.origins === undefined) {
      const found = await this.#reader.origins(prefix + path).catch(() => null);
      if (found?.head === head) file.origins = found.origins;
    }
    const { origins } = file;
    const [last, first] = [origins?.commits[origins.last[line] ?? -1], origins?.commits[origins.first[line] ?? -1]];
    if (!origins || !last || !first) return null;
    const { folder, windowDays } = origins;
    return { is: 'committed', last, first: first.commit === last.commit ? null : first, folder, windowDays };
  }

  async #blamed(committed: Committed, { path, file, line }: Wanted, signal: AbortSignal): Promise<LineOrigin | null> {
    if (file.origins === undefined) void this.#read(committed);
    const known = file.lines.get(line);
    const last = known === undefined ? await committed.written(path, line + 1, signal) : known;
    file.lines.set(line, last);
    return last && { is: 'committed', last, first: null, folder: null, windowDays: 0 };
  }

  /** Reads the history in the background, where it is not too long for that, or somebody asked for it before. */
  async #read(committed: Committed): Promise<void> {
    if (this.#asked === committed.head) return;
    this.#asked = committed.head;
    try {
      if (this.#reader.latest === null && (await committed.commits(mostCommits + 1)) > mostCommits) return;
      await this.#reader.read({ signal: this.#closing.signal, isUnasked: true });
    } catch {
      // Who opens the account is told why.
    }
  }

  async #file(committed: Committed, path: string, signal: AbortSignal): Promise<File> {
    const known = this.#files.get(path);
    const isKnown = known?.head === committed.head;
    const file = isKnown
      ? known
      : {
          head: committed.head,
          committed: await committed.text(path, signal),
          mapped: null,
          lines: new Map<number, LineWritten | null>(),
          origins: undefined,
        };
    this.#files.delete(path);
    this.#files.set(path, file);
    for (const oldest of this.#files.keys()) if (this.#files.size > mostFiles) this.#files.delete(oldest);
    return file;
  }

  /**
   * The last commit of now; `null` where there is no repository, or one whose history is not whole. Looking takes git a moment: where
   * that is long, the one that was known before is taken meanwhile.
   */
  async #committed(): Promise<Committed | null> {
    const now = performance.now();
    const known = this.#opened;
    if (known && now - known.at < freshMs) return await known.committed;
    const before = known?.committed ?? Promise.resolve(null);
    const opened = { at: now, committed: this.#open(before) };
    this.#opened = opened;
    if (!known) return await opened.committed;
    const late = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
    return await Promise.race([opened.committed, late.then(() => before)]);
  }

  async #open(before: Promise<Committed | null>): Promise<Committed | null> {
    const last = await before;
    if (last !== null && (await lastCommit(this.#dir).catch(() => null)) === last.head) return last;
    // Who asks it at this very moment may hear nothing, once.
    last?.close();
    return await openCommitted(this.#dir).catch(() => null);
  }

  close(): void {
    this.#closing.abort();
    void this.#opened?.committed.then((committed) => committed?.close());
  }
}

interface Wanted {
  readonly path: string;
  readonly file: File;
  /** Of the commit, from 0. */
  readonly line: number;
}
