import { z } from 'zod';
import { classes, sources, type Source } from '../attribution/classes.ts';
import { deliveryReportSchema } from '../delivery/delivery.ts';
import { churnReportSchema } from '../report/schema.ts';
import { gitClearSchema } from '../table/schema.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of an object of constants
const sourceNames = Object.keys(sources) as [Source, ...Source[]];

/** A `Finding`. */
export const findingSchema = z.strictObject({
  class: z.enum(classes),
  source: z.enum(sourceNames),
  tool: z.string().nullable(),
  model: z.string().nullable(),
  why: z.string().describe('The words that say it'),
});

export const attributionSchema = z.strictObject({
  shares: z
    .array(z.strictObject({ source: z.enum(sourceNames), class: z.enum(classes), commits: z.int(), lines: z.int() }))
    .describe('How much rests on each source, the surest first'),
  commits: z
    .array(z.strictObject({ commit: z.string(), ...findingSchema.shape }))
    .describe('Those of which something is known. Whoever commits can write what is taken for evidence here'),
});

/** What `groundwork churn --json` prints. */
export const accountSchema = churnReportSchema.extend({
  attribution: attributionSchema,
  table: gitClearSchema,
  delivery: deliveryReportSchema.nullable().describe("DORA's metrics; `null` where there are neither deployments nor tags"),
});
export type Account = z.infer<typeof accountSchema>;
