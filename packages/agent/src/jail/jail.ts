import type { Readable, Writable } from 'node:stream';

export interface JailedCommand {
  readonly command: readonly string[];
  /** Absolute, as seen inside: below `Jail.folder`. */
  readonly cwd?: string;
  /** Added to the jail's own, which holds nothing of the person's. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A process in the jail. It and all it started are gone once `exited` is settled. */
export interface JailedProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly exited: Promise<{ readonly code: number | null }>;
  kill(): void;
}

/** A place without the person's files, keys and network; all that runs in it shares one loopback and one home. */
export interface Jail {
  /** The snapshot, as seen inside. */
  readonly folder: string;
  start(command: JailedCommand): JailedProcess;
  /** Runs to its end. `output` is standard output and error as they came. */
  run(
    command: JailedCommand,
    options: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<{
    readonly exit: number | null;
    readonly output: string;
    readonly seconds: number;
  }>;
  /** Ends everything in it. */
  close(): Promise<void>;
}

export interface JailOptions {
  /** Of this machine; the only one that is writable besides a home and `/tmp` of its own. */
  readonly folder: string;
  /** Sockets of this machine that are reached inside at a loopback port: the gateway, the proxy to registries. */
  readonly doors: readonly { readonly socket: string; readonly port: number }[];
  /** More that is readable, at the same path: an agent's package, a toolchain. */
  readonly readable: readonly string[];
}
