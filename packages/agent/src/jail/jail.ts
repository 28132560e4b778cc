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
  /** `code` is `null` where it was ended by us, or with the jail. */
  readonly exited: Promise<{ readonly code: number | null }>;
  kill(): void;
}

/** A place without the person's files, keys and network; all that runs in it shares one loopback and one home. */
export interface Jail {
  /** The snapshot, as seen inside. */
  readonly folder: string;
  start(command: JailedCommand): JailedProcess;
  /** Runs to its end, or kills it: `exit` is then `null`. `output` is standard output and error as they came, its beginning cut. */
  run(
    command: JailedCommand,
    options: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<{
    readonly exit: number | null;
    readonly output: string;
    readonly seconds: number;
  }>;
  /** Settled when nothing runs in it any more; `over` says which limit ended it, `null` where it was closed or died. */
  readonly ended: Promise<{ readonly over: JailLimit | null }>;
  /** Ends everything in it. */
  close(): Promise<void>;
}

export type JailLimit = 'memory' | 'processes' | 'disk';

/** What a jail may use at most, all its processes together unless said otherwise. */
export interface JailLimits {
  readonly processes: number;
  readonly memoryBytes: number;
  /** In its folder, its home and its `/tmp`, over what was there when it was opened. */
  readonly diskBytes: number;
  /** Of one file. */
  readonly fileBytes: number;
  /** Of one process, in seconds of a processor. */
  readonly cpuSeconds: number;
}

export interface JailOptions {
  /** Of this machine; the only one that is writable besides a home and `/tmp` of its own. */
  readonly folder: string;
  /** The folder cannot be written either: for who plans. */
  readonly readOnly?: boolean;
  /** Sockets of this machine that are reached inside at a loopback port: the gateway, the proxy to registries. */
  readonly doors: readonly { readonly socket: string; readonly port: number }[];
  /** More that is readable, at the same path: an agent's package, a toolchain. */
  readonly readable: readonly string[];
  /** For every command in it: base addresses of the gateway, settings of package managers. Never a key. */
  readonly env?: Readonly<Record<string, string>>;
  /** In its home, where they are not there already: settings of package managers that no variable gives. */
  readonly files?: Readonly<Record<string, string>>;
  /** A folder of this machine that is the jail's home and outlives it; one that is gone with the jail where left out. */
  readonly home?: string;
  readonly limits?: Partial<JailLimits>;
}
