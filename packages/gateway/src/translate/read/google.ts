import type { LanguageModelV4ToolResultPart } from '@ai-sdk/provider';
import { z } from 'zod';
import { base64Part, given, jsonSchema, notTranslated, Prompt, type ReadConversation, type UserPart } from '../prompt.ts';

const part = z.looseObject({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  inlineData: z.looseObject({ mimeType: z.string(), data: z.string() }).optional(),
  functionCall: z.looseObject({ id: z.string().optional(), name: z.string(), args: z.unknown().optional() }).optional(),
  functionResponse: z.looseObject({ id: z.string().optional(), name: z.string(), response: z.json().optional() }).optional(),
});
const content = z.looseObject({ role: z.string().nullish(), parts: z.array(part).default([]) });
const schema = z.looseObject({
  contents: z.union([z.array(content), content.transform((one) => [one])]),
  systemInstruction: content.nullish(),
  tools: z
    .array(
      z.looseObject({
        functionDeclarations: z
          .array(
            z.looseObject({
              name: z.string(),
              description: z.string().nullish(),
              parameters: z.unknown().optional(),
              parametersJsonSchema: z.unknown().optional(),
            }),
          )
          .optional(),
      }),
    )
    .nullish(),
  toolConfig: z
    .looseObject({
      functionCallingConfig: z
        .looseObject({ mode: z.string().optional(), allowedFunctionNames: z.array(z.string()).optional() })
        .optional(),
    })
    .nullish(),
  generationConfig: z
    .looseObject({
      maxOutputTokens: z.number().nullish(),
      temperature: z.number().nullish(),
      topP: z.number().nullish(),
      topK: z.number().nullish(),
      seed: z.int().nullish(),
      stopSequences: z.array(z.string()).nullish(),
      presencePenalty: z.number().nullish(),
      frequencyPenalty: z.number().nullish(),
      responseMimeType: z.string().nullish(),
      responseSchema: z.unknown().optional(),
      responseJsonSchema: z.unknown().optional(),
    })
    .nullish(),
});

export const readGoogle: ReadConversation = (body, signatures) => {
  const asked = schema.parse(body);
  const prompt = new Prompt(signatures);
  prompt.system((asked.systemInstruction?.parts ?? []).map(({ text }) => text ?? '').join('\n'));
  // Calls may have no id: a result is then that of the first of its name that has none yet.
  const open: { readonly id: string; readonly name: string }[] = [];
  for (const { role, parts } of asked.contents) {
    const user: UserPart[] = [];
    for (const one of parts) {
      if (one.thought === true) continue;
      if (one.functionCall !== undefined) {
        const { id = `call_${prompt.messages.length}_${open.length}`, name, args } = one.functionCall;
        open.push({ id, name });
        prompt.call(id, name, args ?? {});
      } else if (one.functionResponse !== undefined) {
        const { id, name, response } = one.functionResponse;
        const at = open.findIndex((call) => (id === undefined ? call.name === name : call.id === id));
        const [call] = at === -1 ? [] : open.splice(at, 1);
        prompt.result(call?.id ?? id ?? name, outputOf(response), name);
      } else if (role === 'model') prompt.assistantText(one.text ?? '');
      else user.push(userPart(one));
    }
    prompt.user(user);
  }
  const config = asked.generationConfig ?? {};
  const tools = (asked.tools ?? []).flatMap(({ functionDeclarations = [] }) => functionDeclarations);
  const json = config.responseMimeType === 'application/json';
  return {
    custom: new Set(),
    options: {
      prompt: prompt.messages,
      ...given({
        maxOutputTokens: config.maxOutputTokens,
        temperature: config.temperature,
        topP: config.topP,
        topK: config.topK,
        seed: config.seed,
        stopSequences: config.stopSequences,
        presencePenalty: config.presencePenalty,
        frequencyPenalty: config.frequencyPenalty,
      }),
      ...(tools.length === 0
        ? {}
        : {
            tools: tools.map(({ name, description, parameters, parametersJsonSchema }) => ({
              type: 'function' as const,
              name,
              inputSchema: schemaOf(parametersJsonSchema ?? parameters) ?? { type: 'object' as const, properties: {} },
              ...given({ description }),
            })),
            ...given({ toolChoice: choiceOf(asked.toolConfig?.functionCallingConfig) }),
          }),
      ...(json
        ? { responseFormat: { type: 'json' as const, ...given({ schema: schemaOf(config.responseJsonSchema ?? config.responseSchema) }) } }
        : {}),
    },
  };
};

function choiceOf(config: { readonly mode?: string | undefined; readonly allowedFunctionNames?: string[] | undefined } | undefined) {
  const [only, ...more] = config?.allowedFunctionNames ?? [];
  if (config?.mode === 'NONE') return { type: 'none' as const };
  if (config?.mode !== 'ANY') return null;
  return only !== undefined && more.length === 0 ? { type: 'tool' as const, toolName: only } : { type: 'required' as const };
}

function userPart({ text, inlineData, ...others }: z.infer<typeof part>): UserPart {
  if (text !== undefined) return { type: 'text', text };
  if (inlineData !== undefined) return base64Part(inlineData.mimeType, inlineData.data);
  throw notTranslated(Object.keys(others).join(', ') || 'an empty part');
}

const told = z.object({ output: z.string(), content: z.string(), error: z.string() }).partial();

/** A result is an object, in which one of a few names has the text. */
function outputOf(response: z.infer<ReturnType<typeof z.json>> | undefined): LanguageModelV4ToolResultPart['output'] {
  const text = told.safeParse(response).data;
  if (text?.error !== undefined) return { type: 'error-text', value: text.error };
  const value = text?.output ?? text?.content;
  return value === undefined ? { type: 'json', value: response ?? null } : { type: 'text', value };
}

/** Google's own schemas are of OpenAPI, whose types it writes in capitals. */
function schemaOf(value: unknown): z.infer<typeof jsonSchema> | null {
  return jsonSchema.safeParse(lowered(value)).data ?? null;
}

function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === 'type' && typeof one === 'string' ? one.toLowerCase() : lowered(one)]),
  );
}
