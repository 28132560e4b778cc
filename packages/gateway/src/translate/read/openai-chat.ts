import { z } from 'zod';
import { filePart, given, inputOf, jsonSchema, notTranslated, Prompt, type ReadConversation, type UserPart } from '../prompt.ts';

const part = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  image_url: z.looseObject({ url: z.string() }).optional(),
  file: z.looseObject({ file_data: z.string().optional() }).optional(),
});
const content = z
  .union([z.string(), z.array(part)])
  .nullish()
  .transform((value) => (typeof value === 'string' ? [{ type: 'text', text: value }] : (value ?? [])));
const schema = z.looseObject({
  messages: z.array(
    z.looseObject({
      role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
      content,
      tool_call_id: z.string().optional(),
      tool_calls: z
        .array(z.looseObject({ id: z.string(), function: z.looseObject({ name: z.string(), arguments: z.string() }) }))
        .nullish(),
    }),
  ),
  tools: z
    .array(
      z.looseObject({
        type: z.string(),
        function: z
          .looseObject({
            name: z.string(),
            description: z.string().nullish(),
            parameters: jsonSchema.nullish(),
            strict: z.boolean().nullish(),
          })
          .optional(),
      }),
    )
    .nullish(),
  tool_choice: z.union([z.enum(['auto', 'none', 'required']), z.looseObject({ function: z.looseObject({ name: z.string() }) })]).nullish(),
  max_completion_tokens: z.number().nullish(),
  max_tokens: z.number().nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  stop: z.union([z.string().transform((one) => [one]), z.array(z.string())]).nullish(),
  presence_penalty: z.number().nullish(),
  frequency_penalty: z.number().nullish(),
  seed: z.int().nullish(),
  response_format: z
    .looseObject({ type: z.string(), json_schema: z.looseObject({ name: z.string().nullish(), schema: jsonSchema.nullish() }).nullish() })
    .nullish(),
});

export const readOpenaiChat: ReadConversation = (body, signatures) => {
  const asked = schema.parse(body);
  const prompt = new Prompt(signatures);
  for (const message of asked.messages) {
    const text = message.content.map((one) => one.text ?? '').join('');
    if (message.role === 'tool') prompt.result(message.tool_call_id ?? '', { type: 'text', value: text });
    else if (message.role === 'user') prompt.user(message.content.map(userPart));
    else if (message.role !== 'assistant') prompt.system(text);
    else {
      prompt.assistantText(text);
      for (const call of message.tool_calls ?? []) prompt.call(call.id, call.function.name, inputOf(call.function.arguments));
    }
  }
  const choice = asked.tool_choice;
  const format = asked.response_format;
  return {
    custom: new Set(),
    options: {
      prompt: prompt.messages,
      ...given({
        maxOutputTokens: asked.max_completion_tokens ?? asked.max_tokens,
        temperature: asked.temperature,
        topP: asked.top_p,
        stopSequences: asked.stop,
        presencePenalty: asked.presence_penalty,
        frequencyPenalty: asked.frequency_penalty,
        seed: asked.seed,
      }),
      ...(asked.tools === null || asked.tools === undefined
        ? {}
        : {
            tools: asked.tools.flatMap(({ function: tool }) =>
              tool === undefined
                ? []
                : [
                    {
                      type: 'function' as const,
                      name: tool.name,
                      inputSchema: tool.parameters ?? { type: 'object' as const, properties: {} },
                      ...given({ description: tool.description, strict: tool.strict }),
                    },
                  ],
            ),
          }),
      ...(choice === null || choice === undefined
        ? {}
        : { toolChoice: typeof choice === 'string' ? { type: choice } : { type: 'tool', toolName: choice.function.name } }),
      ...(format?.type === 'json_object' || format?.type === 'json_schema'
        ? { responseFormat: { type: 'json' as const, ...given({ schema: format.json_schema?.schema, name: format.json_schema?.name }) } }
        : {}),
    },
  };
};

function userPart(one: z.infer<typeof part>): UserPart {
  if (one.text !== undefined) return { type: 'text', text: one.text };
  if (one.image_url !== undefined) return filePart(one.image_url.url);
  if (one.file?.file_data !== undefined) return filePart(one.file.file_data);
  throw notTranslated(one.type);
}
