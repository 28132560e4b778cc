import type { Jail } from '../../jail/jail.ts';
import type { Acceptance } from '../../ticket/ticket.ts';
import { runJailed, type Finished, type RunOptions } from '../run/jailed.ts';
import { commandOf } from './commands.ts';
import { notRun } from './setup.ts';

/** How one item of `done when` stood on one tree. */
export interface Held {
  readonly holds: boolean;
  /** Where it could not be asked at all: why. */
  readonly notRun: string | null;
  readonly ran: Finished | null;
  /** One clause, for a person. */
  readonly why: string;
}

export interface Place {
  readonly jail: Jail;
  readonly env: Readonly<Record<string, string>>;
  readonly hasFile: (path: string) => boolean;
  readonly options: RunOptions;
}

export async function askAcceptance(item: Acceptance, place: Place): Promise<Held> {
  const command = commandOf(item);
  if (!command) return { holds: false, notRun: 'this kind of item is not asked yet', ran: null, why: 'not asked' };
  const ran = await runJailed(place.jail, { ...command, env: place.env }, place.options);
  const missing = notRun(ran, place.hasFile);
  return { holds: ran.exit === 0, notRun: missing, ran, why: missing ?? ended(ran) };
}

export const ended = ({ exit }: Finished): string => (exit === null ? 'it did not end in its time' : `exit ${exit}`);

export function titleOf(item: Acceptance): string {
  if ('run' in item) return item.run;
  if ('types' in item) return item.types;
  if ('test' in item) return `Test ${item.test}`;
  return `${item.http} answers ${item.status}`;
}
