import { exitCodes, GroundworkError } from '@groundwork/host';

const goOn = 'Until then the prices that are there stay as they are';

/** Nothing answered at all. */
export const offline = (url: string, cause: unknown): GroundworkError =>
  new GroundworkError({
    code: 'prices.offline',
    message: `The price list could not be reached: ${reasonOf(cause)}`,
    where: withoutKey(url),
    fix: `Look at the network, or a proxy in HTTPS_PROXY, and run it again. ${goOn}`,
    exit: exitCodes.tryAgain,
    cause,
  });

/** It asked for patience for longer than we have. */
export const throttled = (url: string, seconds: number): GroundworkError =>
  new GroundworkError({
    code: 'prices.throttled',
    message: `The price list answers too many requests, and asks to come back in ${seconds} s`,
    where: withoutKey(url),
    fix: `Run it again after that. ${goOn}`,
    exit: exitCodes.tryAgain,
  });

export const refused = (url: string, status: number, fix: string): GroundworkError =>
  new GroundworkError({
    code: 'prices.refused',
    message: `The price list refused to answer (HTTP ${status})`,
    where: withoutKey(url),
    fix,
    exit: exitCodes.notPossibleHere,
  });

export const failed = (url: string, status: number): GroundworkError =>
  new GroundworkError({
    code: 'prices.failed',
    message: `The price list answered with HTTP ${status}`,
    where: withoutKey(url),
    fix: `Run it again later. ${goOn}`,
    exit: exitCodes.tryAgain,
  });

/** The list is not as it was when this was written. */
export const changedShape = (url: string, what: string, cause?: unknown): GroundworkError =>
  new GroundworkError({
    code: 'prices.shape',
    message: `The price list is not as it used to be: ${what}`,
    where: withoutKey(url),
    fix: `A newer version of Groundwork may know how to read it. ${goOn}`,
    cause,
  });

export const unknownRegion = (region: string, url: string, known: readonly string[]): GroundworkError =>
  new GroundworkError({
    code: 'prices.region',
    message: `The price list has no region ${region}`,
    where: withoutKey(url),
    fix: known.length > 0 ? `Regions it has: ${known.join(', ')}` : 'Name a region as the cloud does: `europe-west1`, `westeurope`',
    exit: exitCodes.usage,
  });

/** Google's list is public, and only told to who has a key. */
export const noKey = (): GroundworkError =>
  new GroundworkError({
    code: 'prices.key',
    message: "Google's price list answers only who brings an API key",
    where: 'https://cloudbilling.googleapis.com/v1/services',
    fix:
      'Make one at https://console.cloud.google.com/apis/credentials in a project with the Cloud Billing API, ' +
      'and give it as GOOGLE_API_KEY; or an access token as GOOGLE_OAUTH_ACCESS_TOKEN (gcloud auth print-access-token)',
    exit: exitCodes.notPossibleHere,
  });

export const notWritten = (file: string, cause: unknown): GroundworkError =>
  new GroundworkError({
    code: 'prices.not_written',
    message: `The prices could not be written: ${reasonOf(cause)}`,
    where: file,
    fix: 'Make the folder writable for you, or set XDG_CACHE_HOME to one that is',
    exit: exitCodes.notPossibleHere,
    cause,
  });

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? cause.cause.message || cause.message : cause.message;
}

/** Keys are no part of what is said. */
function withoutKey(url: string): string {
  return url.replace(/([?&]key=)[^&]*/, '$1…');
}
