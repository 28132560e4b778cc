import { named } from '../../wire/wire-form.ts';
import { inputOf } from '../prompt.ts';
import type { Answer, Call, Counted, Finish, Writer } from './answer.ts';

export const writeAnthropic: Writer = {
  whole: ({ text, calls, finish, usage, ...about }) => ({
    ...head(about),
    content: [...(text === '' ? [] : [{ type: 'text', text }]), ...calls.map((call) => ({ ...callOf(call), input: inputOf(call.input) }))],
    stop_reason: finishes[finish],
    usage: usageOf(usage),
  }),
  stream(about) {
    const event = (type: string, more: object = {}) => named(type, { type, ...more });
    let index = -1;
    let open = false;
    const close = () => {
      const events = open ? event('content_block_stop', { index }) : '';
      open = false;
      return events;
    };
    const begin = (content_block: object) => {
      const events = close() + event('content_block_start', { index: ++index, content_block });
      open = true;
      return events;
    };
    return {
      start: () =>
        event('message_start', {
          message: { ...head(about), content: [], stop_reason: null, usage: { input_tokens: 0, output_tokens: 0 } },
        }),
      text: (text) =>
        (open ? '' : begin({ type: 'text', text: '' })) + event('content_block_delta', { index, delta: { type: 'text_delta', text } }),
      call: (call) =>
        begin({ ...callOf(call), input: {} }) +
        event('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json: call.input } }) +
        close(),
      wait: () => event('ping'),
      end: (finish, usage) =>
        close() +
        event('message_delta', { delta: { stop_reason: finishes[finish], stop_sequence: null }, usage: usageOf(usage) }) +
        event('message_stop'),
    };
  },
};

const head = ({ id, model }: Pick<Answer, 'id' | 'model'>) => ({
  id: `msg_${id}`,
  type: 'message',
  role: 'assistant',
  model,
  stop_sequence: null,
});
const callOf = ({ id, name }: Call) => ({ type: 'tool_use', id, name });
const usageOf = ({ input, cached, output }: Counted) => ({
  input_tokens: Math.max(0, input - cached),
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: cached,
  output_tokens: output,
});
const finishes: Readonly<Record<Finish, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  'content-filter': 'refusal',
  'tool-calls': 'tool_use',
  error: 'end_turn',
  interrupted: 'end_turn',
  other: 'end_turn',
};
