import { GroundworkError } from '@groundwork/host';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GatewayError } from '../gateway-error.ts';
import { streamOf } from '../pass/response.ts';
import type { Spent } from '../pass/pass-through.ts';
import { differenceOf, essenceOf, hashOf } from './key.ts';
import { bytesOf, chunkOf, recordingSchema, type Recording } from './recording.ts';

export interface RecordingOptions {
  readonly mode: 'record' | 'replay';
  readonly folder: string;
  /** What else is another one each time in otherwise equal requests. Global patterns: `/ses_\w+/g`. */
  readonly volatile?: readonly RegExp[];
}

/** A request to be recognised. */
export interface Seen {
  readonly path: string;
  readonly stream: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Named {
  readonly number: number;
  readonly hash: string;
  /** How often the same was asked before. */
  readonly turn: number;
  readonly request: Recording['request'];
}

/** A folder with a session of a model: one file for each request, numbered as they came. */
export class Recorder {
  readonly mode: 'record' | 'replay';
  readonly #folder: string;
  readonly #volatile: readonly RegExp[];
  readonly #turns = new Map<string, number>();
  #count: number;

  constructor({ mode, folder, volatile = [] }: RecordingOptions) {
    this.mode = mode;
    this.#folder = folder;
    this.#volatile = volatile;
    if (mode === 'record') mkdirSync(folder, { recursive: true, mode: 0o700 });
    const names = this.#names();
    this.#count = names.length;
    // Who records on goes on where it was.
    if (mode === 'record') for (const { hash, turn } of names) this.#turns.set(hash, Math.max(this.#turns.get(hash) ?? 0, turn + 1));
  }

  /** In the order in which requests come, which is not that of their ends. */
  name({ path, stream, body }: Seen): Named {
    const request = essenceOf(body, this.#volatile);
    const hash = hashOf([path, stream, request]);
    const turn = this.#turns.get(hash) ?? 0;
    this.#turns.set(hash, turn + 1);
    this.#count += 1;
    return { number: this.#count, hash, turn, request };
  }

  /** Throws `gateway.replay_miss`, with the place where the request differs from the nearest that is recorded. */
  find(seen: Seen): Recording {
    const { hash, turn, request } = this.name(seen);
    const found = this.#names().find((one) => one.hash === hash && one.turn === turn);
    if (found !== undefined) return this.#read(found.file);
    const nearest = this.#nearest(seen, request);
    throw new GatewayError(404, {
      code: 'gateway.replay_miss',
      message:
        nearest === null
          ? `Nothing like this request to ${seen.path} is recorded.`
          : nearest.at === null
            ? `This request was recorded ${turn} times and is asked once more.`
            : `This request is not recorded. It differs from ${nearest.file} at ${nearest.at}.`,
      where: this.#folder,
      fix: 'Record the session again.',
    });
  }

  /** Gives the answer on and keeps it once it is at its end. */
  keep({ number, hash, turn, request }: Named, seen: Seen, answer: Response, spent: () => Spent | null): Response {
    const chunks: Recording['chunks'] = [];
    const write = (ended: boolean) => {
      const { status } = answer;
      const recording: Recording = {
        version: 1,
        path: seen.path,
        stream: seen.stream,
        request,
        status,
        headers: Object.fromEntries(answer.headers),
        chunks,
        ended,
        spent: spent() ?? { status, tokens: { input: 0, cached: 0, cacheWritten: 0, output: 0 }, estimated: true },
      };
      const file = join(this.#folder, `${String(number).padStart(4, '0')}-${hash}-${turn}.json`);
      writeFileSync(`${file}.tmp`, `${JSON.stringify(recording, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${file}.tmp`, file);
    };
    const reader = answer.body?.getReader();
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const next = await reader?.read();
          if (next === undefined || next.done) {
            write(true);
            controller.close();
          } else {
            chunks.push(chunkOf(next.value));
            controller.enqueue(next.value);
          }
        },
        async cancel(reason) {
          await reader?.cancel(reason);
          write(false);
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { status: answer.status, headers: answer.headers });
  }

  #names() {
    let all: string[];
    try {
      all = readdirSync(this.#folder);
    } catch (cause) {
      throw new GroundworkError({
        code: 'gateway.no_recording',
        message: 'There is no recorded session.',
        where: this.#folder,
        fix: 'Record one first.',
        cause,
      });
    }
    return all.sort().flatMap((file) => {
      const groups = /^\d+-(?<hash>[0-9a-f]{32})-(?<turn>\d+)\.json$/.exec(file)?.groups;
      return groups === undefined ? [] : [{ file, hash: groups['hash'] ?? '', turn: Number(groups['turn']) }];
    });
  }

  #read(file: string): Recording {
    const where = join(this.#folder, file);
    try {
      return recordingSchema.parse(JSON.parse(readFileSync(where, 'utf8')));
    } catch (cause) {
      throw new GatewayError(500, {
        code: 'gateway.recording',
        message: 'A recording cannot be read.',
        where,
        fix: 'Record it again.',
        cause,
      });
    }
  }

  /** The recorded request that has the most in common from its start. */
  #nearest({ path }: Seen, request: Recording['request']): { readonly file: string; readonly at: string | null } | null {
    const text = JSON.stringify(request);
    const common = (other: string) => {
      let length = 0;
      while (length < text.length && text[length] === other[length]) length += 1;
      return length;
    };
    const candidates = this.#names()
      .map(({ file }) => ({ file, recording: this.#read(file) }))
      .filter(({ recording }) => recording.path === path)
      .map(({ file, recording }) => ({ file, recording, shared: common(JSON.stringify(recording.request)) }))
      .sort((one, other) => other.shared - one.shared);
    const [first] = candidates;
    return first === undefined ? null : { file: first.file, at: differenceOf(first.recording.request, request) };
  }
}

/** A recorded answer, in the chunks in which it was given. One that its client left goes on until it is left again. */
export function replayed({ status, headers, chunks, ended }: Recording, signal: AbortSignal): Response {
  async function* all(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) yield bytesOf(chunk);
    if (!ended && !signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  }
  return new Response(
    streamOf(all(), () => {}),
    { status, headers },
  );
}
