import { z } from 'zod';
import { Refusal, type Answer } from './store.ts';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly origin: string;
}

export type Accepting = (action: () => void, status?: number) => Answer;

export const resourceBody = z.looseObject({ location: z.string().nullish(), tags: z.record(z.string(), z.string()).nullish() });

export const missing = (path: string): Refusal => new Refusal(404, 'ResourceNotFound', `The Resource '${path}' was not found`);

export const ok = (body: unknown): Answer => ({ status: 200, body });
