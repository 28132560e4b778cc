import { data } from '../../wire/wire-form.ts';
import { comment, type Answer, type Call, type Counted, type Finish, type Writer } from './answer.ts';

export const writeOpenaiChat: Writer = {
  whole(answer) {
    const { text, calls } = answer;
    return {
      ...head(answer, 'chat.completion'),
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: text === '' && calls.length > 0 ? null : text,
            ...(calls.length === 0 ? {} : { tool_calls: calls.map(callOf) }),
          },
          finish_reason: finishes[answer.finish],
        },
      ],
      usage: usageOf(answer.usage),
    };
  },
  stream(about) {
    let calls = 0;
    const chunk = (delta: unknown, finish_reason: string | null = null) =>
      data({ ...head(about, 'chat.completion.chunk'), choices: [{ index: 0, delta, finish_reason }] });
    return {
      start: () => chunk({ role: 'assistant', content: '' }),
      text: (content) => chunk({ content }),
      call: (call) => chunk({ tool_calls: [{ index: calls++, ...callOf(call) }] }),
      wait: () => comment,
      end: (finish, usage) =>
        chunk({}, finishes[finish]) +
        data({ ...head(about, 'chat.completion.chunk'), choices: [], usage: usageOf(usage) }) +
        'data: [DONE]\n\n',
    };
  },
};

const head = ({ id, model }: Pick<Answer, 'id' | 'model'>, object: string) => ({
  id: `chatcmpl-${id}`,
  object,
  created: Math.floor(Date.now() / 1000),
  model,
});
const callOf = ({ id, name, input }: Call) => ({ id, type: 'function', function: { name, arguments: input } });
const usageOf = ({ input, cached, output }: Counted) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  prompt_tokens_details: { cached_tokens: cached },
});
const finishes: Readonly<Record<Finish, string>> = {
  stop: 'stop',
  length: 'length',
  'content-filter': 'content_filter',
  'tool-calls': 'tool_calls',
  error: 'stop',
  interrupted: 'stop',
  other: 'stop',
};
