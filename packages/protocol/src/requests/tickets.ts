import { receiptSchema, sessionEventSchema, sessionPhases, ticketHeadSchema } from '@groundwork/agent/contract';
import { z } from 'zod';
import { request } from '../define.ts';

const ticket = z.strictObject({ id: z.string().describe('Of the ticket') });

/** Where a ticket is: what its file says, what was approved, and how its session stands. */
export const ticketStates = ['wrong', 'open', 'proposed', 'approved', 'working', 'waiting', 'paused', 'resolved', 'unresolved'] as const;
export type TicketState = (typeof ticketStates)[number];

/** One line of the list of tickets. */
export const ticketSummarySchema = z.strictObject({
  id: z.string(),
  file: z.string().describe('From the workspace folder'),
  goal: z.string().describe('Or what is wrong with its file'),
  state: z.enum(ticketStates),
  phase: z.enum(sessionPhases).nullable().describe('Of its session; `null` where there was none'),
  where: z.string().nullable().describe('Of what is wrong: `file:line:column`'),
  spent: z.number().nullable().describe('US dollars, where it was worked on'),
  branch: z.string().nullable().describe('That was made of it'),
});
export type TicketSummary = z.infer<typeof ticketSummarySchema>;

/** A ticket as a page shows it. */
export const ticketShownSchema = z.strictObject({
  id: z.string(),
  file: z.string(),
  head: ticketHeadSchema,
  hash: z.string().describe('Of the head, which is what is approved'),
  text: z.string(),
  approved: z.boolean(),
  hindrance: z.string().nullable().describe('Why it cannot be approved as it stands'),
  state: z.enum(ticketStates),
  base: z.string().nullable().describe('Commit the work began on'),
  delivered: z.strictObject({ branch: z.string(), url: z.string().nullable() }).nullable(),
});
export type TicketShown = z.infer<typeof ticketShownSchema>;

/** Where a change would go. */
export const publishPlaceSchema = z.strictObject({
  remote: z.string(),
  to: z.string().describe('Address of the project it is pushed to, or the name of the remote'),
  into: z.string().describe('The same, of the project the request goes into'),
  base: z.string().nullable().describe('Branch it goes into; `null` is the one the forge names'),
});

/** What is proposed for a text; nothing is written. */
export const ticketProposedSchema = z.strictObject({
  id: z.string(),
  file: z.string(),
  head: ticketHeadSchema,
  content: z.string().describe('The whole file'),
  hindrance: z.string().nullable(),
});
export type TicketProposed = z.infer<typeof ticketProposedSchema>;

/** What a ticket is made of. */
const source = z.strictObject({
  given: z.string().max(1_000_000).describe('Words, a text file, or the address of an issue'),
  answers: z.record(z.string(), z.string()).describe('Question id to answer'),
});

export const ticketsRequests = {
  'tickets/list': request(z.strictObject({}), z.array(ticketSummarySchema)),
  /** Reads text and repository; executes nothing and asks no model. `forge.*`, `ticket.*`. */
  'tickets/propose': request(source, ticketProposedSchema),
  /** Writes what was proposed. Nothing of it is approved. */
  'tickets/save': request(source, z.strictObject({ id: z.string(), file: z.string() })),
  'tickets/show': request(ticket, ticketShownSchema),
  /** Keeps answers in the head of its file. */
  'tickets/answer': request(ticket.extend({ answers: z.record(z.string(), z.string()) }), ticketShownSchema),
  /** `hash` is that of the head that was shown: another one is refused with `ticket.changed`. */
  'tickets/approve': request(ticket.extend({ hash: z.string() }), ticketShownSchema),
  /**
   * Works on an approved ticket until it is resolved or is not; `null` where a person stopped it. Goes on when its window is closed.
   * `resume` goes on where it ended.
   */
  'tickets/solve': request(
    ticket.extend({ resume: z.boolean(), agent: z.string().nullable(), model: z.string().nullable() }),
    receiptSchema.nullable(),
  ),
  /** Says something to the agent: it is interrupted, and goes on with that. */
  'tickets/steer': request(ticket.extend({ text: z.string().min(1).max(20_000) }), z.null()),
  /** Ends the work; it can be resumed. */
  'tickets/stop': request(ticket, z.null()),
  /** Goes on from a plan that was shown; `text` is what to do otherwise. */
  'tickets/plan': request(ticket.extend({ text: z.string().nullable() }), z.null()),
  /** Makes a branch of what was verified; asked again it is the same one. `deliver.*`, `git.no_identity`. */
  'tickets/deliver': request(ticket, ticketShownSchema),
  /** Where `tickets/publish` would push its branch and open a request; nothing leaves the machine. `deliver.*` */
  'tickets/place': request(ticket, publishPlaceSchema),
  /** Pushes its branch and opens a pull request, or updates the one that is open: a person said yes to `tickets/place`. `deliver.*`, `forge.*`. */
  'tickets/publish': request(ticket, ticketShownSchema),
  /** A file before the change, or as it is now; `null` where it is not there or is no text. */
  'tickets/content': request(
    ticket.extend({ path: z.string(), side: z.enum(['before', 'after']) }),
    z.strictObject({ text: z.string().nullable() }),
  ),
  /** Its events arrive as `tickets/events`, from the first, until `tickets/unfollow` or the window goes. */
  'tickets/follow': request(ticket, z.null()),
  'tickets/unfollow': request(ticket, z.null()),
};

export const ticketsNotifications = {
  'tickets/changed': z.strictObject({ tickets: z.array(ticketSummarySchema) }),
  'tickets/events': z.strictObject({
    id: z.string(),
    from: z.int().min(0).describe('How many were told before; 0 begins anew'),
    events: z.array(sessionEventSchema),
  }),
};
