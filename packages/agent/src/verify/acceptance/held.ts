import type { Jail } from '../../jail/jail.ts';
import type { Finished, RunOptions, ShellCommand } from '../run/jailed.ts';
import type { TestResults } from '../run/reports/results.ts';

/** The services of a tree, running in its jail. */
export interface Preview {
  /** Those that answer HTTP, at an address of the jail's own loopback. */
  readonly services: readonly { readonly name: string; readonly url: string }[];
  close(): Promise<void>;
}

/** Throws where the services do not come up; what they said last is the message. */
export type OpenPreview = (jail: Jail, env: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<Preview>;

/** How one item of `done when` stood on one tree. */
export interface Held {
  readonly holds: boolean;
  /** Where it could not be asked at all: why. */
  readonly notRun: string | null;
  readonly ran: Finished | null;
  /** One clause, for a person. */
  readonly why: string;
  /** How its tests ended, where they could be told apart. */
  readonly results: TestResults | null;
}

/** Where items are asked: a jail with a tree in it. */
export interface Place {
  readonly jail: Jail;
  readonly env: Readonly<Record<string, string>>;
  readonly hasFile: (path: string) => boolean;
  /** How one test file is run, `null` where nobody knows. */
  readonly testCommand: (path: string) => ShellCommand | null;
  /** Brings the services up in the jail; `null` where that is not possible here. */
  readonly preview: OpenPreview | null;
  readonly options: RunOptions;
}

export const unasked = (why: string): Held => ({ holds: false, notRun: why, ran: null, why, results: null });

export const ended = ({ exit }: Finished): string => (exit === null ? 'it did not end in its time' : `exit ${exit}`);
