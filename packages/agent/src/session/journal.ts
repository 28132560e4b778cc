import { exitCodes, GroundworkError } from '@groundwork/host';
import { holderOf, prepareStateFolder, releaseLock, takeLock } from '@groundwork/provision';
import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { sessionEventSchema, type SessionEvent } from './event.ts';

/** What is kept of one ticket, in `.groundwork/tickets/<id>`. */
export interface TicketFolder {
  readonly root: string;
  readonly events: string;
  /** As it was approved. */
  readonly ticket: string;
  readonly snapshot: string;
  /** The home of the agent, where it keeps what it needs to go on. */
  readonly home: string;
  readonly scratch: string;
  readonly receipt: string;
  /** What was verified, for who delivers it. */
  readonly change: string;
  /** The branch that was made of it. */
  readonly delivered: string;
  /** Where it was pushed, and its pull request: of the ticket, whichever of its receipts. */
  readonly published: string;
  readonly lock: string;
}

export function ticketFolder(repository: string, id: string): TicketFolder {
  if (!/^[\w][\w.-]{0,199}$/.test(id)) throw badName(id);
  const root = join(repository, '.groundwork', 'tickets', id);
  return {
    root,
    events: join(root, 'events.jsonl'),
    ticket: join(root, 'ticket.md'),
    snapshot: join(root, 'snapshot'),
    home: join(root, 'home'),
    scratch: join(root, 'scratch'),
    receipt: join(root, 'receipt.json'),
    change: join(root, 'change.pack'),
    delivered: join(root, 'delivered.json'),
    published: join(root, 'published.json'),
    lock: join(root, 'lock'),
  };
}

/** Events as they happened. Whoever holds it is the only one that works on the ticket. */
export interface Journal {
  readonly events: readonly SessionEvent[];
  /** It is on the disk when this returns. */
  append(event: SessionEvent): void;
  close(): void;
}

/** Opens the journal of a ticket for writing. Throws `session.running` (exit 75) where another process works on it. */
export function openJournal(repository: string, folder: TicketFolder, fresh: boolean): Journal {
  prepareStateFolder(repository);
  mkdirSync(folder.root, { recursive: true, mode: 0o700 });
  if (!takeLock(folder.lock)) throw running(folder);
  if (fresh) putAside(folder);
  const { events, bytes } = readEvents(folder);
  const file = openSync(folder.events, 'a', 0o600);
  // What a kill left half written was never said.
  ftruncateSync(file, bytes);
  return {
    events,
    append: (event) => {
      events.push(event);
      writeSync(file, `${JSON.stringify(event)}\n`);
      fsyncSync(file);
    },
    close: () => {
      closeSync(file);
      releaseLock(folder.lock);
    },
  };
}

/** Events of a ticket, for who looks on. A line that was not written to its end is no event. Throws `session.journal`. */
export function readEvents({ events: file }: Pick<TicketFolder, 'events'>): { events: SessionEvent[]; bytes: number } {
  const text = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const events: SessionEvent[] = [];
  let bytes = 0;
  for (let end = text.indexOf(10); end !== -1; end = text.indexOf(10, bytes)) {
    const line = text.toString('utf8', bytes, end);
    const event = parse(line);
    if (event === null) {
      // The last line may have reached the disk in part.
      if (text.indexOf(10, end + 1) === -1) break;
      throw unreadable(file, events.length + 1);
    }
    events.push(event);
    bytes = end + 1;
  }
  return { events, bytes };
}

/** Whether a process works on a ticket now. */
export const isWorkedOn = ({ lock }: TicketFolder): boolean => holderOf(lock) !== null;

function parse(line: string): SessionEvent | null {
  try {
    return sessionEventSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** Begins anew: what was said before stays readable beside it. */
function putAside(folder: TicketFolder): void {
  for (const path of [folder.snapshot, folder.home, folder.scratch, folder.receipt, folder.change, folder.delivered])
    rmSync(path, { recursive: true, force: true });
  if (!existsSync(folder.events)) return;
  for (let count = 1; ; count += 1) {
    const aside = join(folder.root, `events.${count}.jsonl`);
    if (existsSync(aside)) continue;
    renameSync(folder.events, aside);
    return;
  }
}

const running = (folder: TicketFolder): GroundworkError =>
  new GroundworkError({
    code: 'session.running',
    message: `Another groundwork${holder(folder)} works on this ticket`,
    where: folder.root,
    fix: 'Wait for it to end, or stop it',
    exit: exitCodes.tryAgain,
  });

function holder({ lock }: TicketFolder): string {
  const process = holderOf(lock);
  return process === null ? '' : ` (process ${process.pid})`;
}

const unreadable = (file: string, line: number): GroundworkError =>
  new GroundworkError({
    code: 'session.journal',
    message: 'This line is no event of a session',
    where: `${file}:${line}`,
    fix: 'Begin the ticket anew',
    exit: exitCodes.usage,
  });

const badName = (id: string): GroundworkError =>
  new GroundworkError({
    code: 'session.name',
    message: 'The name of a ticket is made of letters, digits, dots, dashes and underscores',
    where: id,
    fix: 'Rename its file',
    exit: exitCodes.usage,
  });
