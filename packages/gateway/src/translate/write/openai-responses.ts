import { apart } from '../namespace.ts';
import { named } from '../../wire/wire-form.ts';
import { comment, type Answer, type Call, type Counted, type Finish, type Writer } from './answer.ts';

type Item = { readonly id: string } & Readonly<Record<string, unknown>>;

export const writeOpenaiResponses: Writer = {
  whole: ({ text, calls, finish, usage, ...about }) =>
    response(
      about,
      finish,
      [
        ...(text === '' && calls.length > 0 ? [] : [messageOf(about.id, 0, text)]),
        ...calls.map((call, index) => callOf(about.id, index + 1, call)),
      ],
      usage,
    ),
  stream(about) {
    let sequence_number = 0;
    const items: Item[] = [];
    let text = '';
    let said: string | null = null;
    const event = (type: string, more: object) => named(type, { type, sequence_number: sequence_number++, ...more });
    const at = () => ({ item_id: said, output_index: items.length, content_index: 0 });
    const endText = () => {
      if (said === null) return '';
      const item = messageOf(about.id, items.length, text);
      const part = textPart(text);
      const events =
        event('response.output_text.done', { ...at(), text, logprobs: [] }) +
        event('response.content_part.done', { ...at(), part }) +
        event('response.output_item.done', { output_index: items.length, item });
      items.push(item);
      [said, text] = [null, ''];
      return events;
    };
    return {
      start: () =>
        event('response.created', { response: response(about, null, [], null) }) +
        event('response.in_progress', { response: response(about, null, [], null) }),
      text(delta) {
        let events = '';
        if (said === null) {
          const item = messageOf(about.id, items.length, '');
          said = item.id;
          events =
            event('response.output_item.added', { output_index: items.length, item: { ...item, status: 'in_progress', content: [] } }) +
            event('response.content_part.added', { ...at(), part: textPart('') });
        }
        text += delta;
        return events + event('response.output_text.delta', { ...at(), delta, logprobs: [] });
      },
      call(call) {
        const before = endText();
        const output_index = items.length;
        const item = callOf(about.id, output_index, call);
        const where = { item_id: item.id, output_index };
        items.push(item);
        const written = call.custom ? 'input' : 'arguments';
        const kind = call.custom ? 'response.custom_tool_call_input' : 'response.function_call_arguments';
        return (
          before +
          event('response.output_item.added', { output_index, item: { ...item, status: 'in_progress', [written]: '' } }) +
          event(`${kind}.delta`, { ...where, delta: call.input }) +
          event(`${kind}.done`, { ...where, [written]: call.input }) +
          event('response.output_item.done', { output_index, item })
        );
      },
      wait: () => comment,
      end(finish, usage) {
        const before = endText();
        const done = response(about, finish, items, usage);
        return before + event(done.status === 'incomplete' ? 'response.incomplete' : 'response.completed', { response: done });
      },
    };
  },
};

const textPart = (text: string) => ({ type: 'output_text', text, annotations: [], logprobs: [] });
const messageOf = (id: string, index: number, text: string): Item => ({
  id: `msg_${id}_${index}`,
  type: 'message',
  status: 'completed',
  role: 'assistant',
  content: [textPart(text)],
});
const callOf = (of: string, index: number, { id, name, input, custom }: Call): Item =>
  custom
    ? { id: `ctc_${of}_${index}`, type: 'custom_tool_call', status: 'completed', call_id: id, name, input }
    : { id: `fc_${of}_${index}`, type: 'function_call', status: 'completed', call_id: id, ...apart(name), arguments: input };

const incomplete: Partial<Record<Finish, string>> = { length: 'max_output_tokens', 'content-filter': 'content_filter' };

/** `finish` and `usage` are `null` while it goes on. */
function response({ id, model }: Pick<Answer, 'id' | 'model'>, finish: Finish | null, output: readonly Item[], usage: Counted | null) {
  const reason = finish === null ? undefined : incomplete[finish];
  return {
    id: `resp_${id}`,
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status: finish === null ? 'in_progress' : reason === undefined ? 'completed' : 'incomplete',
    error: null,
    incomplete_details: reason === undefined ? null : { reason },
    instructions: null,
    metadata: {},
    model,
    output,
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    usage:
      usage === null
        ? null
        : {
            input_tokens: usage.input,
            input_tokens_details: { cached_tokens: usage.cached },
            output_tokens: usage.output,
            output_tokens_details: { reasoning_tokens: 0 },
            total_tokens: usage.input + usage.output,
          },
  };
}
