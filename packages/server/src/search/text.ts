import type { ParsedParamsOf } from '@groundwork/protocol';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WindowContext } from '../rpc/context.ts';
import { matchesIn, type TextMatch } from './match.ts';
import { ripgrep, scopeArguments } from './ripgrep.ts';

export type TextQuery = ParsedParamsOf<'search/text'>;

const batch = 200;
const batchMs = 50;
/** Bytes on their way to a window from which on it is waited for. */
const mostBacklog = 4 * 1024 * 1024;

/** Tells a window every match while it is found, up to the limit. */
export async function searchText(
  { workspace, tell, backlog }: WindowContext,
  query: TextQuery,
  signal: AbortSignal,
): Promise<{ readonly limited: boolean }> {
  const { id, limit } = query;
  let found = 0;
  let waiting: TextMatch[] = [];
  let since = Date.now();
  const flush = (): void => {
    if (waiting.length > 0) tell('search/matches', { id, matches: waiting });
    waiting = [];
    since = Date.now();
  };
  for await (const line of ripgrep(workspace.dir, [...patternArguments(query), ...scopeArguments(query)], signal)) {
    for (const match of matchesIn(line)) {
      const left = limit - found;
      if (left <= 0) {
        flush();
        return { limited: true };
      }
      const { ranges, previewRanges } = match;
      waiting.push(
        ranges.length <= left ? match : { ...match, ranges: ranges.slice(0, left), previewRanges: previewRanges.slice(0, left) },
      );
      found += ranges.length;
    }
    if (waiting.length >= batch || Date.now() - since > batchMs) flush();
    while (backlog() > mostBacklog && !signal.aborted) await sleep(20);
  }
  flush();
  return { limited: found > limit };
}

/** The engine of ripgrep takes time in proportion to what it reads; only look-around and back references need the other one. */
function patternArguments({ pattern, isRegExp, isCaseSensitive, isWordMatch, isMultiline }: TextQuery): string[] {
  return [
    '--json',
    '--crlf',
    '--engine=auto',
    isCaseSensitive ? '--case-sensitive' : '--ignore-case',
    ...(isRegExp ? [] : ['--fixed-strings']),
    ...(isWordMatch ? ['--word-regexp'] : []),
    // Plain text with a line end in it, too, can only be found across lines.
    ...(isMultiline || pattern.includes('\n') ? ['--multiline'] : []),
    `--regexp=${pattern}`,
  ];
}
