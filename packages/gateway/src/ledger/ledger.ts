import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
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

/** `null` keeps it in memory. */
export function openLedger(path: string | null): Ledger {
  const totals = new Totals();
  if (path === null) return { totals, add: (entry) => totals.take(entry), refresh: () => {}, close: () => {} };
  const file = opened(path);
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(1024 * 1024);
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
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
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

/** What a ledger comes to, without opening it to write. */
export function readTotals(path: string, now = new Date()): { readonly today: Usage; readonly subjects: ReadonlyMap<string, Usage> } {
  if (!existsSync(path)) return { today: noUsage, subjects: new Map() };
  const ledger = openLedger(path);
  const { totals } = ledger;
  ledger.close();
  return { today: totals.day(dayOf(now)), subjects: totals.subjects };
}
