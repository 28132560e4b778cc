import { exitCodes, type Host } from '@groundwork/host';
import type { Terminal } from './terminal/terminal.ts';

/** What a command may use of the process it runs in; stricli hands it over as `this`. */
export interface CliContext {
  /** The streams stricli itself writes help and usage errors to. */
  readonly process: CliProcess;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is piped in, or the keyboard. */
  readonly stdin: InputStream;
  /** The folder relative paths are meant from. */
  readonly cwd: string;
  /** Results: what the command was asked for. */
  readonly out: Terminal;
  /** Progress, notes and errors. */
  readonly err: Terminal;
  /** True when `--json` was given: results and errors are JSON. */
  readonly json: boolean;
  /** Progress goes to `err`; cancelled by Ctrl-C. */
  readonly host: Host;
  /**
   * Hands Ctrl-C and the request to end over to a program of the person's own that is in the foreground, instead of stopping this
   * command. Gives the way back.
   */
  handSignals(to: (signal: NodeJS.Signals) => void): () => void;
  /** Ends the command with this code although it did not throw: something asked for is not well, and the output already says so. */
  endWith(code: number): void;
}

export type InputStream = NodeJS.ReadableStream & { readonly isTTY?: boolean | undefined };

export interface CliProcess {
  readonly stdout: { write(text: string): void };
  readonly stderr: { write(text: string): void };
  readonly env: Readonly<Record<string, string | undefined>>;
  exitCode?: number | string | null;
}

/** A process stopped with Ctrl-C ends with this code: 128 + SIGINT. */
export const interrupted = 130;

export { exitCodes };
