import type { z } from 'zod';

/** One thing a window can ask the server for: both directions are parsed where they come in. */
export interface Request<Params extends z.ZodType = z.ZodType, Result extends z.ZodType = z.ZodType> {
  readonly params: Params;
  readonly result: Result;
}

export function request<Params extends z.ZodType, Result extends z.ZodType>(params: Params, result: Result): Request<Params, Result> {
  return { params, result };
}
