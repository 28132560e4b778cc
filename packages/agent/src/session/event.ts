import { usageSchema } from '@groundwork/gateway/budget';
import { z } from 'zod';
import { checkSchema, receiptSchema, unresolvedReasons } from '../receipt/receipt.ts';
import { ticketQuestionSchema } from '../ticket/ticket.ts';

/** Where a ticket's session is. Only a person leads from `asking`, `approving` and `planned` onwards. */
export const sessionPhases = ['asking', 'approving', 'planning', 'planned', 'working', 'verifying', 'done'] as const;
export type SessionPhase = (typeof sessionPhases)[number];

const event = <Kind extends string, Shape extends z.core.$ZodLooseShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), at: z.string().describe('ISO'), ...shape });

/** One line of a session's `events.jsonl`: appended only, and all that is needed to show or resume it. */
export const sessionEventSchema = z.discriminatedUnion('kind', [
  event('phase', { phase: z.enum(sessionPhases) }),
  event('base', { commit: z.string().describe('What the snapshot was made of') }),
  event('agent', {
    name: z.string(),
    version: z.string().nullable(),
    session: z.string().describe('As the agent calls it, to load it again'),
    loads: z.boolean().describe('Whether it can load a session'),
  }),
  event('answers', { answers: z.record(z.string(), z.string()) }),
  event('turn', {
    phase: z.enum(['planning', 'working']),
    stop: z.enum(['done', 'interrupted', 'failed']),
    reason: z.enum(unresolvedReasons).nullable().describe('Why nothing more is to be had of it'),
    why: z.string(),
  }),
  event('questions', { questions: z.array(ticketQuestionSchema) }),
  event('plan', { entries: z.array(z.strictObject({ text: z.string(), state: z.enum(['pending', 'in_progress', 'completed']) })) }),
  event('said', { by: z.enum(['agent', 'person']), text: z.string() }),
  event('tool', {
    id: z.string(),
    title: z.string(),
    tool: z.string().describe('read, edit, execute, ... as ACP names kinds'),
    state: z.enum(['pending', 'in_progress', 'completed', 'failed']),
    places: z.array(z.strictObject({ file: z.string(), line: z.int().nullable() })),
    output: z.string().describe('The end of it, masked'),
  }),
  event('permission', { tool: z.string(), answer: z.enum(['allowed', 'denied']), why: z.string() }),
  event('preview', {
    state: z.enum(['starting', 'ready', 'failed']),
    services: z.array(z.strictObject({ name: z.string(), url: z.string() })),
    reason: z.string().nullable(),
  }),
  event('changed', { files: z.array(z.strictObject({ path: z.string(), added: z.int(), deleted: z.int() })) }),
  event('usage', { usage: usageSchema }),
  event('check', { check: checkSchema }),
  event('receipt', { receipt: receiptSchema }),
]);
export type SessionEvent = z.infer<typeof sessionEventSchema>;
