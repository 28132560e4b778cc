import { exitCodes, GroundworkError } from '@groundwork/host';

/** A service whose tools this machine does not have. The fix is the one command that gets them. */
export function toolMissing(message: string, fix: string): GroundworkError {
  return new GroundworkError({ code: 'toolchain.missing', message, fix, exit: exitCodes.notPossibleHere });
}
