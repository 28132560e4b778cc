import { z } from 'zod';
import { content, message, named, parsed, pieces, textOf, type ScriptedForm, type SettledTurn } from './scripted-wire.ts';

// https://docs.anthropic.com/en/api/messages, https://docs.anthropic.com/en/docs/build-with-claude/streaming
const block = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  input: z.unknown().optional(),
  tool_use_id: z.string().optional(),
  content,
});
const schema = z.looseObject({
  model: z.string().default(''),
  stream: z.boolean().nullish(),
  system: content,
  messages: z.array(z.looseObject({ role: z.enum(['system', 'user', 'assistant']), content: z.union([z.string(), z.array(block)]) })),
  tools: z.array(z.looseObject({ name: z.string(), description: z.string().default(''), input_schema: z.unknown().optional() })).nullish(),
});

export const anthropic: ScriptedForm = {
  read(body) {
    const asked = schema.parse(body);
    const system = textOf(asked.system);
    return {
      model: asked.model,
      stream: asked.stream === true,
      suffix: null,
      messages: [
        ...(system === '' ? [] : [message('system', system)]),
        ...asked.messages.flatMap(({ role, content: all }) => messagesOf(role, all)),
      ],
      tools: (asked.tools ?? []).map(({ name, description, input_schema }) => ({ name, description, schema: input_schema })),
    };
  },
  answer: (turn) => ({
    ...head(turn),
    content: [
      ...(turn.reasoning === '' ? [] : [{ type: 'thinking', thinking: turn.reasoning, signature: 'c2lnbmVk' }]),
      ...(turn.text === '' ? [] : [{ type: 'text', text: turn.text }]),
      ...turn.tools.map(({ id, name, input }) => ({ type: 'tool_use', id, name, input: parsed(input) })),
    ],
    stop_reason: stop(turn),
    usage: usage(turn),
  }),
  events(turn) {
    const event = (type: string, more: object = {}) => named(type, { type, ...more });
    let index = 0;
    const blockEvents = (content_block: object, deltas: readonly object[]) => {
      const at = { index: index++ };
      return [
        event('content_block_start', { ...at, content_block }),
        ...deltas.map((delta) => event('content_block_delta', { ...at, delta })),
        event('content_block_stop', at),
      ];
    };
    return [
      event('message_start', { message: { ...head(turn), content: [], stop_reason: null, usage: { ...usage(turn), output_tokens: 1 } } }),
      event('ping'),
      ...(turn.reasoning === ''
        ? []
        : blockEvents({ type: 'thinking', thinking: '', signature: '' }, [
            ...pieces(turn.reasoning, turn.piece).map((thinking) => ({ type: 'thinking_delta', thinking })),
            { type: 'signature_delta', signature: 'c2lnbmVk' },
          ])),
      ...(turn.text === ''
        ? []
        : blockEvents(
            { type: 'text', text: '' },
            pieces(turn.text, turn.piece).map((text) => ({ type: 'text_delta', text })),
          )),
      ...turn.tools.flatMap(({ id, name, input }) =>
        blockEvents(
          { type: 'tool_use', id, name, input: {} },
          pieces(input, turn.piece).map((partial_json) => ({ type: 'input_json_delta', partial_json })),
        ),
      ),
      event('message_delta', {
        delta: { stop_reason: stop(turn), stop_sequence: null },
        usage: { output_tokens: turn.usage?.output ?? 0 },
      }),
      event('message_stop'),
    ];
  },
  error: (status, text) => ({
    type: 'error',
    error: { type: status === 429 ? 'rate_limit_error' : status === 529 ? 'overloaded_error' : 'api_error', message: text },
  }),
};

function messagesOf(role: 'system' | 'user' | 'assistant', all: string | readonly z.infer<typeof block>[]) {
  if (typeof all === 'string') return [message(role, all)];
  const results = all.filter(({ type }) => type === 'tool_result');
  const others = all.filter(({ type }) => type !== 'tool_result');
  const calls = all.filter(({ type }) => type === 'tool_use');
  return [
    ...results.map((each) => message('tool', textOf(each.content), { toolCallId: each.tool_use_id ?? '' })),
    ...(others.length === 0
      ? []
      : [
          message(role, textOf(others), {
            toolCalls: calls.map(({ id, name, input }) => ({ id: id ?? '', name: name ?? '', input })),
            images: others.filter(({ type }) => type === 'image').length,
          }),
        ]),
  ];
}

const head = ({ id, model }: SettledTurn) => ({ id: `msg_${id}`, type: 'message', role: 'assistant', model, stop_sequence: null });
const stop = (turn: SettledTurn) => ({ end: 'end_turn', length: 'max_tokens', refusal: 'refusal', tools: 'tool_use' })[turn.stop];
/** Anthropic counts what was cached apart from `input_tokens`. */
const usage = ({ usage: used }: SettledTurn) => ({
  input_tokens: (used?.input ?? 0) - (used?.cached ?? 0),
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: used?.cached ?? 0,
  output_tokens: used?.output ?? 0,
});
