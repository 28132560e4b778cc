import { posix } from 'node:path';
import type { Acceptance, TicketHead } from '../../ticket/ticket.ts';
import type { ShellCommand } from '../run/jailed.ts';

/** What an item of `done when` runs in a shell; `null` where it is no command. */
export function commandOf(item: Acceptance): ShellCommand | null {
  if ('run' in item) return { command: item.run, in: below(item.in) };
  if ('types' in item) return { command: item.types, in: below(item.in) };
  return null;
}

/** A folder of a ticket as one within the repository, whatever is written. */
export function below(folder: string): string {
  const path = posix.normalize(`/${folder}`).slice(1).replace(/\/$/, '');
  return path === '' ? '.' : path;
}

/** All shell commands a ticket names: those that have to pass now and those that passed before. */
export function commandsOf(head: TicketHead): readonly string[] {
  return [...head['done when'].flatMap((item) => commandOf(item)?.command ?? []), ...head.tests.map(({ run }) => run)];
}
