import { GatewayError } from '../gateway-error.ts';
import { done, type WireForm } from '../wire/wire-form.ts';

/** An event with the bytes it came in. */
export interface Frame {
  readonly bytes: Buffer;
  /** `null` for a comment or an empty line. */
  readonly value: unknown;
}

const mostBytes = 32 * 1024 * 1024;

/**
 * Cuts a stream into whole events, whatever pieces the network made of it. Their bytes are untouched, and one that is not
 * whole at the end is left out: an error that follows it stands by itself.
 */
export class Frames {
  readonly #framing: WireForm['framing'];
  #rest: Buffer = Buffer.alloc(0);
  #searched = 0;

  constructor(framing: WireForm['framing']) {
    this.#framing = framing;
  }

  *take(chunk: Buffer): Generator<Frame> {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const end = this.#end();
      if (end === -1) break;
      const bytes = this.#rest.subarray(0, end);
      this.#rest = this.#rest.subarray(end);
      this.#searched = 0;
      yield this.#frame(bytes);
    }
    if (this.#rest.length > mostBytes)
      throw new GatewayError(502, { code: 'gateway.upstream_malformed', message: 'The provider sent an event without an end.' });
  }

  /** What has no end of its own; some servers leave out the empty line after the last event. */
  last(): readonly Frame[] {
    if (this.#rest.length === 0) return [];
    try {
      return [this.#frame(Buffer.concat([this.#rest, Buffer.from(this.#framing === 'lines' ? '\n' : '\n\n')]))];
    } catch {
      return [];
    }
  }

  /** Where the first event ends: after an empty line, whose ends are of either kind. */
  #end(): number {
    const rest = this.#rest;
    for (let at = rest.indexOf(10, this.#searched); at !== -1; at = rest.indexOf(10, at + 1)) {
      if (this.#framing === 'lines') return at + 1;
      if (rest[at + 1] === 10) return at + 2;
      if (rest[at + 1] === 13 && rest[at + 2] === 10) return at + 3;
    }
    this.#searched = Math.max(0, rest.length - 3);
    return -1;
  }

  #frame(bytes: Buffer): Frame {
    const text = bytes.toString('utf8');
    const payload = this.#framing === 'lines' ? text.trim() : payloadOf(text);
    if (payload === '') return { bytes, value: null };
    if (payload === '[DONE]') return { bytes, value: done };
    try {
      return { bytes, value: JSON.parse(payload) };
    } catch (cause) {
      throw new GatewayError(502, { code: 'gateway.upstream_malformed', message: 'The provider sent an event that is no JSON.', cause });
    }
  }
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
function payloadOf(text: string): string {
  return text
    .split(/\r?\n/)
    .flatMap((line) => (line.startsWith('data:') ? [line.slice(line.startsWith('data: ') ? 6 : 5)] : []))
    .join('\n');
}
