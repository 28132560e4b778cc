import type { GatewayError } from '../gateway-error.ts';

/** What a request took. */
export interface Tokens {
  /** All that was read, with what is in the next two. */
  readonly input: number;
  readonly cached: number;
  readonly cacheWritten: number;
  readonly output: number;
}
export const noTokens: Tokens = { input: 0, cached: 0, cacheWritten: 0, output: 0 };

/** What the gateway has to understand of a way to speak to models; everything else of it passes as it is. */
export interface WireForm {
  /** `lines`: a JSON value a line. */
  readonly framing: 'events' | 'lines';
  /** Where the provider's key goes. */
  readonly keyHeader: readonly [name: string, before: string];
  /** Upper bound of what the request lets it write, or `null` where it sets none. */
  mostOutput(body: unknown): number | null;
  /** What a JSON value of an answer tells of its tokens: the whole answer, or an event of it. */
  tokens(value: unknown): Partial<Tokens> | null;
  /** Whether a stream is whole once it had this event. */
  ends(value: unknown): boolean;
  /** A body for an error. */
  error(error: GatewayError): unknown;
  /** The end of a stream that began well and went wrong. */
  errorEvent(error: GatewayError): string;
}

/** `data: [DONE]`, which is no JSON. */
export const done = Symbol('[DONE]');

export const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
export const named = (event: string, value: unknown): string => `event: ${event}\n${data(value)}`;

/** What a person reads of an error: what is wrong, and what to do. */
export const told = ({ message, fix }: GatewayError): string => (fix === null ? message : `${message} ${fix}`);

/** Whether an object says something of a name. Looked at before a schema is: streams have many events, and few that tell of tokens. */
export function says<Name extends string>(value: unknown, name: Name): value is Readonly<Record<Name, unknown>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object in which the name was seen
  return typeof value === 'object' && value !== null && name in value && (value as Record<string, unknown>)[name] != null;
}

/** Whether one of a list says something of a name. */
export const oneSays = (list: unknown, name: string): boolean => Array.isArray(list) && list.some((one) => says(one, name));
