import {
  closeSync,
  existsSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { GroundworkError } from '@groundwork/host';
import type { Usage } from '../budget/budget.ts';
import { ledgerEntrySchema, type LedgerEntry } from './entry.ts';
import { dayOf, noUsage, Totals } from './totals.ts';

/** What was asked of models, for good. Lines are only ever added, by any number of processes, and all see one order. */
export interface Ledger {
  readonly totals: Totals;
  add(entry: LedgerEntry): void;
  /** Takes in what other processes added. */
  refresh(): void;
  close(): void;
}

/**
 * A file for each day, so that none grows without end: `ledger.jsonl` is at `ledger.2026-11-26.jsonl`. The next begins with what
 * every subject used before. `null` keeps it in memory.
 */
export function openLedger(path: string | null, now: () => Date = () => new Date()): Ledger {
  if (path === null) {
    const totals = new Totals();
    return { totals, add: (entry) => totals.take(entry), refresh: () => {}, close: () => {} };
  }
  let day = dayOf(now());
  let file = openDay(path, day);
  const today = () => {
    const current = dayOf(now());
    if (current === day) return file;
    const before = file;
    day = current;
    file = openDay(path, day);
    // What this process has underway is settled in the new file; others see to theirs.
    for (const entry of before.totals.underway()) if (entry.process === process.pid) file.add(entry);
    before.close();
    return file;
  };
  return {
    get totals() {
      return file.totals;
    },
    add: (entry) => today().add(entry),
    refresh: () => today().refresh(),
    close: () => file.close(),
  };
}

/** What a ledger comes to, without a line added to it. */
export function readTotals(path: string, now = new Date()): { readonly today: Usage; readonly subjects: ReadonlyMap<string, Usage> } {
  const day = dayOf(now);
  const latest = daysOf(path).findLast((one) => one <= day);
  if (latest === undefined) return { today: noUsage, subjects: new Map() };
  const { totals, close } = openFile(fileOf(path, latest));
  close();
  return { today: totals.day(day), subjects: totals.subjects };
}

export function fileOf(path: string, day: string): string {
  const end = extname(path);
  return `${path.slice(0, path.length - end.length)}.${day}${end}`;
}

/** In their order. */
function daysOf(path: string): readonly string[] {
  if (!existsSync(dirname(path))) return [];
  const days = readdirSync(dirname(path)).flatMap((name) => /\d{4}-\d{2}-\d{2}/.exec(name) ?? []);
  return days.filter((day) => existsSync(fileOf(path, day))).sort((one, other) => one.localeCompare(other));
}

/** Makes the day's file, with what was used before, at once or not at all: of several processes that do, one is heard. */
function openDay(path: string, day: string): Ledger {
  const file = fileOf(path, day);
  if (!existsSync(file)) {
    const beside = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(beside, carriedTo(path, day), { mode: 0o600 });
      linkSync(beside, file);
    } catch (cause) {
      if (!existsSync(file)) throw unusable(file, cause);
    } finally {
      rmSync(beside, { force: true });
    }
  }
  return openFile(file);
}

function carriedTo(path: string, day: string): string {
  const last = daysOf(path).findLast((one) => one < day);
  if (last === undefined) return '';
  const { totals, close } = openFile(fileOf(path, last));
  close();
  return [...totals.subjects]
    .map(([subject, usage]) => `${JSON.stringify({ kind: 'carried', subject, usage } satisfies LedgerEntry)}\n`)
    .join('');
}

function openFile(path: string): Ledger {
  const totals = new Totals();
  const file = opened(path);
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(256 * 1024);
  let position = 0;
  let rest = '';
  const refresh = () => {
    for (;;) {
      const read = readSync(file, buffer, 0, buffer.length, position);
      if (read === 0) return;
      position += read;
      const lines = (rest + decoder.write(buffer.subarray(0, read))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const entry = entryOf(line);
        if (entry !== null) totals.take(entry);
      }
    }
  };
  refresh();
  // Whoever died while it wrote left a line without an end: it stays as it is, and what comes is a line of its own.
  let torn = rest !== '';
  return {
    totals,
    refresh,
    add(entry) {
      // One call, which the system does not mix with that of another process.
      writeSync(file, `${torn ? '\n' : ''}${JSON.stringify(entry)}\n`);
      torn = false;
      refresh();
    },
    close: () => closeSync(file),
  };
}

function opened(path: string): number {
  try {
    const file = openSync(path, 'a+', 0o600);
    if (fstatSync(file).isFile()) return file;
    closeSync(file);
  } catch (cause) {
    throw unusable(path, cause);
  }
  throw unusable(path, null);
}

const unusable = (path: string, cause: unknown) =>
  new GroundworkError({
    code: 'gateway.ledger',
    message: 'What models cost cannot be written down, so none is asked.',
    where: path,
    fix: 'Make the file writable, or move it away.',
    cause,
  });

/** A line that is torn, or of a version to come, is passed over. */
function entryOf(line: string): LedgerEntry | null {
  try {
    return ledgerEntrySchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
