import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { assemble, budgetOf, type PromptBudget } from '../context/assemble.ts';
import type { RecentEdits } from '../context/edits.ts';
import { rankDefinitions } from '../context/rank.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { Shown } from '../private/ignored.ts';
import type { Hole, Snippet } from '../prompt/hole.ts';
import type { SourceIndex } from '../source/source-index.ts';
import { cursorAt, type Cursor } from '../suggestion/cursor.ts';
import { isEnough, shaped } from '../suggestion/shape.ts';
import { isSure, silence as usualSilence, silentAt, type Reason, type Silence } from '../suggestion/silence.ts';
import { most, type Most } from '../suggestion/stop.ts';
import { Flight } from './flight.ts';
import { Memory, restOf } from './memory.ts';
import { Pace } from './pace.ts';
import type { Suggested, Suggestion } from './suggested.ts';

export interface CompleterOptions {
  readonly model: string;
  readonly endpoint: Endpoint;
  /** Sends a request to the gateway, whose paths the endpoint names. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** What the gateway granted. */
  readonly token: string;
  /** The model is on this machine. */
  readonly isLocal: boolean;
  /** What the repository is called. */
  readonly repository: string;
  readonly index: SourceIndex;
  readonly edits: RecentEdits;
  readonly shown: Shown;
  readonly facts?: (path: string) => Snippet | null;
  readonly silence?: Partial<Silence>;
  readonly most?: Partial<Most>;
  readonly budget?: PromptBudget;
  /** Milliseconds after a keystroke; absent, it follows how somebody types. */
  readonly pause?: number;
}

/** Where something is asked for. */
export interface Wish {
  readonly path: string;
  readonly text: string;
  /** UTF-16 units. */
  readonly offset: number;
  /** Somebody asked for it, rather than typed. */
  readonly isAsked: boolean;
}

export type Outcome = { readonly suggestion: Suggestion } | { readonly silent: Reason | 'cancelled' | 'hidden' };

const tokensALine = 14;

/** Suggests what belongs at a cursor, with one model. */
export class Completer {
  readonly #options: CompleterOptions;
  readonly #silence: Silence;
  readonly #most: Most;
  readonly #budget: PromptBudget;
  readonly #memory = new Memory();
  readonly #pace = new Pace();
  readonly #flights = new Set<Flight>();
  #rejected: { readonly path: string; readonly prefix: string; readonly at: number } | null = null;

  constructor(options: CompleterOptions) {
    this.#options = options;
    this.#silence = { ...usualSilence, ...options.silence };
    this.#most = { ...most, ...options.most };
    this.#budget = options.budget ?? budgetOf(options.isLocal);
  }

