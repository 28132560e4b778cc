import { AwsClient } from 'aws4fetch';
import type { Exchange } from './schema.ts';

/** Whether every exchange goes well, one after the other. */
export async function answersAll(port: number, exchanges: readonly Exchange[]): Promise<boolean> {
  for (const exchange of exchanges) if (!(await answers(port, exchange))) return false;
  return true;
}

async function answers(port: number, exchange: Exchange): Promise<boolean> {
  try {
    const response = await fetch(await requestFor(`http://127.0.0.1:${port}${exchange.path}`, exchange), {
      redirect: 'manual',
      signal: AbortSignal.timeout(4_000),
    });
    const text = await response.text();
    return response.status === exchange.or || (response.status < 300 && text.includes(exchange.answer));
  } catch {
    return false;
  }
}

async function requestFor(url: string, { method, headers, body, signature }: Exchange): Promise<Request> {
  const init = { method, headers, ...(body === null ? {} : { body }) };
  if (signature === null) return new Request(url, init);
  const { service, region, accessKey, secretKey } = signature;
  return new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, service, region }).sign(url, init);
}

/** Asks for a page with these headers. */
export function getting(path: string, answer: string, headers: Readonly<Record<string, string>> = {}): Exchange {
  return { method: 'GET', path, headers: { ...headers }, body: null, answer, or: null, signature: null };
}

/** Sends JSON to be answered with this text, or with a status that says it was done before. */
export function posting(path: string, body: unknown, answer: string, or: number | null = null): Exchange {
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', path, headers, body: JSON.stringify(body), answer, or, signature: null };
}
