import { queryError } from '../errors.ts';
import { stoppable } from '../stopping.ts';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: string | undefined;
  readonly signal: AbortSignal;
  readonly ms: number;
}

/** Asks a server of this machine over HTTP, and gives its answer as JSON, or as text where it is none. */
export type Ask = (call: Call) => Promise<unknown>;

/** Nothing a person looks at is larger. */
const mostBytes = 32 * 1024 * 1024;

export function createAsk(origin: string, headers: Readonly<Record<string, string>>): Ask {
  return ({ method, path, body, signal, ms }) => {
    const stop = new AbortController();
    const asking = async (): Promise<unknown> => {
      const url = new URL(path, origin);
      // A path that names another host is not asked there with our key.
      if (url.origin !== new URL(origin).origin) throw queryError(new Error(`\`${path}\` is no path of this server`));
      const sent = body === undefined ? {} : { body, headers: { ...headers, 'content-type': 'application/json' } };
      const response = await fetch(url, { method, headers, redirect: 'error', signal: stop.signal, ...sent });
      const text = await textOf(response);
      if (!response.ok) throw queryError(new Error(`${response.status} ${response.statusText}: ${text.slice(0, 2_000)}`));
      return parsed(text);
    };
    return stoppable(asking, { signal, ms, stop: () => stop.abort() }).catch((cause: unknown) => {
      throw queryError(cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause);
    });
  };
}

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > mostBytes) throw queryError(new Error('The answer is larger than 32 MB'));
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
