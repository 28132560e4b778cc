import { exitCodes, GroundworkError } from '@groundwork/host';
import { ExitCode } from '@stricli/core';
import { interrupted } from '../context.ts';

/** The process exit code for what a command threw. */
export function exitCodeOf(error: unknown, signal: AbortSignal): number {
  if (signal.aborted) return interrupted;
  return error instanceof GroundworkError ? error.exit : exitCodes.failed;
}

/** stricli answers a wrong command line with negative codes of its own; ours are in DESIGN.md. */
export function exitCodeFromStricli(code: number): number {
  if (code >= 0) return code;
  return code === ExitCode.UnknownCommand || code === ExitCode.InvalidArgument ? exitCodes.usage : exitCodes.failed;
}
