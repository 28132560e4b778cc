import { z } from 'zod';
import { openaiChat } from './openai-chat.ts';
import { data, message, pieces, type ScriptedForm } from './scripted-wire.ts';

const asked = z.looseObject({
  model: z.string().default(''),
  stream: z.boolean().nullish(),
  prompt: z.string().default(''),
  suffix: z.string().nullish(),
  input_prefix: z.string().optional(),
  input_suffix: z.string().optional(),
});
const read: ScriptedForm['read'] = (body) => {
  const { model, stream, prompt, suffix, input_prefix, input_suffix } = asked.parse(body);
  return {
    model,
    stream: stream === true,
    messages: [message('user', (input_prefix ?? '') + prompt)],
    tools: [],
    suffix: input_suffix ?? suffix ?? null,
  };
};

/** `/completions` of OpenAI, vLLM and llama.cpp, and `/fim/completions` of Mistral. */
export const completion: ScriptedForm = {
  read,
  answer: ({ id, model, text, stop, usage }) => ({
    id: `cmpl-${id}`,
    object: 'text_completion',
    created: 1_700_000_000,
    model,
    // Mistral's has a message, the others a text; who reads one leaves the other.
    choices: [
      {
        index: 0,
        text,
        message: { role: 'assistant', content: text },
        logprobs: null,
        finish_reason: stop === 'length' ? 'length' : 'stop',
      },
    ],
    ...(usage === null
      ? {}
      : { usage: { prompt_tokens: usage.input, completion_tokens: usage.output, total_tokens: usage.input + usage.output } }),
  }),
  events({ id, model, text, stop, usage, piece }) {
    const chunk = (words: string, finish_reason: string | null) => ({
      id: `cmpl-${id}`,
      object: 'text_completion',
      created: 1_700_000_000,
      model,
      choices: [{ index: 0, text: words, delta: { content: words }, logprobs: null, finish_reason }],
    });
    return [
      ...pieces(text, piece).map((words) => data(chunk(words, null))),
      data({
        ...chunk('', stop === 'length' ? 'length' : 'stop'),
        ...(usage === null
          ? {}
          : { usage: { prompt_tokens: usage.input, completion_tokens: usage.output, total_tokens: usage.input + usage.output } }),
      }),
      'data: [DONE]\n\n',
    ];
  },
  error: openaiChat.error,
};

/** `/infill` and `/completion` of llama.cpp: https://github.com/ggml-org/llama.cpp/tree/master/tools/server */
export const infill: ScriptedForm = {
  read,
  answer: ({ model, text, stop, usage }) => ({
    index: 0,
    content: text,
    model,
    stop: true,
    stop_type: stop === 'length' ? 'limit' : 'eos',
    tokens_predicted: usage?.output ?? 0,
    tokens_evaluated: usage?.input ?? 0,
  }),
  events: ({ model, text, stop, usage, piece }) => [
    ...pieces(text, piece).map((content) => data({ index: 0, content, stop: false })),
    data({
      index: 0,
      content: '',
      model,
      stop: true,
      stop_type: stop === 'length' ? 'limit' : 'eos',
      tokens_predicted: usage?.output ?? 0,
      tokens_evaluated: usage?.input ?? 0,
    }),
  ],
  error: (code, text) => ({ error: { code, message: text, type: 'server_error' } }),
};

/** `/api/generate` of Ollama, whose stream is one JSON a line: https://github.com/ollama/ollama/blob/main/docs/api.md */
export const generate: ScriptedForm = {
  // It streams where nothing is said.
  read: (body, url) => ({ ...read(body, url), stream: asked.parse(body).stream !== false }),
  answer: ({ model, text, stop, usage }) => generated(model, text, stop, usage),
  events: ({ model, text, stop, usage, piece }) => [
    ...pieces(text, piece).map((response) => `${JSON.stringify({ model, created_at: '2023-11-14T22:13:20Z', response, done: false })}\n`),
    `${JSON.stringify(generated(model, '', stop, usage))}\n`,
  ],
  error: (_status, text) => ({ error: text }),
};

const generated = (model: string, response: string, stop: string, usage: { readonly input: number; readonly output: number } | null) => ({
  model,
  created_at: '2023-11-14T22:13:20Z',
  response,
  done: true,
  done_reason: stop === 'length' ? 'length' : 'stop',
  ...(usage === null ? {} : { prompt_eval_count: usage.input, eval_count: usage.output }),
});
