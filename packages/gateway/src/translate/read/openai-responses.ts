import { z } from 'zod';
import { filePart, given, inputOf, jsonSchema, notTranslated, Prompt, type ReadConversation, type UserPart } from '../prompt.ts';
import { inNamespace } from '../namespace.ts';

const part = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  image_url: z.string().nullish(),
  file_data: z.string().nullish(),
});
const content = z
  .union([z.string(), z.array(part)])
  .nullish()
  .transform((value) => (typeof value === 'string' ? [{ type: 'input_text', text: value }] : (value ?? [])));
const item = z.looseObject({
  type: z.string().default('message'),
  role: z.enum(['system', 'developer', 'user', 'assistant']).default('user'),
  content,
  call_id: z.string().default(''),
  name: z.string().default(''),
  namespace: z.string().nullish(),
  arguments: z.string().default(''),
  input: z.string().default(''),
  output: content,
});
const tool = z.looseObject({
  type: z.string(),
  name: z.string().optional(),
  description: z.string().nullish(),
  parameters: jsonSchema.nullish(),
  strict: z.boolean().nullish(),
});
const schema = z.looseObject({
  instructions: z.string().nullish(),
  input: z.union([z.string(), z.array(item)]),
  previous_response_id: z.string().nullish(),
  tools: z.array(tool.extend({ tools: z.array(tool).nullish() })).nullish(),
  tool_choice: z.union([z.enum(['auto', 'none', 'required']), z.looseObject({ type: z.string(), name: z.string().optional() })]).nullish(),
  max_output_tokens: z.number().nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  text: z
    .looseObject({ format: z.looseObject({ type: z.string(), name: z.string().nullish(), schema: jsonSchema.nullish() }).nullish() })
    .nullish(),
});
const freeText = { type: 'object' as const, properties: { input: { type: 'string' as const } }, required: ['input'] };

export const readOpenaiResponses: ReadConversation = (body, signatures) => {
  const asked = schema.parse(body);
  if (typeof asked.previous_response_id === 'string') throw notTranslated('a response the provider is to remember');
  const prompt = new Prompt(signatures);
  prompt.system(asked.instructions ?? '');
  if (typeof asked.input === 'string') prompt.user([{ type: 'text', text: asked.input }]);
  else for (const one of asked.input) add(prompt, one);
  const offered = (asked.tools ?? []).flatMap(({ tools: inside, ...alone }) =>
    alone.type === 'namespace' ? (inside ?? []).map((each) => ({ ...each, name: inNamespace(alone.name, each.name ?? '') })) : [alone],
  );
  const tools = offered.filter(({ type }) => type === 'function' || type === 'custom');
  const choice = asked.tool_choice;
  const format = asked.text?.format;
  return {
    custom: new Set(tools.filter(({ type }) => type === 'custom').map(({ name = '' }) => name)),
    options: {
      prompt: prompt.messages,
      ...given({ maxOutputTokens: asked.max_output_tokens, temperature: asked.temperature, topP: asked.top_p }),
      ...(tools.length === 0
        ? {}
        : {
            tools: tools.map(({ type, name = '', description, parameters }) => ({
              type: 'function' as const,
              name,
              inputSchema: type === 'custom' ? freeText : (parameters ?? { type: 'object' as const, properties: {} }),
              ...given({ description }),
            })),
          }),
      ...(choice === null || choice === undefined || tools.length === 0
        ? {}
        : {
            toolChoice:
              typeof choice === 'string'
                ? { type: choice }
                : choice.name === undefined
                  ? { type: 'auto' }
                  : { type: 'tool', toolName: choice.name },
          }),
      ...(format?.type === 'json_object' || format?.type === 'json_schema'
        ? { responseFormat: { type: 'json' as const, ...given({ schema: format.schema, name: format.name }) } }
        : {}),
    },
  };
};

function add(prompt: Prompt, one: z.infer<typeof item>): void {
  const text = (parts: readonly z.infer<typeof part>[]) => parts.map((each) => each.text ?? '').join('');
  switch (one.type) {
    case 'message':
      if (one.role === 'user') return prompt.user(one.content.map(userPart));
      if (one.role === 'assistant') return prompt.assistantText(text(one.content));
      return prompt.system(text(one.content));
    case 'function_call':
      return prompt.call(one.call_id, inNamespace(one.namespace, one.name), inputOf(one.arguments));
    case 'custom_tool_call':
      return prompt.call(one.call_id, one.name, { input: one.input });
    case 'function_call_output':
    case 'custom_tool_call_output':
      return prompt.result(
        one.call_id,
        one.output.every((each) => each.text !== undefined)
          ? { type: 'text', value: text(one.output) }
          : { type: 'content', value: one.output.map(userPart) },
      );
    case 'reasoning':
      return;
    default:
      throw notTranslated(one.type);
  }
}

function userPart(one: z.infer<typeof part>): UserPart {
  if (one.text !== undefined) return { type: 'text', text: one.text };
  const url = one.image_url ?? one.file_data;
  if (typeof url === 'string') return filePart(url);
  throw notTranslated(one.type);
}
