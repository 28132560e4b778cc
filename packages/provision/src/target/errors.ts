import { exitCodes, GroundworkError } from '@groundwork/host';

interface Told {
  /** What was asked, and where: `CreateChangeSet harbour-staging in eu-west-1`. */
  readonly where: string;
  readonly cause?: unknown;
}

/** Nobody is logged in, or not as somebody who may. */
export const noCredentials = (message: string, fix: string, told: Told): GroundworkError =>
  new GroundworkError({ code: 'target.credentials', message, fix, ...told, exit: exitCodes.notPossibleHere });

export const notAllowed = (message: string, fix: string, told: Told): GroundworkError =>
  new GroundworkError({ code: 'target.not_allowed', message, fix, ...told });

export const wrongRegion = (message: string, fix: string, told: Told): GroundworkError =>
  new GroundworkError({ code: 'target.region', message, fix, ...told, exit: exitCodes.usage });

/** It is not the account the environment says it belongs to. */
export const wrongAccount = (message: string, fix: string, told: Told): GroundworkError =>
  new GroundworkError({ code: 'target.account', message, fix, ...told, exit: exitCodes.usage });

export const quotaRefused = (message: string, fix: string, told: Told): GroundworkError =>
  new GroundworkError({ code: 'target.quota', message, fix, ...told });

/** The engine asked for patience for longer than we have. */
export const throttled = (message: string, told: Told): GroundworkError =>
  new GroundworkError({
    code: 'target.throttled',
    message,
    fix: 'Run the same command again in a minute',
    ...told,
    exit: exitCodes.tryAgain,
  });

export const unreachable = (message: string, fix: string, told: Told): GroundworkError =>
  new GroundworkError({ code: 'target.unreachable', message, fix, ...told, exit: exitCodes.tryAgain });

/** Another deployment of the same environment is at work. */
export const lockedBy = (who: string, told: Told): GroundworkError =>
  new GroundworkError({
    code: 'target.locked',
    message: `Another deployment of this environment is at work: ${who}`,
    fix: 'Wait for it to end, then run the same command again',
    ...told,
    exit: exitCodes.tryAgain,
  });

/** Something with this name is there and is not ours. */
export const nameTaken = (message: string, fix: string, told: Told): GroundworkError =>
  new GroundworkError({ code: 'target.name_taken', message, fix, ...told });

/** What was left by a deployment or a deletion that came to a stop half-way, and what gets out of it. */
export const halfDeleted = (message: string, fix: string, told: Told): GroundworkError =>
  new GroundworkError({ code: 'target.half_deleted', message, fix, ...told });

export const unsupported = (message: string, fix: string, told: Told): GroundworkError =>
  new GroundworkError({ code: 'target.unsupported', message, fix, ...told, exit: exitCodes.notPossibleHere });

/** The engine could not make something; what came before stands or was brought back, which `message` says. */
export const deployFailed = (message: string, fix: string, told: Told): GroundworkError =>
  new GroundworkError({ code: 'deploy.failed', message, fix, ...told });

export const releaseFailed = (message: string, fix: string, told: Told): GroundworkError =>
  new GroundworkError({ code: 'deploy.release_failed', message, fix, ...told });
