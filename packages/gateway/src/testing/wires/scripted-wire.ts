import { z } from 'zod';
import type { ScriptedMessage, ScriptedRequest, ScriptedTurn } from '../turn.ts';

/** What a body says, in the words of `ScriptedRequest`. */
export type ReadBody = Pick<ScriptedRequest, 'messages' | 'tools' | 'suffix'> & { readonly model: string; readonly stream: boolean };

/** A turn with everything settled. */
export interface SettledTurn {
  readonly id: string;
  readonly model: string;
  readonly text: string;
  readonly reasoning: string;
  /** `input` as the text a model wrote. */
  readonly tools: readonly { readonly id: string; readonly name: string; readonly input: string; readonly signature?: string }[];
  readonly usage: { readonly input: number; readonly output: number; readonly cached: number } | null;
  readonly stop: 'end' | 'length' | 'refusal' | 'tools';
  /** Length of the pieces in which text and arguments are streamed. */
  readonly piece: number;
}

/** One way to be asked and to answer. */
export interface ScriptedForm {
  read(body: unknown, url: URL): ReadBody;
  answer(turn: SettledTurn): unknown;
  /** Of a stream, each as its text on the wire: `data: {...}\n\n`. */
  events(turn: SettledTurn, body: unknown): readonly string[];
  /** `null`: not in a form of its own. */
  error(status: number, message: string): unknown;
}

export const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
export const named = (event: string, value: unknown) => `event: ${event}\n${data(value)}`;

/** In pieces of so many characters; halves of a pair are kept together, as JSON could not carry them. */
export function pieces(text: string, length: number): readonly string[] {
  const all = [...text];
  return Array.from({ length: Math.ceil(all.length / length) }, (_, index) => all.slice(index * length, (index + 1) * length).join(''));
}

export function settle(turn: ScriptedTurn, request: ScriptedRequest): SettledTurn {
  const tools = (turn.tools ?? []).map((tool, index) => ({
    id: tool.id ?? `call_${request.index}_${index}`,
    name: tool.name,
    input: tool.rawInput ?? JSON.stringify(tool.input),
    ...(tool.signature === undefined ? {} : { signature: tool.signature }),
  }));
  const written = (turn.text ?? '').length + tools.reduce((sum, tool) => sum + tool.name.length + tool.input.length, 0);
  const counted = { input: Math.ceil(request.body.length / 4), output: Math.ceil(written / 4), cached: 0 };
  return {
    id: `scripted_${request.index}`,
    model: request.model,
    text: turn.text ?? '',
    reasoning: turn.reasoning ?? '',
    tools,
    usage: turn.usage === null ? null : { ...counted, ...turn.usage },
    stop: turn.stop ?? (tools.length > 0 ? 'tools' : 'end'),
    piece: turn.fault?.kind === 'split' ? 3 : 24,
  };
}

export const message = (role: ScriptedMessage['role'], text: string, more: Partial<ScriptedMessage> = {}): ScriptedMessage => ({
  role,
  text,
  toolCalls: [],
  images: 0,
  ...more,
});

/** Text in the many forms of content: a string, or parts of which some have `text`. */
export const part = z.looseObject({ type: z.string().optional(), text: z.string().optional() });
export const content = z
  .union([z.string(), z.array(part)])
  .nullish()
  .transform((value) => (typeof value === 'string' ? [{ type: 'text', text: value }] : (value ?? [])));
export const textOf = (parts: readonly { readonly text?: string | undefined }[]) =>
  parts.flatMap(({ text }) => (text === undefined ? [] : [text])).join('\n');

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
