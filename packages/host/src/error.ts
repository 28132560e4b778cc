/** Process exit codes of the command line; an error carries the one it should end with. */
export const exitCodes = { done: 0, failed: 1, usage: 2, notPossibleHere: 3, tryAgain: 75 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface GroundworkErrorDetails {
  /** A stable word, `area.problem`, that scripts can match: `tree.not_a_folder`. */
  readonly code: string;
  /** One sentence for a person. */
  readonly message: string;
  /** What was being read or run, and where: a path, `file:line`, a command. */
  readonly where?: string;
  /** What to do about it, as a command or one sentence. */
  readonly fix?: string;
  readonly exit?: ExitCode;
  readonly cause?: unknown;
}

/** The only error that crosses a package boundary. */
export class GroundworkError extends Error {
  readonly code: string;
  readonly where: string | null;
  readonly fix: string | null;
  readonly exit: ExitCode;

  constructor(details: GroundworkErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'GroundworkError';
    this.code = details.code;
    this.where = details.where ?? null;
    this.fix = details.fix ?? null;
    this.exit = details.exit ?? exitCodes.failed;
  }
}
