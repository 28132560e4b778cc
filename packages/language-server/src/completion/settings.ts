import { endpointNames } from '@groundwork/complete';
import { z } from 'zod';

/** What a person sets for completion in their editor, below `groundwork`. Everything has a default that is right for most. */
export const completionSettingsSchema = z.object({
  model: z.string().default('').describe('In the words of `gw model use`; empty: the one that says. `off`: none'),
  completion: z
    .object({
      enabled: z.boolean().default(true),
      endpoint: z.enum(endpointNames).default('auto'),
      pause: z
        .number()
        .min(0)
        .max(5000)
        .nullable()
        .default(null)
        .describe('Milliseconds after a keystroke; `null` follows how somebody types'),
      lines: z.int().min(1).max(200).default(24),
      sure: z.number().min(0).max(1).default(0.35),
      inComments: z.boolean().default(false),
      dayRequests: z.int().min(1).nullable().default(5000),
      dayUsd: z.number().positive().nullable().default(2),
    })
    .prefault({}),
});
export type CompletionSettings = z.infer<typeof completionSettingsSchema>;

const givenSchema = z.object({ groundwork: completionSettingsSchema });

/** Of what an editor sends as its settings or options; the defaults where that holds none of ours, or they are wrong. */
export const completionSettings = (given: unknown): CompletionSettings =>
  givenSchema.safeParse(given).data?.groundwork ?? completionSettingsSchema.parse({});
