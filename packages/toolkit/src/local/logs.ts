import { exitCodes, GroundworkError } from '@groundwork/host';
import { withoutPasswords } from '@groundwork/provision';
import { createLineReader, currentState, lastLines, readTail, sizeOf } from '@groundwork/target-local';
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

function logsOf(dir: string, name: string | null): { name: string; log: string }[] {
  const state = currentState(dir, localEnvironment);
  if (!state) {
    throw new GroundworkError({
      code: 'logs.none',
      message: 'Nothing of this folder has run yet',
      where: dir,
      fix: 'gw up',
      exit: exitCodes.usage,
    });
  }
  const all = [...state.services, ...state.resources].flatMap(({ name: from, log }) => (log ? [{ name: from, log }] : []));
  if (name === null) return all.filter((each) => state.services.some((service) => service.name === each.name));
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
