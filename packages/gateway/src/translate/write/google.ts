import { data } from '../../wire/wire-form.ts';
import { inputOf } from '../prompt.ts';
import { comment, type Answer, type Call, type Counted, type Finish, type Writer } from './answer.ts';

export const writeGoogle: Writer = {
  whole: ({ text, calls, finish, usage, ...about }) =>
    chunk(about, [...(text === '' ? [] : [{ text }]), ...calls.map(callOf)], { finishReason: finishes[finish] }, usage),
  stream: (about) => ({
    start: () => '',
    text: (text) => data(chunk(about, [{ text }])),
    call: (call) => data(chunk(about, [callOf(call)])),
    wait: () => comment,
    end: (finish, usage) => data(chunk(about, [{ text: '' }], { finishReason: finishes[finish] }, usage)),
  }),
};

const callOf = ({ id, name, input }: Call) => ({ functionCall: { id, name, args: inputOf(input) } });

function chunk({ id, model }: Pick<Answer, 'id' | 'model'>, parts: readonly object[], finished: object = {}, usage: Counted | null = null) {
  return {
    candidates: [{ content: { role: 'model', parts }, index: 0, ...finished }],
    ...(usage === null
      ? {}
      : {
          usageMetadata: {
            promptTokenCount: usage.input,
            candidatesTokenCount: usage.output,
            totalTokenCount: usage.input + usage.output,
            cachedContentTokenCount: usage.cached,
          },
        }),
    modelVersion: model,
    responseId: id,
  };
}

const finishes: Readonly<Record<Finish, string>> = {
  stop: 'STOP',
  length: 'MAX_TOKENS',
  'content-filter': 'SAFETY',
  'tool-calls': 'STOP',
  error: 'OTHER',
  interrupted: 'OTHER',
  other: 'OTHER',
};
