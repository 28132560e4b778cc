import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** One request as the double sees it. */
export interface Asked {
  readonly api: string;
  readonly method: string;
  /** Without the slash in front. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly content: Buffer;
  readonly json: Record<string, unknown>;
}

export interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  readonly content?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer in the form of Google's errors: https://cloud.google.com/apis/design/errors */
export const refused = (status: number, message: string, reason = '', metadata: Record<string, string> = {}): Answer => ({
  status,
  json: {
    error: {
      code: status,
      message,
      status:
        {
          400: 'INVALID_ARGUMENT',
          401: 'UNAUTHENTICATED',
          403: 'PERMISSION_DENIED',
          404: 'NOT_FOUND',
          409: 'ALREADY_EXISTS',
          412: 'FAILED_PRECONDITION',
          429: 'RESOURCE_EXHAUSTED',
        }[status] ?? 'INTERNAL',
      details: reason === '' ? [] : [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, metadata }],
    },
  },
});

export const notFound = (what: string): Answer => refused(404, `Resource '${what}' was not found`);

export async function askedOf(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url ?? '/', 'http://double');
  const [, api = '', ...rest] = url.pathname.split('/');
  const content = await buffer(request);
  const isJson = request.headers['content-type'] === 'application/json' && content.length > 0;
  const json: unknown = isJson ? JSON.parse(content.toString()) : {};
  return { api, method: request.method ?? 'GET', path: rest.join('/'), query: url.searchParams, content, json: objectOf(json) };
}

export function send(response: ServerResponse, { status = 200, json, content, headers = {} }: Answer): void {
  const body = content ?? JSON.stringify(json ?? {});
  response.writeHead(status, { 'content-type': content === undefined ? 'application/json' : 'application/octet-stream', ...headers });
  response.end(body);
}

export const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
