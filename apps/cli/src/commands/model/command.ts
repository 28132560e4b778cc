import { buildCommand, buildRouteMap } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { jsonFlag } from '../folder.ts';

export interface UseFlags {
  readonly completion?: boolean;
  readonly price?: readonly [input: number, output: number];
  readonly wire?: 'openai-chat' | 'openai-responses' | 'anthropic' | 'google';
  readonly json?: boolean;
}

export interface BudgetFlags {
  /** Without bound is `Infinity`. */
  readonly usd?: number;
  readonly tokens?: number;
  readonly requests?: number;
  readonly json?: boolean;
}

export interface JsonFlag {
  readonly json?: boolean;
}

const provider = { brief: 'Provider: anthropic, openai, google, ... (gw model list)', placeholder: 'PROVIDER', parse: String } as const;

const useCommand = buildCommand<UseFlags, [string], CliContext>({
  loader: async () => (await import('./run.ts')).use,
  parameters: {
    flags: {
      completion: { kind: 'boolean', brief: 'For completion in the editor only', optional: true, withNegated: false },
      price: {
        kind: 'parsed',
        brief: 'What it costs, in US dollars for a million tokens: INPUT,OUTPUT',
        placeholder: 'INPUT,OUTPUT',
        optional: true,
        parse: readPrice,
      },
      wire: {
        kind: 'enum',
        values: ['openai-chat', 'openai-responses', 'anthropic', 'google'],
        brief: 'What a model at an address speaks (default: openai-chat)',
        optional: true,
      },
      json: jsonFlag,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'PROVIDER/MODEL, or MODEL@http://HOST:PORT/v1', placeholder: 'MODEL', parse: String }],
    },
  },
  docs: { brief: 'Choose the model that tickets and completion use' },
});

const listCommand = buildCommand<JsonFlag, [], CliContext>({
  loader: async () => (await import('./run.ts')).list,
  parameters: { flags: { json: jsonFlag }, positional: { kind: 'tuple', parameters: [] } },
  docs: { brief: 'What is chosen, what could be, and what was spent today' },
});

const keyCommand = buildCommand<JsonFlag, [string], CliContext>({
  loader: async () => (await import('./run.ts')).key,
  parameters: { flags: { json: jsonFlag }, positional: { kind: 'tuple', parameters: [provider] } },
  docs: { brief: 'Keep the key of a provider, typed unseen or read from standard input' },
});

const removeCommand = buildCommand<JsonFlag, [string], CliContext>({
  loader: async () => (await import('./run.ts')).remove,
  parameters: {
    flags: { json: jsonFlag },
    positional: { kind: 'tuple', parameters: [{ brief: 'A provider, or a model', placeholder: 'NAME', parse: String }] },
  },
  docs: { brief: 'Forget a provider with its key, or a model' },
});

const bound = (brief: string, parse: (text: string) => number) =>
  ({ kind: 'parsed', brief, placeholder: 'NUMBER', optional: true, parse }) as const;
const budgetCommand = buildCommand<BudgetFlags, ['ticket' | 'day'], CliContext>({
  loader: async () => (await import('./run.ts')).budget,
  parameters: {
    flags: {
      usd: bound('US dollars, or none', readBound),
      tokens: bound('Tokens, read and written together, or none', readCount),
      requests: bound('Requests, or none', readCount),
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [{ brief: 'ticket or day', placeholder: 'ticket|day', parse: readSpan }] },
  },
  docs: { brief: 'What a ticket, or all of a day, may spend; without bounds, what Groundwork takes by itself' },
});

export const modelCommand = buildRouteMap({
  routes: { use: useCommand, list: listCommand, key: keyCommand, rm: removeCommand, budget: budgetCommand },
  docs: { brief: 'Language models: which one is used, its key, and what may be spent' },
});

function readPrice(text: string): readonly [number, number] {
  const [input, output, ...more] = text.split(',').map(Number);
  if (input === undefined || output === undefined || more.length > 0 || !(input >= 0) || !(output >= 0))
    throw new SyntaxError(`${text} is not a price: write INPUT,OUTPUT, as 3,15`);
  return [input, output];
}

function readBound(text: string): number {
  const number = text === 'none' ? Infinity : Number(text);
  if (!(number > 0)) throw new SyntaxError(`${text} is not a number above 0, and not none`);
  return number;
}

function readCount(text: string): number {
  const number = readBound(text);
  if (number !== Infinity && !Number.isSafeInteger(number)) throw new SyntaxError(`${text} is not a whole number`);
  return number;
}

function readSpan(text: string): 'ticket' | 'day' {
  if (text === 'ticket' || text === 'day') return text;
  throw new SyntaxError(`A budget is of a ticket or of a day, not of ${text}`);
}
