import { z } from 'zod';
import { content, data, message, parsed, pieces, textOf, type ScriptedForm, type SettledTurn } from './scripted-wire.ts';

// https://platform.openai.com/docs/api-reference/chat
const schema = z.looseObject({
  model: z.string().default(''),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
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
        function: z.looseObject({ name: z.string(), description: z.string().default(''), parameters: z.unknown().optional() }).optional(),
      }),
    )
    .nullish(),
});

export const openaiChat: ScriptedForm = {
  read(body) {
    const asked = schema.parse(body);
    return {
      model: asked.model,
      stream: asked.stream === true,
      suffix: null,
      messages: asked.messages.map((each) =>
        message(each.role === 'developer' ? 'system' : each.role, textOf(each.content), {
          toolCalls: (each.tool_calls ?? []).map((call) => ({
            id: call.id,
            name: call.function.name,
            input: parsed(call.function.arguments),
          })),
          ...(each.tool_call_id === undefined ? {} : { toolCallId: each.tool_call_id }),
          images: each.content.filter(({ type }) => type === 'image_url').length,
        }),
      ),
      tools: (asked.tools ?? []).flatMap(({ function: tool }) =>
        tool === undefined ? [] : [{ name: tool.name, description: tool.description, schema: tool.parameters }],
      ),
    };
  },
  answer(turn) {
    const { reasoning, text, tools } = turn;
    return {
      ...head(turn, 'chat.completion'),
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: text === '' && tools.length > 0 ? null : text,
            ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
            ...(tools.length === 0 ? {} : { tool_calls: tools.map(({ id, name, input }) => call(id, name, input)) }),
          },
          finish_reason: finish(turn),
        },
      ],
      ...(turn.usage === null ? {} : { usage: usage(turn.usage) }),
    };
  },
  events(turn, body) {
    const chunk = (delta: unknown, finish_reason: string | null = null) =>
      data({ ...head(turn, 'chat.completion.chunk'), choices: [{ index: 0, delta, finish_reason }] });
    const wantsUsage = schema.parse(body).stream_options?.include_usage === true;
    return [
      chunk({ role: 'assistant', content: '' }),
      ...pieces(turn.reasoning, turn.piece).map((reasoning_content) => chunk({ reasoning_content })),
      ...pieces(turn.text, turn.piece).map((text) => chunk({ content: text })),
      ...turn.tools.flatMap(({ id, name, input }, index) => [
        chunk({ tool_calls: [{ index, ...call(id, name, '') }] }),
        ...pieces(input, turn.piece).map((part) => chunk({ tool_calls: [{ index, function: { arguments: part } }] })),
      ]),
      chunk({}, finish(turn)),
      ...(wantsUsage && turn.usage !== null
        ? [data({ ...head(turn, 'chat.completion.chunk'), choices: [], usage: usage(turn.usage) })]
        : []),
      'data: [DONE]\n\n',
    ];
  },
  error: (status, text) => ({
    error: { message: text, type: status === 429 ? 'rate_limit_error' : 'server_error', param: null, code: null },
  }),
};

const head = ({ id, model }: SettledTurn, object: string) => ({ id: `chatcmpl-${id}`, object, created: 1_700_000_000, model });
const finish = ({ stop }: SettledTurn) => ({ end: 'stop', length: 'length', refusal: 'content_filter', tools: 'tool_calls' })[stop];
const call = (id: string, name: string, input: string) => ({ id, type: 'function', function: { name, arguments: input } });
const usage = ({ input, output, cached }: NonNullable<SettledTurn['usage']>) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  prompt_tokens_details: { cached_tokens: cached },
});
