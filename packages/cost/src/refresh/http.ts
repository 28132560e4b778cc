import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { changedShape, failed, offline, refused, throttled } from './errors.ts';

export interface Asking {
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /** What to do when it refuses. */
  readonly fix?: string;
}

/** Longest wait for who asks for patience, and how often it is granted. */
const longestSeconds = 60;
const patience = 3;

/** Asks for an address until it answers. Waits where it says `Retry-After`; throws `prices.*` otherwise. */
export async function get(url: string, asking: Asking): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await answered(url, asking);
    if (response.ok) return response;
    await response.body?.cancel();
    const { status } = response;
    if (status !== 429 && status !== 503) {
      throw status < 500 ? refused(url, status, asking.fix ?? 'Look whether the address is right') : failed(url, status);
    }
    const seconds = secondsOf(response.headers.get('retry-after')) ?? 2 ** attempt;
    if (seconds > longestSeconds || attempt > patience) throw throttled(url, seconds);
    await sleep(seconds * 1000, undefined, { signal: asking.signal });
  }
}

/** An answer as JSON of a shape. */
export async function getJson<T>(url: string, shape: z.ZodType<T>, asking: Asking): Promise<T> {
  const response = await get(url, asking);
  const text = await whole(response.text(), url, asking);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw changedShape(url, 'it is no JSON', cause);
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw changedShape(url, `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'is something else'}`, parsed.error);
}

/** The lines of an answer, as they come: it may be larger than memory. `told` hears how many bytes came. */
export async function* linesOf(response: Response, asking: Asking, told: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let bytes = 0;
  if (response.body === null) return;
  const chunks = response.body.getReader();
  for (;;) {
    const { done, value } = await whole(chunks.read(), response.url, asking);
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (done) break;
    told((bytes += value.byteLength));
  }
  if (rest !== '') yield rest;
}

async function answered(url: string, { signal, headers = {} }: Asking): Promise<Response> {
  return await whole(fetch(url, { signal, headers, redirect: 'follow' }), url, { signal });
}

/** What stops half-way is a list that was not reached, unless a person stopped it. */
async function whole<T>(action: Promise<T>, url: string, { signal }: Asking): Promise<T> {
  try {
    return await action;
  } catch (cause) {
    signal.throwIfAborted();
    throw offline(url, cause);
  }
}

function secondsOf(header: string | null): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const until = Date.parse(header);
  return Number.isNaN(until) ? null : Math.max(0, Math.ceil((until - Date.now()) / 1000));
}
