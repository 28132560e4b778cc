import { z } from 'zod';
import { GatewayError } from '../gateway-error.ts';

/** A prompt with a few pictures fits; what does not is no prompt. */
export const mostBytes = 64 * 1024 * 1024;

const object = z.record(z.string(), z.unknown());
export type Body = z.infer<typeof object>;

/** A request's body as it came, and what it says. */
export async function bodyOf(request: Request): Promise<{ readonly text: string; readonly json: Body }> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity')
    throw new GatewayError(415, {
      code: 'gateway.encoding',
      message: `A body in ${encoding} is not read.`,
      fix: 'Send it uncompressed.',
    });
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body !== null)
    for await (const chunk of request.body) {
      size += chunk.length;
      if (size > mostBytes)
        throw new GatewayError(413, { code: 'gateway.too_large', message: `A request has more than ${mostBytes / 1024 / 1024} MiB.` });
      chunks.push(chunk);
    }
  const text = Buffer.concat(chunks).toString('utf8');
  const parsed = object.safeParse(json(text));
  if (parsed.success) return { text, json: parsed.data };
  throw new GatewayError(400, { code: 'gateway.not_json', message: 'The body of the request is no JSON object.' });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
