import type { ServerResponse } from 'node:http';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { ScriptedRequest, ScriptedTurn } from './turn.ts';
import { settle, type ScriptedForm } from './wires/scripted-wire.ts';

/** Answers a request with a turn, and with what is to go wrong with it. */
export async function reply(response: ServerResponse, form: ScriptedForm, request: ScriptedRequest, turn: ScriptedTurn): Promise<void> {
  const { fault } = turn;
  if (fault?.kind === 'reset') return void response.socket?.resetAndDestroy();
  if (fault?.kind === 'slow') await setTimeout(fault.ms);
  if (fault?.kind === 'status') {
    const { status, retryAfter, message = `Scripted to answer with ${status}.` } = fault;
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    });
    return void response.end(JSON.stringify(form.error(status, message)));
  }
  const settled = settle(turn, request);
  const head = { 'content-type': typeOf(request), 'x-request-id': settled.id };
  const chunks = request.stream ? streamed(form.events(settled, request.raw), request) : [JSON.stringify(form.answer(settled))];
  if (fault?.kind === 'empty') return void response.writeHead(200, head).end();
  if (fault?.kind === 'malformed') {
    const [first = ''] = chunks;
    return void response
      .writeHead(200, head)
      .end(request.stream ? `${first.slice(0, first.length / 2)}\n\n` : first.slice(0, first.length / 2));
  }
  if (request.stream) response.writeHead(200, { ...head, 'cache-control': 'no-cache' });
  else response.writeHead(200, { ...head, 'content-length': Buffer.byteLength(chunks.join('')) });
  const upTo = fault?.kind === 'cut' ? Math.ceil(chunks.length / 2) : chunks.length;
  for (const [index, chunk] of chunks.slice(0, upTo).entries()) {
    if (response.destroyed) return;
    if (fault?.kind === 'cut' && index === upTo - 1) {
      await written(response, Buffer.from(chunk).subarray(0, Math.ceil(Buffer.byteLength(chunk) / 2)));
      // A reset could overtake what was written before it.
      await setTimeout(20);
      return void response.destroy();
    }
    if (fault?.kind === 'split') await crumbs(response, Buffer.from(chunk));
    else await written(response, Buffer.from(chunk));
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'slow') await setTimeout(fault.ms);
  }
  response.end();
}

/** Bytes in sevens: inside of names, of numbers and of characters. */
async function crumbs(response: ServerResponse, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length && !response.destroyed; at += 7) {
    await written(response, bytes.subarray(at, at + 7));
    await setImmediate();
  }
}

function written(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    response.write(bytes, () => resolve());
  });
}

/** Google streams an array where server-sent events were not asked for. */
function streamed(events: readonly string[], request: ScriptedRequest): readonly string[] {
  if (request.wire !== 'google' || request.path.includes('alt=sse')) return events;
  const values = events.map((event) => event.replace(/^data: /, '').trimEnd());
  return values.map((value, index) => `${index === 0 ? '[' : ','}${value}${index === values.length - 1 ? ']' : '\r\n'}`);
}

function typeOf({ stream, wire, path }: ScriptedRequest): string {
  if (!stream || (wire === 'google' && !path.includes('alt=sse'))) return 'application/json';
  return wire === 'generate' ? 'application/x-ndjson' : 'text/event-stream';
}
