import type { Obtain } from '@groundwork/target-local';
import type { ReadyProgram } from '@groundwork/toolkit';
import type { Duplex } from 'node:stream';

/** A service's program that is ready to be started, and what a debugger needs around it. */
export interface Debuggee {
  readonly program: ReadyProgram;
  /** Name of the run, inherited by everything that is started for it. */
  readonly run: string;
  /** Private folder that is deleted with the session. */
  readonly folder: string;
  /** Where the debugger was put when it was fetched. */
  readonly fetched: string;
}

/** Where the program reports to. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What is started where the adapter does not start the program itself. */
export interface Start {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A debug adapter that runs, for one session and those of its child processes. */
export interface Adapter {
  /** A connection for each session. */
  connect(): Promise<Duplex>;
  /** `arguments` of the request that starts the first session. They hold the service's variables, so no window sees them. */
  readonly start: Readonly<Record<string, unknown>>;
  /** `null` where the adapter starts the program. */
  readonly reporting: ((to: Address) => Start) | null;
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** A debugger of other people, for the services of one language. */
export interface Debugger {
  /** Type of its sessions in the editor. */
  readonly type: 'debugpy' | 'pwa-node';
  readonly request: 'launch' | 'attach';
  readonly title: string;
  readonly language: 'python' | 'node';
  /** Why it cannot be had here; `null` where it can. */
  missing(): { readonly reason: string; readonly fix: string } | null;
  /** What is fetched before its first use. */
  obtain(program: ReadyProgram): Obtain;
  start(debuggee: Debuggee): Promise<Adapter>;
}
