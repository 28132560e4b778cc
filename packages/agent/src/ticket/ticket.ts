import { budgetSchema } from '@groundwork/gateway/budget';
import { z } from 'zod';

const folder = z.string().default('.').describe('Relative to the repository');

/** What has to hold when a ticket is done, and did not hold before. Each is checked by execution. */
export const acceptanceSchema = z.union([
  z.strictObject({ run: z.string().describe('A shell command that ends with 0'), in: folder }),
  z.strictObject({
    http: z
      .string()
      .regex(/^(GET|HEAD|POST|PUT|PATCH|DELETE) \/\S*$/)
      .describe('Method and path: `GET /orders?customer=3`'),
    service: z.string().nullable().default(null).describe('Of the preview; the only one with a port where left out'),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.string().nullable().default(null).describe('What is sent'),
    status: z.int().min(100).max(599).default(200),
    contains: z.array(z.string()).default([]).describe('Each stands in the answer'),
    json: z.unknown().optional().describe('The answer holds at least this'),
  }),
  z.strictObject({ types: z.string().describe('A type checker that ends with 0: `tsc --noEmit`, `mypy src`'), in: folder }),
  z.strictObject({ test: z.string().describe('A test file that is added or extended, and passes'), in: folder }),
]);
export type Acceptance = z.infer<typeof acceptanceSchema>;

/** What has to be decided before any money is spent. */
export const ticketQuestionSchema = z.strictObject({
  id: z.string(),
  ask: z.string(),
  options: z.array(z.string()).default([]),
  default: z.string().nullable().default(null).describe('What is meant where nobody says otherwise; without one it has to be answered'),
});
export type TicketQuestion = z.infer<typeof ticketQuestionSchema>;

/** The typed head of a ticket: what is wanted, where it may be changed, and what proves it. */
export const ticketHeadSchema = z.strictObject({
  goal: z.string().min(1),
  scope: z.array(z.string()).default(['**']).describe('Globs of what may be changed'),
  protect: z.array(z.string()).default([]).describe('Globs of what may not, within the scope'),
  keep: z
    .array(z.string())
    .default([])
    .describe(
      'Globs of files that stay as they are while new ones beside them are fine: tests, migrations. A `test` of `done when` is let change',
    ),
  'done when': z.array(acceptanceSchema).default([]),
  tests: z
    .array(z.strictObject({ run: z.string(), in: folder }))
    .default([])
    .describe('What passed before and still has to'),
  budget: budgetSchema.extend({ minutes: z.number().positive().nullable().default(null) }).prefault({}),
  issue: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null)
    .describe('Address of the issue it came from'),
  questions: z.array(ticketQuestionSchema).default([]).describe('What is not clear yet'),
  answers: z.record(z.string(), z.string()).default({}).describe('Question id to what was decided'),
});
/** What of a head decides what is run, changed and spent: a person approves exactly this. */
export type TicketHead = z.infer<typeof ticketHeadSchema>;

export interface Ticket {
  /** Of its file's name, or of the forge's issue: `filter-orders`, `issue-42`. */
  readonly id: string;
  readonly head: TicketHead;
  /** Markdown below the head: intent, for the agent. */
  readonly text: string;
  /** Where it was read: a file, the address of an issue. */
  readonly from: string;
}
