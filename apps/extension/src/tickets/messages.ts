import { z } from 'zod';
import type { TicketPageModel } from './model.ts';

const answers = z.record(z.string(), z.string());

/** All that the page of a ticket may ask for. */
export const fromTicketPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('close') }),
  z.object({ type: z.literal('propose'), given: z.string().min(1), answers }),
  z.object({ type: z.literal('save'), given: z.string().min(1), answers }),
  z.object({ type: z.literal('answer'), answers }),
  z.object({ type: z.literal('approve'), hash: z.string() }),
  z.object({ type: z.literal('solve'), resume: z.boolean() }),
  /** Chooses the model that works on tickets, and begins. */
  z.object({ type: z.literal('model') }),
  z.object({ type: z.literal('deliver') }),
  /** Asks, and opens a pull request. */
  z.object({ type: z.literal('publish') }),
  z.object({ type: z.literal('ticket') }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('steer'), text: z.string().min(1) }),
  z.object({ type: z.literal('plan'), text: z.string().nullable() }),
  z.object({ type: z.literal('diff'), path: z.string() }),
  z.object({ type: z.literal('place'), file: z.string(), line: z.int().nullable() }),
  z.object({ type: z.literal('file') }),
  z.object({ type: z.literal('open'), url: z.url({ protocol: /^https?$/ }) }),
  z.object({ type: z.literal('copy'), text: z.string() }),
]);
export type FromTicketPage = z.infer<typeof fromTicketPageSchema>;

export interface ToTicketPage {
  readonly type: 'model';
  readonly model: TicketPageModel;
}
