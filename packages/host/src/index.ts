export { exitCodes, GroundworkError, type ExitCode, type GroundworkErrorDetails } from './error.ts';
export { silentHost, type Host, type ProgressEvent } from './host.ts';
