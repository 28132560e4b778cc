import { z } from 'zod';
import { chatMessages, filledIn } from '../prompt/chat.ts';
import type { Endpoint } from './endpoint.ts';

const chatMessage = z.object({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish() }).optional(),
        logprobs: z.object({ content: z.array(z.object({ logprob: z.number() })).nullish() }).nullish(),
      }),
    )
    .default([]),
});

/** Any model that only chats. The gateway brings it to the wire its provider speaks. */
export const chatFill: Endpoint = {
  name: 'chat',
  path: '/openai/v1/chat/completions',
  framing: 'events',
  body: ({ model, hole, maxTokens }) => ({ model, messages: chatMessages(hole), max_tokens: maxTokens, stream: true }),
  piece: (message) => {
    const [choice] = chatMessage.parse(message).choices;
    const text = choice?.delta?.content ?? '';
    return text === '' ? null : { text, logprobs: (choice?.logprobs?.content ?? []).map(({ logprob }) => logprob) };
  },
  read: filledIn,
};
