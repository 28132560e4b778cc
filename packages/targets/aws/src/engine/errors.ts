import { GroundworkError } from '@groundwork/host';
import {
  deployFailed,
  nameTaken,
  noCredentials,
  notAllowed,
  quotaRefused,
  throttled,
  unreachable,
  wrongRegion,
} from '@groundwork/provision';

/** What is read of an error of AWS, whichever client threw it. */
interface Refusal {
  readonly name: string;
  readonly message: string;
  /** Of the network: `ENOTFOUND`. */
  readonly code: string | null;
}

const credentials =
  /^(?:CredentialsProviderError|ExpiredToken|ExpiredTokenException|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|SignatureDoesNotMatch|InvalidAccessKeyId|TokenProviderError|MissingAuthenticationToken)/;
const denied = /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|NotAuthorized|AuthorizationError|Forbidden)/;
const impatient = /^(?:Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|PriorRequestNotComplete|RequestThrottled)/;
const quota = /(?:LimitExceeded|QuotaExceeded|ServiceQuotaExceeded)/;

/** Does something of AWS, and says what went wrong in the words of every target. `where` is what was asked. */
export async function asked<T>(where: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    throw errorFor(cause, where);
  }
}

/** A refusal of AWS as a typed error with what gets out of it; a typed one stays as it is. */
export function errorFor(cause: unknown, where: string): GroundworkError {
  if (cause instanceof GroundworkError) return cause;
  const { name, message, code } = refusalOf(cause);
  const told = { where, cause };
  if (credentials.test(name))
    return noCredentials(`AWS does not know who is asking: ${message}`, 'Log in with `aws sso login` or `aws configure`', told);
  if (denied.test(name)) return forbidden(message, told);
  if (impatient.test(name)) return throttled('AWS asked for patience, again and again', told);
  if (quota.test(name)) return refused(message, told);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return wrongRegion(`${where} has no address that is known`, 'Check the region of the environment, and the network', told);
  if (code !== null || /^(?:TimeoutError|NetworkingError|RequestTimeout)/.test(name))
    return unreachable(`AWS was not reached: ${message}`, 'Check the network, then run the same command again', told);
  if (/AlreadyExists|BucketAlreadyOwnedByYou|ResourceExists/.test(name)) return taken(message, told);
  return deployFailed(message === '' ? name : message, 'Mend what the message says, then run it again', told);
}

/** Why CloudFormation could not make something, from the words of its event. */
export function failureFor(reason: string, where: string): GroundworkError {
  if (/already exists|AlreadyExists|is not available/i.test(reason)) return taken(reason, { where });
  if (/limit|quota|maximum number/i.test(reason) && /exceed|reached|maximum/i.test(reason)) return refused(reason, { where });
  if (/not authorized|AccessDenied|UnauthorizedOperation/i.test(reason)) return forbidden(reason, { where });
  if (/Rate exceeded|Throttl/i.test(reason)) return throttled('AWS asked for patience, again and again', { where });
  return deployFailed(reason, 'Mend what the message says, then run it again', { where });
}

interface Told {
  readonly where: string;
  readonly cause?: unknown;
}

const taken = (reason: string, told: Told): GroundworkError =>
  nameTaken(`Something with this name is there already: ${reason}`, 'Remove it, or give the project or environment another name', told);

const refused = (reason: string, told: Told): GroundworkError =>
  quotaRefused(`AWS gives no more of it: ${reason}`, 'Ask for more in the console under "Service Quotas"', told);

const forbidden = (reason: string, told: Told): GroundworkError =>
  notAllowed(`This account of AWS may not do that: ${reason}`, 'Give it the policy of docs/aws.md, "What a deployer may do"', told);

export function refusalOf(cause: unknown): Refusal {
  if (typeof cause !== 'object' || cause === null) return { name: 'unknown', message: String(cause), code: null };
  const text = (key: string): string | null => {
    const value: unknown = Reflect.get(cause, key);
    return typeof value === 'string' ? value : null;
  };
  return { name: text('name') ?? 'unknown', message: text('message') ?? '', code: /^E[A-Z_]+$/.exec(text('code') ?? '')?.[0] ?? null };
}

export const isRefusal = (cause: unknown, names: RegExp): boolean => names.test(refusalOf(cause).name);
