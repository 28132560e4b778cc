/** The folder that is open, as far as a language server has to know it. */
export interface Folder {
  /** Absolute real path. */
  readonly dir: string;
  /** A person agreed that its commands may run. Before that a language server must execute nothing of it. */
  readonly trusted: boolean;
}

/** A language server that can be started, and how. */
export interface Startable {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** `initializationOptions`: put in by us, whatever a window says. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What it is told when it asks for `workspace/configuration`; `python.analysis` is found in `python`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What it leaves out until the folder is trusted. */
  readonly limited: string | null;
  /** What it read from the disk when it started, so that it has to start again when that changed. */
  readonly read: string;
}

/** Why there is none, and the command that gets it. */
export interface Missing {
  readonly reason: string;
  readonly fix: string | null;
}

export interface LanguageServer {
  readonly id: string;
  readonly title: string;
  /** Language ids of the editor. */
  readonly languages: readonly string[];
  /** Looks for it on this machine. Starts nothing, and is called often. */
  find(folder: Folder): Startable | Missing;
}

export function isMissing(found: Startable | Missing): found is Missing {
  return 'reason' in found;
}

/** One that is started plainly. */
export function startable(argv: readonly string[], more: Partial<Startable> = {}): Startable {
  return { argv, env: {}, options: {}, settings: {}, limited: null, read: '', ...more };
}
