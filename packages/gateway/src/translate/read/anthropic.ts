import type { LanguageModelV4ToolResultPart } from '@ai-sdk/provider';
import { z } from 'zod';
import { base64Part, given, jsonSchema, notTranslated, Prompt, type ReadConversation, type UserPart } from '../prompt.ts';

const source = z.looseObject({ type: z.string(), media_type: z.string().optional(), data: z.string().optional() });
const inner = z.looseObject({ type: z.string(), text: z.string().optional(), source: source.optional() });
const innerContent = z
  .union([z.string(), z.array(inner)])
  .nullish()
  .transform((value) => (typeof value === 'string' ? [{ type: 'text', text: value }] : (value ?? [])));
const block = inner.extend({
  id: z.string().default(''),
  name: z.string().default(''),
  input: z.unknown().optional(),
  tool_use_id: z.string().default(''),
  content: innerContent,
  is_error: z.boolean().nullish(),
});
const schema = z.looseObject({
  system: innerContent,
  messages: z.array(
    z.looseObject({
      role: z.enum(['user', 'assistant', 'system']),
      content: z.union([z.string().transform((text) => [block.parse({ type: 'text', text })]), z.array(block)]),
    }),
  ),
  tools: z
    .array(
      z.looseObject({
        type: z.string().nullish(),
        name: z.string(),
        description: z.string().nullish(),
        input_schema: jsonSchema.optional(),
      }),
    )
    .nullish(),
  tool_choice: z.looseObject({ type: z.enum(['auto', 'any', 'tool', 'none']), name: z.string().optional() }).nullish(),
  max_tokens: z.number().nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  top_k: z.number().nullish(),
  stop_sequences: z.array(z.string()).nullish(),
});
const choices = { auto: 'auto', any: 'required', none: 'none' } as const;

export const readAnthropic: ReadConversation = (body, signatures) => {
  const asked = schema.parse(body);
  const prompt = new Prompt(signatures);
  prompt.system(textOf(asked.system));
  for (const { role, content } of asked.messages) {
    if (role === 'system') prompt.system(textOf(content));
    else if (role === 'assistant') for (const one of content) addSaid(prompt, one);
    else {
      for (const one of content) if (one.type === 'tool_result') prompt.result(one.tool_use_id, outputOf(one));
      prompt.user(content.filter(({ type }) => type !== 'tool_result').map(userPart));
    }
  }
  const choice = asked.tool_choice;
  return {
    custom: new Set(),
    options: {
      prompt: prompt.messages,
      ...given({
        maxOutputTokens: asked.max_tokens,
        temperature: asked.temperature,
        topP: asked.top_p,
        topK: asked.top_k,
        stopSequences: asked.stop_sequences,
      }),
      ...(asked.tools === null || asked.tools === undefined
        ? {}
        : {
            tools: asked.tools.flatMap(({ name, description, input_schema }) =>
              input_schema === undefined ? [] : [{ type: 'function' as const, name, inputSchema: input_schema, ...given({ description }) }],
            ),
          }),
      ...(choice === null || choice === undefined
        ? {}
        : { toolChoice: choice.type === 'tool' ? { type: 'tool', toolName: choice.name ?? '' } : { type: choices[choice.type] } }),
    },
  };
};

const textOf = (parts: readonly { readonly text?: string | undefined }[]) => parts.flatMap(({ text }) => text ?? []).join('\n');

function addSaid(prompt: Prompt, { type, text = '', id, name, input }: z.infer<typeof block>): void {
  if (type === 'text') return prompt.assistantText(text);
  if (type === 'tool_use') return prompt.call(id, name, input ?? {});
  // What it thought is signed for its own provider.
  if (type === 'thinking' || type === 'redacted_thinking') return;
  throw notTranslated(type);
}

function userPart({ type, text, source }: z.infer<typeof inner>): UserPart {
  if (text !== undefined) return { type: 'text', text };
  if (source?.type === 'base64' && source.media_type !== undefined && source.data !== undefined)
    return base64Part(source.media_type, source.data);
  throw notTranslated(type === 'image' || type === 'document' ? 'a file that is not in the request itself' : type);
}

function outputOf({ content, is_error }: z.infer<typeof block>): LanguageModelV4ToolResultPart['output'] {
  if (is_error === true) return { type: 'error-text', value: textOf(content) };
  if (content.every(({ text }) => text !== undefined)) return { type: 'text', value: textOf(content) };
  return { type: 'content', value: content.map(userPart) };
}
