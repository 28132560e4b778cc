import type { IncomingHttpHeaders } from 'node:http';
import { GatewayError, gatewayErrorOf } from '../gateway-error.ts';
import type { WireForm } from '../wire/wire-form.ts';

/** Of what a provider says in headers, that which a client can use. Cookies and names of accounts are not of them. */
const passed = ['content-type', 'retry-after', 'x-request-id', 'request-id', 'x-should-retry'] as const;

export function headersOf(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    passed.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/** Providers that refuse a key like to repeat it. */
export function withoutKey(bytes: Buffer, key: string | null): Buffer<ArrayBuffer> {
  if (key === null || key === '' || !bytes.includes(key)) return Buffer.from(bytes);
  return Buffer.from(bytes.toString('latin1').replaceAll(Buffer.from(key).toString('latin1'), '[key]'), 'latin1');
}

/** `undefined` where it is no JSON. */
export function parsedBody(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

export const malformed = (url: URL) =>
  new GatewayError(502, {
    code: 'gateway.upstream_malformed',
    message: `${url.host} answered with something that is no JSON.`,
    where: url.host,
  });

export const redirected = (url: URL) =>
  new GatewayError(502, {
    code: 'gateway.upstream_elsewhere',
    message: `${url.host} sends to another address, to which its key does not go.`,
    where: url.host,
    fix: 'Use the address it sends to: gw model use MODEL@URL',
  });

export function errorResponse(form: WireForm, thrown: unknown): Response {
  const error = gatewayErrorOf(thrown);
  return Response.json(form.error(error), {
    status: error.status,
    headers: { 'x-groundwork-error': error.code, ...(error.retryAfter === null ? {} : { 'retry-after': error.retryAfter }) },
  });
}

/** Taken as fast as a client reads, and no faster; whoever lets go of it ends what makes it. */
export function streamOf(chunks: AsyncGenerator<Buffer>, letGo: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        letGo();
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
