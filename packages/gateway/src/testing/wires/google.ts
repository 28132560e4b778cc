import { z } from 'zod';
import { data, message, parsed, pieces, textOf, type ScriptedForm, type SettledTurn } from './scripted-wire.ts';

// https://ai.google.dev/api/generate-content
const part = z.looseObject({
  text: z.string().optional(),
  inlineData: z.unknown().optional(),
  functionCall: z.looseObject({ id: z.string().optional(), name: z.string(), args: z.unknown().optional() }).optional(),
  functionResponse: z.looseObject({ id: z.string().optional(), name: z.string(), response: z.unknown().optional() }).optional(),
});
const contentSchema = z.looseObject({ role: z.enum(['user', 'model', 'function']).optional(), parts: z.array(part).default([]) });
const schema = z.looseObject({
  contents: z.union([z.array(contentSchema), contentSchema.transform((one) => [one])]),
  systemInstruction: z.union([z.string().transform((text) => ({ parts: [{ text }] })), contentSchema]).optional(),
  tools: z
    .array(
      z.looseObject({
        functionDeclarations: z
          .array(
            z.looseObject({
              name: z.string(),
              description: z.string().default(''),
              parameters: z.unknown().optional(),
              parametersJsonSchema: z.unknown().optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
});

export const google: ScriptedForm = {
  read(body, url) {
    const asked = schema.parse(body);
    const [, model = '', method] = /\/models\/([^/:]+):(\w+)$/.exec(url.pathname) ?? [];
    return {
      model,
      stream: method === 'streamGenerateContent',
      suffix: null,
      messages: [
        ...(asked.systemInstruction === undefined ? [] : [message('system', textOf(asked.systemInstruction.parts))]),
        ...asked.contents.flatMap(messagesOf),
      ],
      tools: (asked.tools ?? []).flatMap(({ functionDeclarations = [] }) =>
        functionDeclarations.map(({ name, description, parameters, parametersJsonSchema }) => ({
          name,
          description,
          schema: parametersJsonSchema ?? parameters,
        })),
      ),
    };
  },
  answer: (turn) =>
    chunk(
      turn,
      [
        ...(turn.reasoning === '' ? [] : [{ text: turn.reasoning, thought: true }]),
        ...(turn.text === '' ? [] : [{ text: turn.text }]),
        ...turn.tools.map(call),
      ],
      true,
    ),
  events: (turn) => [
    ...pieces(turn.reasoning, turn.piece).map((text) => data(chunk(turn, [{ text, thought: true }]))),
    ...pieces(turn.text, turn.piece).map((text) => data(chunk(turn, [{ text }]))),
    ...turn.tools.map((tool) => data(chunk(turn, [call(tool)]))),
    data(chunk(turn, [{ text: '' }], true)),
  ],
  error: (status, text) => ({
    error: { code: status, message: text, status: status === 429 ? 'RESOURCE_EXHAUSTED' : status === 503 ? 'UNAVAILABLE' : 'INTERNAL' },
  }),
};

function messagesOf({ role, parts }: z.infer<typeof contentSchema>) {
  const results = parts.flatMap(({ functionResponse }) => (functionResponse === undefined ? [] : [functionResponse]));
  const others = parts.filter(({ functionResponse }) => functionResponse === undefined);
  return [
    ...results.map(({ id, name, response }) => message('tool', resultText(response), { toolCallId: id ?? name })),
    ...(others.length === 0
      ? []
      : [
          message(role === 'model' ? 'assistant' : 'user', textOf(others), {
            toolCalls: others.flatMap(({ functionCall }) =>
              functionCall === undefined
                ? []
                : [{ id: functionCall.id ?? functionCall.name, name: functionCall.name, input: functionCall.args }],
            ),
            images: others.filter(({ inlineData }) => inlineData !== undefined).length,
          }),
        ]),
  ];
}

/** A result is an object in which `output`, `content` or `error` is its text, by who wrote it. */
function resultText(response: unknown): string {
  const known = z.object({ output: z.string(), content: z.string(), error: z.string() }).partial().safeParse(response);
  const text = known.data?.output ?? known.data?.content ?? known.data?.error;
  return text ?? JSON.stringify(response) ?? '';
}

const call = ({ id, name, input, signature }: SettledTurn['tools'][number]) => ({
  functionCall: { id, name, args: parsed(input) },
  ...(signature === undefined ? {} : { thoughtSignature: signature }),
});

const finish = { end: 'STOP', length: 'MAX_TOKENS', refusal: 'SAFETY', tools: 'STOP' } as const;

function chunk({ id, model, usage, stop }: SettledTurn, parts: readonly object[], last = false) {
  return {
    candidates: [{ content: { role: 'model', parts }, index: 0, ...(last ? { finishReason: finish[stop] } : {}) }],
    ...(usage === null
      ? {}
      : {
          usageMetadata: {
            promptTokenCount: usage.input,
            ...(last ? { candidatesTokenCount: usage.output } : {}),
            totalTokenCount: usage.input + (last ? usage.output : 0),
            ...(usage.cached > 0 ? { cachedContentTokenCount: usage.cached } : {}),
          },
        }),
    modelVersion: model,
    responseId: id,
  };
}