  /** Throws what the gateway or the model's server refuses with; a wish that was cancelled or is better left alone is `silent`. */
  async complete(wish: Wish, signal: AbortSignal): Promise<Outcome> {
    const { path, text, offset, isAsked } = wish;
    if (!this.#options.shown.allows(path)) return { silent: 'hidden' };
    const [prefix, suffix] = [text.slice(0, offset), text.slice(offset)];
    if (!isAsked) this.#pace.typed(performance.now());
    const known = this.#memory.find(path, prefix, suffix);
    if (known) return this.#again(known.suggested, known.rest, wish, 'memory');
    const cursor = cursorAt(path, text, offset);
    const silent = isAsked
      ? null
      : silentAt(cursor, {
          rules: this.#silence,
          hasContext: this.#options.edits.files.length > 1,
          rejectedAgoMs: this.#rejectedAgo(cursor),
        });
    if (silent) return { silent };
    const joined = this.#joinable(cursor);
    if (joined) {
      const outcome = await this.#land(joined, cursor, signal);
      if (outcome) return outcome;
    }
    if (!isAsked && !(await this.#paused(signal))) return { silent: 'cancelled' };
    // Another one may have been asked for meanwhile.
    const flight = this.#joinable(cursor) ?? this.#start(cursor);
    const outcome = await this.#land(flight, cursor, signal);
    return outcome ?? { silent: signal.aborted ? 'cancelled' : 'nothing' };
  }

  /** What a request at a place would hold; nothing is sent. */
  prepare(cursor: Cursor): object {
    return this.#options.endpoint.body(this.#askFor(cursor));
  }

  /** It was shown and somebody did not want it: for a while nothing is suggested there. */
  rejected(id: string, place: { readonly path: string; readonly prefix: string }): void {
    this.#memory.forgetId(id);
    this.#rejected = { ...place, at: performance.now() };
  }

  close(): void {
    for (const flight of this.#flights) flight.end();
    this.#flights.clear();
  }

  async #paused(signal: AbortSignal): Promise<boolean> {
    try {
      await wait(this.#options.pause ?? this.#pace.pause, undefined, { signal });
      return true;
    } catch {
      return false;
    }
  }

  #rejectedAgo({ path, prefix }: Cursor): number | null {
    const last = this.#rejected;
    if (last?.path !== path || Math.abs(prefix.length - last.prefix.length) > 40) return null;
    return performance.now() - last.at;
  }

  /** A request under way whose answer may still lead to this place. */
  #joinable({ path, prefix, suffix }: Cursor): Flight | null {
    for (const flight of this.#flights) {
      if (flight.isEnded || flight.path !== path || prefix.length < flight.prefix.length) continue;
      const typed = prefix.slice(flight.prefix.length);
      const text = flight.text.length < typed.length ? typed : flight.text;
      const fits = restOf({ prefix: flight.prefix, suffix: flight.suffix, text }, prefix, suffix) !== null;
      if (fits && typed.startsWith(flight.text.slice(0, typed.length))) return flight;
    }
    return null;
  }

  #start(cursor: Cursor): Flight {
    const { endpoint, fetch, token } = this.#options;
    const body = JSON.stringify(endpoint.body(this.#askFor(cursor)));
    const started = performance.now();
    // One at a time: what an earlier keystroke asked for and does not fit any more is let go.
    for (const each of this.#flights) each.end();
    const flight = new Flight(
      cursor,
      endpoint,
      (signal) =>
        fetch(
          new Request(`http://gateway${endpoint.path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
            body,
            signal,
          }),
        ),
      (answer) => isEnough(answer, cursor, this.#most),
    );
    this.#flights.add(flight);
    const settled = (): void => {
      this.#flights.delete(flight);
      this.#pace.answered(performance.now() - started);
    };
    flight.answer.then(settled, settled);
    return flight;
  }

  #askFor(cursor: Cursor): { model: string; hole: Hole; maxTokens: number; stops: readonly string[] } {
    const { model, index, edits, facts, repository, shown } = this.#options;
    const { path, prefix, suffix } = cursor;
    const ranked = rankDefinitions({ path, prefix, suffix }, index, edits.files).filter(({ definition }) => shown.allows(definition.path));
    const hole = assemble(
      {
        repository,
        path,
        prefix,
        suffix,
        ranked,
        edits: edits.snippets(path, prefix).filter((each) => shown.allows(each.path)),
        facts: facts?.(path) ?? null,
      },
      this.#budget,
    );
    return { model, hole, maxTokens: cursor.isBlock ? this.#most.lines * tokensALine : 80, stops: cursor.isBlock ? ['\n\n\n'] : ['\n'] };
  }

  /** Waits for a request's answer and makes of it what fits here; `null` where that is nothing, or somebody left. */
  async #land(flight: Flight, cursor: Cursor, signal: AbortSignal): Promise<Outcome | null> {
    const isOwn = flight.prefix.length === cursor.prefix.length;
    flight.join();
    const left = Promise.withResolvers<null>();
    const leave = (): void => left.resolve(null);
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    try {
      const answer = await Promise.race([flight.answer, left.promise]);
      if (answer === null || signal.aborted) return null;
      if (!isSure(flight.logprobs, this.#silence)) return { silent: 'unsure' };
      const typed = cursor.prefix.slice(flight.prefix.length);
      if (!answer.startsWith(typed)) return null;
      const text = shaped(answer.slice(typed.length), cursor, this.#most);
      if (text === '') return isOwn ? { silent: 'nothing' } : null;
      return { suggestion: { ...this.#keep(cursor, text), from: isOwn ? 'model' : 'flight' } };
    } finally {
      signal.removeEventListener('abort', leave);
      flight.leave();
    }
  }

  /** The rest of what was suggested before; it has to fit here by itself. */
  #again(suggested: Suggested, rest: string, { path, text, offset }: Wish, from: 'memory'): Outcome {
    if (suggested.prefix.length === offset) return { suggestion: { id: suggested.id, text: rest, from } };
    const cursor = cursorAt(path, text, offset);
    const fits = shaped(rest, { ...cursor, isBlock: true }, this.#most);
    return fits === '' ? { silent: 'nothing' } : { suggestion: { id: suggested.id, text: fits, from } };
  }

  #keep({ path, prefix, suffix }: Cursor, text: string): { id: string; text: string } {
    const suggested: Suggested = { id: randomUUID(), path, prefix, suffix, text };
    this.#memory.keep(suggested);
    return { id: suggested.id, text };
  }
}
