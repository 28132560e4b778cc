import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** A model's server of one protocol, over a socket: gives what it was told to and remembers what it was asked. */
export interface Double {
  readonly url: string;
  readonly asked: { readonly path: string; readonly body: Record<string, unknown> }[];
  /** Requests that the other side ended before the answer was. */
  readonly ended: { count: number; at: number };
  close(): Promise<void>;
}

export interface Scripted {
  /** Parts of the answer, or the whole of one by what was asked. */
  readonly parts: readonly string[] | ((body: Record<string, unknown>) => readonly string[]);
  /** Before each part, in milliseconds. */
  readonly pause?: number;
  readonly logprob?: number;
  readonly status?: number;
}

const event = (message: object): string => `data: ${JSON.stringify(message)}\n\n`;

/** How each protocol writes a part, and its end. */
const forms: Readonly<Record<string, { part(text: string, logprob: number | undefined): string; end: string }>> = {
  '/openai/v1/completions': {
    part: (text, logprob) =>
      event({ choices: [{ text, index: 0, ...(logprob === undefined ? {} : { logprobs: { token_logprobs: [logprob] } }) }] }),
    end: 'data: [DONE]\n\n',
  },
  '/openai/v1/fim/completions': { part: (text) => event({ choices: [{ index: 0, delta: { content: text } }] }), end: 'data: [DONE]\n\n' },
  '/openai/v1/chat/completions': {
    part: (text) => event({ choices: [{ index: 0, delta: { content: text } }] }),
    end: `${event({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 1 } })}data: [DONE]\n\n`,
  },
  '/native/infill': {
    part: (text, logprob) =>
      event({ content: text, stop: false, ...(logprob === undefined ? {} : { completion_probabilities: [{ token: text, logprob }] }) }),
    end: event({ content: '', stop: true }),
  },
  '/native/api/generate': {
    part: (text, logprob) =>
      `${JSON.stringify({ response: text, done: false, ...(logprob === undefined ? {} : { logprobs: [{ token: text, logprob }] }) })}\n`,
    end: `${JSON.stringify({ response: '', done: true })}\n`,
  },
};

export async function startDouble(script: Scripted): Promise<Double> {
  const asked: Double['asked'] = [];
  const ended = { count: 0, at: 0 };
  const server = createServer((request, response) => {
    const read: Buffer[] = [];
    request.on('data', (bytes: Buffer) => read.push(bytes));
    request.on('end', () => {
      const path = request.url ?? '';
      // What the completion sends is JSON by its own making.
      const body: Record<string, unknown> = JSON.parse(Buffer.concat(read).toString());
      asked.push({ path, body });
      void answer(path, body);
    });
    response.on('close', () => {
      if (response.writableFinished) return;
      ended.count += 1;
      ended.at = performance.now();
    });
    const answer = async (path: string, body: Record<string, unknown>): Promise<void> => {
      const form = forms[path] ?? forms[`/native${path}`] ?? forms[`/openai${path}`];
      if (!form || script.status !== undefined) {
        response.writeHead(script.status ?? 404, { 'content-type': 'application/json' }).end('{"error":"no such harbour"}');
        return;
      }
      response.writeHead(200, { 'content-type': path.endsWith('/api/generate') ? 'application/x-ndjson' : 'text/event-stream' });
      const parts = typeof script.parts === 'function' ? script.parts(body) : script.parts;
      for (const part of parts) {
        if (script.pause !== undefined) await wait(script.pause);
        if (response.destroyed) return;
        response.write(form.part(part, script.logprob));
      }
      response.end(form.end);
    };
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    ended,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
