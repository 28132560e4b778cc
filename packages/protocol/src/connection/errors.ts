import { GroundworkError, exitCodes } from '@groundwork/host';
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc';
import { z } from 'zod';

const dataSchema = z.object({
  code: z.string(),
  where: z.string().nullable().default(null),
  fix: z.string().nullable().default(null),
  exit: z.enum(exitCodes).default(exitCodes.failed),
});
type Data = z.infer<typeof dataSchema>;

/** An error as it goes over the wire: the code, where and fix of it are kept, its cause is not. */
export function toResponse(cause: unknown): ResponseError<unknown> {
  if (cause instanceof ResponseError) return new ResponseError<unknown>(cause.code, cause.message, cause.data);
  if (cause instanceof GroundworkError) {
    const { code, where, fix, exit } = cause;
    return new ResponseError<Data>(ErrorCodes.InternalError, cause.message, { code, where, fix, exit });
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ResponseError(ErrorCodes.InternalError, message, { code: 'server.internal', where: null, fix: null, exit: exitCodes.failed });
}

/** The same error on the other side. What is not one of ours gets `server.failed`. */
export function fromResponse(cause: unknown): GroundworkError {
  if (cause instanceof GroundworkError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const data = dataSchema.safeParse(cause instanceof ResponseError ? cause.data : null);
  if (!data.success) return new GroundworkError({ code: 'server.failed', message, cause });
  const { code, where, fix, exit } = data.data;
  return new GroundworkError({ code, message, exit, cause, ...(where === null ? {} : { where }), ...(fix === null ? {} : { fix }) });
}
