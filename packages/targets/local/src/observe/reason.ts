import type { Reason } from '@groundwork/provision';
import { withoutPasswords } from '@groundwork/provision';
import { knownReasons } from './known/index.ts';
import type { KnownReason, Seen } from './known/known.ts';

export interface Death {
  readonly service: string;
  /** The last part of its log. */
  readonly log: string;
  readonly code: number | null;
  readonly signal: string | null;
  /** Absolute folder of the repository: places in it are shown relative to it. */
  readonly folder: string;
}

export interface Explained {
  readonly reason: Reason;
  /** What it says about the repository or this machine; `null` when nothing is known for sure. */
  readonly seen: Seen | null;
}

/** Why a service died, as far as its last words tell: the first known reason from the end, else its exit and last line. */
export function reasonOf(death: Death): Reason {
  return explain(death).reason;
}

/** The same, with what is to be remembered of it. */
export function explain(death: Death): Explained {
  const lines = plainLines(death.log);
  for (const known of knownReasons) {
    const match = lastMatch(known, lines);
    if (!match) continue;
    const reason = {
      code: known.code,
      message: withoutPasswords(known.message(match)),
      where: placeIn(lines, death.folder),
      fix: known.fix?.(match, death.service) ?? null,
    };
    return { reason, seen: known.seen?.(match) ?? null };
  }
  const how = death.signal ? `was ended by ${death.signal}` : `ended with exit code ${death.code ?? 'unknown'}`;
  const last = lastWords(lines);
  const reason = {
    code: 'service.ended',
    message: withoutPasswords(last === undefined ? `it ${how} and said nothing` : `it ${how}: ${last.trim()}`),
    where: placeIn(lines, death.folder),
    fix: null,
  };
  return { reason, seen: null };
}

/** A frame of a stack says where, not what. */
const isFrame = (line: string): boolean => /^\s*(?:at\s|File "|from\s|\.\.\.\s)/.test(line);

/** The last line that says what went wrong, with the one it announces (`Usage:`). */
function lastWords(lines: readonly string[]): string | undefined {
  const said = lines.filter((line) => !isFrame(line));
  const at = said.findLastIndex((line) => /error|exception|fatal|cannot|failed/i.test(line));
  const line = said.at(at);
  const next = at === -1 ? undefined : said[at + 1];
  return line !== undefined && next !== undefined && /:\s*$/.test(line) ? `${line.trim()} ${next.trim()}` : line;
}

function lastMatch({ pattern, lines: together = 1, only }: KnownReason, lines: readonly string[]): RegExpExecArray | null {
  if (only && !lines.some((line) => only.test(line))) return null;
  for (let end = lines.length; end > 0; end -= 1) {
    const match = pattern.exec(lines.slice(Math.max(0, end - together), end).join('\n'));
    if (match) return match;
  }
  return null;
}

/** The last lines of a log that a person should see. */
export function lastLines(log: string, count: number): string[] {
  return plainLines(log)
    .slice(-count)
    .map((line) => withoutPasswords(line));
}

function plainLines(log: string): string[] {
  return log
    .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}

/** The deepest `file:line` of the repository itself in a Python or Node stack; dependencies are not what a person can mend. */
function placeIn(lines: readonly string[], folder: string): string | null {
  const places = lines.flatMap((line) => {
    const python = /^\s*File "([^"]+)", line (\d+)/.exec(line);
    const node = /\(?(?:file:\/\/)?(\/[^()\s]+?):(\d+):\d+\)?\s*$/.exec(line) ?? /^(?:file:\/\/)?(\/\S+?):(\d+)$/.exec(line.trim());
    const [, file = '', number = ''] = python ?? node ?? [];
    if (!file.startsWith(`${folder}/`) || /\/(node_modules|site-packages|\.groundwork)\//.test(file)) return [];
    return [{ place: `${file.slice(folder.length + 1)}:${number}`, python: python !== null }];
  });
  // Python prints the call that failed last, Node first.
  const place = places.some(({ python }) => python) ? places.findLast(({ python }) => python) : places[0];
  return place?.place ?? null;
}
