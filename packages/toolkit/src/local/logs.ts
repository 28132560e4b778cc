import { exitCodes, GroundworkError } from '@groundwork/host';
import { environmentFolder, withoutPasswords } from '@groundwork/provision';
import { createLineReader, currentState, lastLines, lastRuns, readTail, sizeOf } from '@groundwork/target-local';
import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { localEnvironment, realFolder } from './folder.ts';

export interface LogLine {
  /** Service or resource that said it. */
  readonly name: string;
  readonly text: string;
}

export interface LogOptions {
  /** One service or resource; `null` for all services. */
  readonly name: string | null;
  /** How many of the last lines of each to begin with. */
  readonly lines: number;
  readonly follow: boolean;
  readonly signal: AbortSignal;
}

const pollMs = 100;

/** The last lines of a folder's logs, and with `follow` what comes after, until cancelled or nothing runs. Throws `logs.unknown`. */
export async function* readLogs(dir: string, { name, lines, follow, signal }: LogOptions): AsyncGenerator<LogLine> {
  const real = realFolder(dir);
  const sources = logsOf(real, name);
  const readers = sources.map((source) => ({ ...source, read: createLineReader(source.log, sizeAndTail(source.log, lines).size) }));
  for (const source of sources) {
    for (const text of sizeAndTail(source.log, lines).tail) yield { name: source.name, text: withoutPasswords(text) };
  }
  if (!follow) return;
  while (!signal.aborted) {
    for (const { name: from, read } of readers) for (const text of read()) yield { name: from, text: withoutPasswords(text) };
    if (currentState(real, localEnvironment)?.supervisor === null) return;
    await sleep(pollMs, null, { signal }).catch(() => null);
  }
}

function logsOf(dir: string, name: string | null): NamedLog[] {
  const state = currentState(dir, localEnvironment);
  const services = newest([...(state?.services ?? []).flatMap(logOf), ...runLogs(dir)]);
  if (services.length === 0 && state === null) {
    throw new GroundworkError({
      code: 'logs.none',
      message: 'Nothing of this folder has run yet',
      where: dir,
      fix: 'gw up',
      exit: exitCodes.usage,
    });
  }
  if (name === null) return services;
  const all = [...services, ...(state?.resources ?? []).flatMap(logOf)];
  const found = all.filter((each) => each.name === name);
  if (found.length > 0) return found;
  const names = all.map((each) => each.name).join(', ');
  throw new GroundworkError({
    code: 'logs.unknown',
    message: `Nothing here is called \`${name}\``,
    fix: `Use one of: ${names}`,
    exit: exitCodes.usage,
  });
}

interface NamedLog {
  readonly name: string;
  readonly log: string;
}

const logOf = ({ name, log }: { readonly name: string; readonly log: string | null }): NamedLog[] => (log ? [{ name, log }] : []);

function runLogs(dir: string): NamedLog[] {
  const runs = lastRuns(environmentFolder(dir, localEnvironment), { own: false });
  return [...runs].flatMap(([name, { log }]) => logOf({ name, log }));
}

/** One log for each name: the one that was written to last. */
function newest(logs: readonly NamedLog[]): NamedLog[] {
  const byName = new Map<string, NamedLog>();
  for (const each of logs) {
    const other = byName.get(each.name);
    if (!other || writtenAt(each.log) > writtenAt(other.log)) byName.set(each.name, each);
  }
  return [...byName.values()];
}

const writtenAt = (log: string): number => statSync(log, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function sizeAndTail(log: string, lines: number): { size: number; tail: string[] } {
  const text = readTail(log);
  const tail = text.split('\n');
  // What follows the last line end is not finished: it belongs to what is followed.
  const rest = tail.pop() ?? '';
  return { size: sizeOf(log) - Buffer.byteLength(rest), tail: lines === 0 ? [] : tail.slice(-lines) };
}

/** The last lines of one log, without passwords. */
export function lastLogLines(log: string, count: number): string[] {
  return lastLines(readTail(log), count);
}
