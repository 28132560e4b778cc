import type { Exchange } from './schema.ts';

/** Whether every exchange goes well, one after the other. */
export async function answersAll(port: number, exchanges: readonly Exchange[]): Promise<boolean> {
  for (const exchange of exchanges) if (!(await answers(port, exchange))) return false;
  return true;
}

async function answers(port: number, { method, path, headers, body, answer }: Exchange): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(4_000),
      ...(body === null ? {} : { body }),
    });
    return (await response.text()).includes(answer) && response.status < 300;
  } catch {
    return false;
  }
}

/** Asks for a page with these headers. */
export function getting(path: string, answer: string, headers: Readonly<Record<string, string>> = {}): Exchange {
  return { method: 'GET', path, headers: { ...headers }, body: null, answer };
}
