import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LogLine } from '@groundwork/provision';
import { errorFor, isRefusal } from '../errors.ts';
import { pause, type Session } from '../session.ts';

export interface LogSource {
  readonly service: string;
  readonly logGroup: string;
  /** One task's lines alone. */
  readonly stream?: string;
}

interface Entry extends LogLine {
  readonly id: string;
  readonly time: number;
}

async function entries({ clients }: Session, { service, logGroup, stream }: LogSource, since: number): Promise<Entry[]> {
  const found: Entry[] = [];
  let nextToken: string | undefined;
  try {
    do {
      const page = await clients.logs.send(
        new FilterLogEventsCommand({
          logGroupName: logGroup,
          startTime: since,
          ...(stream === undefined ? {} : { logStreamNames: [stream] }),
          ...(nextToken === undefined ? {} : { nextToken }),
        }),
      );
      for (const { eventId = '', timestamp: time = 0, message = '' } of page.events ?? [])
        found.push({ service, at: new Date(time).toISOString(), text: message.replace(/\n$/, ''), id: eventId, time });
      ({ nextToken } = page);
    } while (nextToken !== undefined);
    return found;
  } catch (cause) {
    // Nothing was said yet.
    if (isRefusal(cause, /^ResourceNotFoundException$/)) return found;
    throw errorFor(cause, `logs of ${service}`);
  }
}

/** Gives, each time it is called, the lines that came since. */
export function streamLines(session: Session, source: LogSource): () => Promise<LogLine[]> {
  const seen = new Set<string>();
  let since = Date.now() - 60_000;
  return async () => {
    const fresh = (await entries(session, source, since)).filter(({ id }) => !seen.has(id));
    for (const { id, time } of fresh) {
      seen.add(id);
      // Lines come late by a little: a few seconds are looked through again.
      since = Math.max(since, time - 10_000);
    }
    return fresh.map(lineOf);
  };
}

/** The last lines of several services in the order they were said, then, where that is wanted, those that come. */
export async function* readLogs(
  session: Session,
  { sources, lines, follow }: { readonly sources: readonly LogSource[]; readonly lines: number; readonly follow: boolean },
): AsyncIterable<LogLine> {
  const day = 24 * 3_600_000;
  const before = (await Promise.all(sources.map((source) => entries(session, source, Date.now() - day)))).flat();
  const ordered = before.toSorted((left, right) => left.time - right.time);
  yield* ordered.slice(-lines).map(lineOf);
  if (!follow) return;
  const seen = new Set(ordered.map(({ id }) => id));
  let since = Date.now() - 10_000;
  for (;;) {
    await pause(session);
    const found = (await Promise.all(sources.map((source) => entries(session, source, since)))).flat();
    const fresh = found.filter(({ id }) => !seen.has(id)).sort((left, right) => left.time - right.time);
    for (const entry of fresh) {
      seen.add(entry.id);
      since = Math.max(since, entry.time - 10_000);
      yield lineOf(entry);
    }
  }
}

const lineOf = ({ service, at, text }: Entry): LogLine => ({ service, at, text });
