import { z } from 'zod';
import { serviceKinds } from './blueprint.ts';
import { resourceTypes } from './resources/index.ts';

/** What a person can say of a rule of `gw check`. */
export const checkLevels = ['error', 'warning', 'info', 'off'] as const;

/** `groundwork.yaml`: answers to questions and overrides of what was inferred. Everything is optional. */
export const decisionsSchema = z.strictObject({
  name: z.string().optional(),
  answers: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional()
    .describe('Question id to answer, written by `gw answer`'),
  services: z
    .record(
      z.string(),
      z.strictObject({
        kind: z.enum(serviceKinds).optional(),
        start: z.string().optional(),
        install: z.array(z.string()).optional(),
        build: z.array(z.string()).optional(),
        release: z.array(z.string()).optional(),
        port: z.int().min(1).max(65535).optional(),
        health: z.string().optional(),
        schedule: z.string().optional(),
        ignore: z.boolean().optional().describe('Leave this service out'),
        env: z.record(z.string(), z.string()).optional().describe('Values of variables that are no secrets'),
      }),
    )
    .optional(),
  resources: z
    .record(
      z.string(),
      z.strictObject({
        type: z.enum(resourceTypes).optional(),
        need: z.enum(['required', 'optional']).optional(),
        version: z.string().optional(),
        ignore: z.boolean().optional().describe('Leave this resource out'),
      }),
    )
    .optional(),
  ignore: z.array(z.string()).optional().describe('Folders that are not read, relative to this file'),
  checks: z
    .record(
      z.string(),
      z.union([
        z.enum(checkLevels),
        z.strictObject({
          severity: z.enum(checkLevels).optional(),
          ignore: z.array(z.string()).optional().describe('Files and folders it leaves out, relative to this file'),
        }),
      ]),
    )
    .optional()
    .describe('Rule of `gw check` to how bad it is, or `off`'),
});

export type Decisions = z.infer<typeof decisionsSchema>;
