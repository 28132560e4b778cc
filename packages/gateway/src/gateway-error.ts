import { GroundworkError, type GroundworkErrorDetails } from '@groundwork/host';

/** Why a request was not served. Clients are told it in the form of errors of their wire. */
export class GatewayError extends GroundworkError {
  /** HTTP's. */
  readonly status: number;
  /** As the provider sent it. */
  readonly retryAfter: string | null;

  constructor(status: number, details: GroundworkErrorDetails & { readonly retryAfter?: string | null }) {
    super(details);
    this.name = 'GatewayError';
    this.status = status;
    this.retryAfter = details.retryAfter ?? null;
  }
}

/** Whatever was thrown, as something a client may see: what is not ours is told without its text, which could hold anything. */
export function gatewayErrorOf(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  // As web servers write it into their logs: nobody is there to be told.
  if (error instanceof DOMException && error.name === 'AbortError')
    return new GatewayError(499, { code: 'gateway.client_gone', message: 'The client went away.' });
  if (error instanceof GroundworkError)
    return new GatewayError(502, {
      code: error.code,
      message: error.message,
      ...(error.fix === null ? {} : { fix: error.fix }),
      cause: error,
    });
  return new GatewayError(500, { code: 'gateway.failed', message: 'The gateway could not serve this request.', cause: error });
}
