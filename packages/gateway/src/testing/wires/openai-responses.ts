import { z } from 'zod';
import { content, message, named, parsed, pieces, textOf, type ScriptedForm, type SettledTurn } from './scripted-wire.ts';

// https://platform.openai.com/docs/api-reference/responses
const item = z.looseObject({
  type: z.string().default('message'),
  role: z.enum(['system', 'developer', 'user', 'assistant']).optional(),
  content,
  call_id: z.string().optional(),
  name: z.string().optional(),
  arguments: z.string().optional(),
  output: content,
});
const tool = z.looseObject({ name: z.string().optional(), description: z.string().nullish(), parameters: z.unknown().optional() });
const schema = z.looseObject({
  model: z.string().default(''),
  stream: z.boolean().nullish(),
  instructions: z.string().nullish(),
  input: z.union([z.string(), z.array(item)]),
  tools: z.array(tool.extend({ tools: z.array(tool).optional() })).nullish(),
});
/** Of a tool in a namespace, as Codex offers those of MCP servers: both parts are given back apart. */
const inNamespace = '.';

export const openaiResponses: ScriptedForm = {
  read(body) {
    const asked = schema.parse(body);
    return {
      model: asked.model,
      stream: asked.stream === true,
      suffix: null,
      messages: [
        ...(typeof asked.instructions === 'string' ? [message('system', asked.instructions)] : []),
        ...(typeof asked.input === 'string' ? [message('user', asked.input)] : asked.input.flatMap(messageOf)),
      ],
      tools: (asked.tools ?? []).flatMap(({ tools, ...alone }) =>
        (tools ?? [alone]).flatMap(({ name, description, parameters }) =>
          name === undefined
            ? []
            : [
                {
                  name: tools === undefined ? name : `${alone.name}${inNamespace}${name}`,
                  description: description ?? '',
                  schema: parameters,
                },
              ],
        ),
      ),
    };
  },
  answer: (turn) => response(turn, 'completed', output(turn)),
  events(turn) {
    let sequence_number = 0;
    const event = (type: string, more: object) => named(type, { type, sequence_number: sequence_number++, ...more });
    const all = output(turn);
    return [
      event('response.created', { response: response(turn, 'in_progress', []) }),
      event('response.in_progress', { response: response(turn, 'in_progress', []) }),
      ...all.flatMap((each, output_index) => {
        const at = { item_id: each.id, output_index };
        const added = (fields: object) => event('response.output_item.added', { output_index, item: { ...each, ...fields } });
        const done = () => event('response.output_item.done', { output_index, item: each });
        if (each.type === 'reasoning') return [added({ summary: [] }), ...reasoningEvents(event, at, turn), done()];
        if (each.type === 'function_call')
          return [
            added({ status: 'in_progress', arguments: '' }),
            ...pieces(each.arguments, turn.piece).map((delta) => event('response.function_call_arguments.delta', { ...at, delta })),
            event('response.function_call_arguments.done', { ...at, name: each.name, arguments: each.arguments }),
            done(),
          ];
        const inPart = { ...at, content_index: 0 };
        return [
          added({ status: 'in_progress', content: [] }),
          event('response.content_part.added', { ...inPart, part: textPart('') }),
          ...pieces(turn.text, turn.piece).map((delta) => event('response.output_text.delta', { ...inPart, delta, logprobs: [] })),
          event('response.output_text.done', { ...inPart, text: turn.text, logprobs: [] }),
          event('response.content_part.done', { ...inPart, part: textPart(turn.text) }),
          done(),
        ];
      }),
      cutOff[turn.stop] !== null
        ? event('response.incomplete', { response: response(turn, 'incomplete', all) })
        : event('response.completed', { response: response(turn, 'completed', all) }),
    ];
  },
  error: (status, text) => ({
    error: { message: text, type: status === 429 ? 'rate_limit_error' : 'server_error', param: null, code: null },
  }),
};

function messageOf(each: z.infer<typeof item>) {
  const toolCallId = each.call_id ?? '';
  switch (each.type) {
    case 'message':
      return [
        message(each.role === 'developer' ? 'system' : (each.role ?? 'user'), textOf(each.content), {
          images: each.content.filter(({ type }) => type === 'input_image').length,
        }),
      ];
    case 'function_call':
      return [message('assistant', '', { toolCalls: [{ id: toolCallId, name: each.name ?? '', input: parsed(each.arguments ?? '') }] })];
    case 'function_call_output':
    case 'custom_tool_call_output':
      return [message('tool', textOf(each.output), { toolCallId })];
    default:
      return [];
  }
}

const textPart = (text: string) => ({ type: 'output_text' as const, text, annotations: [], logprobs: [] });

function output({ id, text, reasoning, tools }: SettledTurn) {
  return [
    ...(reasoning === ''
      ? []
      : [{ id: `rs_${id}`, type: 'reasoning' as const, summary: [{ type: 'summary_text' as const, text: reasoning }] }]),
    ...(text === '' && tools.length > 0
      ? []
      : [{ id: `msg_${id}`, type: 'message' as const, status: 'completed', role: 'assistant', content: [textPart(text)] }]),
    ...tools.map((tool, index) => {
      const [name = '', namespace] = tool.name.split(inNamespace).toReversed();
      return {
        id: `fc_${id}_${index}`,
        type: 'function_call' as const,
        status: 'completed',
        call_id: tool.id,
        name,
        ...(namespace === undefined ? {} : { namespace }),
        arguments: tool.input,
      };
    }),
  ];
}

function reasoningEvents(event: (type: string, more: object) => string, at: object, { reasoning, piece }: SettledTurn): readonly string[] {
  const inPart = { ...at, summary_index: 0 };
  return [
    event('response.reasoning_summary_part.added', { ...inPart, part: { type: 'summary_text', text: '' } }),
    ...pieces(reasoning, piece).map((delta) => event('response.reasoning_summary_text.delta', { ...inPart, delta })),
    event('response.reasoning_summary_text.done', { ...inPart, text: reasoning }),
    event('response.reasoning_summary_part.done', { ...inPart, part: { type: 'summary_text', text: reasoning } }),
  ];
}

const cutOff = { end: null, length: 'max_output_tokens', refusal: 'content_filter', tools: null } as const;

function response({ id, model, usage, stop }: SettledTurn, status: 'in_progress' | 'completed' | 'incomplete', items: readonly unknown[]) {
  const ended = status !== 'in_progress';
  return {
    id: `resp_${id}`,
    object: 'response',
    created_at: 1_700_000_000,
    status: ended && cutOff[stop] !== null ? 'incomplete' : status,
    error: null,
    incomplete_details: ended && cutOff[stop] !== null ? { reason: cutOff[stop] } : null,
    instructions: null,
    max_output_tokens: null,
    model,
    output: items,
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    store: false,
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage:
      !ended || usage === null
        ? null
        : {
            input_tokens: usage.input,
            input_tokens_details: { cached_tokens: usage.cached },
            output_tokens: usage.output,
            output_tokens_details: { reasoning_tokens: 0 },
            total_tokens: usage.input + usage.output,
          },
    user: null,
    metadata: {},
  };
}
