import type { Command } from '../launch/command.ts';
import type { Tools } from '../launch/schema.ts';

/**
 * What mends a known trouble by installing differently: other versions, another interpreter. Unlike a correction it takes a look
 * first, and everything that was installed and built is made anew.
 */
export interface Remedy<T extends Tools = Tools> {
  /** Kept with the environment: one that is in force is not tried again. */
  readonly name: string;
  /** Whether what was said is a trouble this may mend. */
  fits(log: string, tools: T): boolean;
  /** Looks whether it would help and how; `null` when it would not. */
  prepare(context: RemedyContext<T>): Promise<Mended | null>;
}

export interface RemedyContext<T extends Tools = Tools> {
  readonly tools: T;
  /** Absolute folder of the service. */
  readonly cwd: string;
  /** What was said. */
  readonly log: string;
  /** Runs a program with the service's tools, its output in the log of the install; `true` when it ended well. */
  readonly run: (command: Command) => Promise<boolean>;
}

export interface Mended {
  /** What is said to the person, after the name of the service. */
  readonly says: string;
  /** Run before everything is installed again. */
  readonly commands: readonly Command[];
  readonly env: Readonly<Record<string, string>>;
  /** Folders put in front of PATH. */
  readonly path: readonly string[];
}
