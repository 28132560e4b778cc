import type { Wire } from '../model/provider.ts';

/** How a request came: a wire of conversations, or an endpoint that completes text. */
export type ScriptedWire = Wire | 'completion' | 'infill' | 'generate';

/** What goes wrong with an answer. */
export type Fault =
  /** `retryAfter` in seconds. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number; readonly message?: string }
  /** The connection is cut in the middle of the answer. */
  | { readonly kind: 'cut' }
  /** The connection is cut before a byte of the answer. */
  | { readonly kind: 'reset' }
  /** Arguments of tools come in pieces of three characters, and the network cuts anywhere, characters too. */
  | { readonly kind: 'split' }
  /** This long before the answer and between its events. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Stops after the first event, and never ends by itself. */
  | { readonly kind: 'hang' }
  /** 200 and nothing else. */
  | { readonly kind: 'empty' }
  /** 200 and JSON that ends too early. */
  | { readonly kind: 'malformed' };

export interface ScriptedToolCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** `call_<turn>_<index>` where left out. */
  readonly id?: string;
  /** Written in place of `input`, to be as wrong as a model can be. */
  readonly rawInput?: string;
  /** What Google wants to see again with the call. */
  readonly signature?: string;
}

/** What the model says once. */
export interface ScriptedTurn {
  readonly text?: string;
  readonly reasoning?: string;
  readonly tools?: readonly ScriptedToolCall[];
  /** Left out, it is counted as four characters to a token; `null` where the provider tells none. `cached` is of `input`. */
  readonly usage?: { readonly input: number; readonly output: number; readonly cached?: number } | null;
  /** It stopped because it had no room, or would not answer. */
  readonly stop?: 'length' | 'refusal';
  readonly fault?: Fault;
}

export interface ScriptedMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  /** All text in it, one line after the other; of a tool, its result. */
  readonly text: string;
  readonly toolCalls: readonly { readonly id: string; readonly name: string; readonly input: unknown }[];
  /** Of the tool call a `tool` message answers. */
  readonly toolCallId?: string;
  readonly images: number;
}

/** A request in the same words whatever its wire. */
export interface ScriptedRequest {
  readonly wire: ScriptedWire;
  /** 0 for the first. */
  readonly index: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly model: string;
  readonly stream: boolean;
  /** The system prompt is the first, where there is one; a prompt to complete is a `user` message. */
  readonly messages: readonly ScriptedMessage[];
  readonly tools: readonly { readonly name: string; readonly description: string; readonly schema: unknown }[];
  /** What follows the place to complete. */
  readonly suffix: string | null;
  /** The body as JSON. */
  readonly raw: unknown;
  /** Its bytes. */
  readonly body: string;
  /** Whether the client had the whole answer or went away before. */
  readonly ended: Promise<'answered' | 'gone'>;
}

export type Script = readonly ScriptedTurn[] | ((request: ScriptedRequest) => ScriptedTurn | Promise<ScriptedTurn>);
