import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { budgetSchema, type Budget, type Gateway, type Model, type Usage } from '@groundwork/gateway';
import { generateText, type ModelMessage } from 'ai';
import { randomUUID } from 'node:crypto';
import type { Proposal } from '../propose/propose.ts';
import { readSharpAnswer, type SharpAnswer } from './answer.ts';
import type { Known } from './judge.ts';
import { sharpenInstructions, sharpenPrompt } from './prompt.ts';

/** What one sharpening may spend: it is a question and, where its answer cannot be read, one more. */
export const sharpenBudget: Budget = budgetSchema.parse({ usd: 0.25, tokens: 60_000, requests: 4 });
const longestAnswer = 3000;
const twoMinutes = 120_000;

export interface AskOptions {
  readonly gateway: Gateway;
  readonly model: Model;
  readonly text: string;
  readonly plain: Proposal;
  readonly known: Known;
  readonly signal: AbortSignal;
}

export interface AskedSharp {
  /** `null` where nothing came of it. */
  readonly answer: SharpAnswer | null;
  /** Why not. */
  readonly failed: string | null;
  readonly usage: Usage;
}

/** Asks the model of a gateway for a sharper head, twice at most. Whatever goes wrong is said and not thrown, but for being cancelled. */
export async function askSharper({ gateway, model, text, plain, known, signal }: AskOptions): Promise<AskedSharp> {
  const subject = `sharpen-${randomUUID()}`;
  const grant = gateway.grant({ subject, budget: sharpenBudget, model });
  const asked = createOpenAICompatible({
    name: 'groundwork',
    baseURL: 'http://gateway.invalid/openai/v1',
    apiKey: grant.token,
    // Within this process: nothing listens.
    fetch: async (input, init) => gateway.fetch(new Request(input, init)),
  }).chatModel(model.id);
  const messages: ModelMessage[] = [{ role: 'user', content: sharpenPrompt(text, plain, known) }];
  try {
    for (let attempt = 1; ; attempt += 1) {
      const said = await generateText({
        model: asked,
        instructions: sharpenInstructions,
        messages,
        maxOutputTokens: longestAnswer,
        // The gateway tries again by itself.
        maxRetries: 0,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(twoMinutes)]),
      });
      const read = readSharpAnswer(said.text);
      if ('answer' in read) return { answer: read.answer, failed: null, usage: gateway.usage(subject) };
      if (attempt === 2)
        return { answer: null, failed: `What the model said cannot be used. ${read.wrong}`, usage: gateway.usage(subject) };
      messages.push(
        { role: 'assistant', content: said.text || '…' },
        { role: 'user', content: `That cannot be used. ${read.wrong}. Answer with the JSON object alone.` },
      );
    }
  } catch (error) {
    signal.throwIfAborted();
    return { answer: null, failed: error instanceof Error ? error.message : String(error), usage: gateway.usage(subject) };
  } finally {
    grant.revoke();
  }
}
