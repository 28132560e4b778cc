import type {
  LanguageModelV4CallOptions,
  LanguageModelV4FilePart,
  LanguageModelV4Message,
  LanguageModelV4ToolResultPart,
} from '@ai-sdk/provider';
import { z } from 'zod';
import { GatewayError } from '../gateway-error.ts';
import type { Signatures } from './signatures.ts';

/** What a client asks, in the words of the AI SDK. `custom` are tools whose input is a text instead of an object. */
export interface Conversation {
  readonly options: LanguageModelV4CallOptions;
  readonly custom: ReadonlySet<string>;
}

export type ReadConversation = (body: unknown, signatures: Signatures) => Conversation;

/** A JSON Schema is handed on as it is. */
export const jsonSchema = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** Builds a prompt in its order, and remembers what the results of tools are called. */
export class Prompt {
  readonly messages: LanguageModelV4Message[] = [];
  readonly #names = new Map<string, string>();
  readonly #signatures: Signatures;

  constructor(signatures: Signatures) {
    this.#signatures = signatures;
  }

  system(text: string): void {
    if (text !== '') this.messages.push({ role: 'system', content: text });
  }

  user(content: readonly UserPart[]): void {
    if (content.length > 0) this.messages.push({ role: 'user', content: [...content] });
  }

  assistantText(text: string): void {
    if (text !== '') this.#assistant().push({ type: 'text', text });
  }

  call(toolCallId: string, toolName: string, input: unknown): void {
    this.#names.set(toolCallId, toolName);
    const signature = this.#signatures.of(toolCallId);
    this.#assistant().push({
      type: 'tool-call',
      toolCallId,
      toolName,
      input,
      ...(signature === undefined ? {} : { providerOptions: signature }),
    });
  }

  /** Results that follow each other are of one turn. */
  result(toolCallId: string, output: LanguageModelV4ToolResultPart['output'], name?: string): void {
    const result: LanguageModelV4ToolResultPart = {
      type: 'tool-result',
      toolCallId,
      toolName: name ?? this.#names.get(toolCallId) ?? 'unknown',
      output,
    };
    const last = this.messages.at(-1);
    if (last?.role === 'tool') last.content.push(result);
    else this.messages.push({ role: 'tool', content: [result] });
  }

  #assistant() {
    const last = this.messages.at(-1);
    if (last?.role === 'assistant') return last.content;
    const content: Extract<LanguageModelV4Message, { role: 'assistant' }>['content'] = [];
    this.messages.push({ role: 'assistant', content });
    return content;
  }
}

export type UserPart = { readonly type: 'text'; readonly text: string } | LanguageModelV4FilePart;

/** A picture, or another file, that is in the request itself. Addresses are not fetched, here or by a provider. */
export function filePart(url: string): LanguageModelV4FilePart {
  const match = /^data:(?<mediaType>[\w.+/-]+);base64,(?<data>.*)$/s.exec(url);
  if (match?.groups === undefined) throw notTranslated('a file that is not in the request itself');
  const { mediaType = '', data = '' } = match.groups;
  return base64Part(mediaType, data);
}

export const base64Part = (mediaType: string, data: string): LanguageModelV4FilePart => ({
  type: 'file',
  mediaType,
  data: { type: 'data', data },
});

export const notTranslated = (what: string) =>
  new GatewayError(400, {
    code: 'gateway.not_translated',
    message: `The model's provider speaks another wire, into which ${what} is not translated.`,
  });

/** Read as JSON where it is some: models write what they like. */
export function inputOf(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Only what was said: the AI SDK takes `undefined` for a word of its own. */
export function given<Values extends object>(values: Values): { [Name in keyof Values]?: NonNullable<Values[Name]> } {
  const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every member that is left has the type it had
  return said as { [Name in keyof Values]?: NonNullable<Values[Name]> };
}
