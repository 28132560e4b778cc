import { z } from 'zod';
import { serviceKinds } from './blueprint.ts';
import { environmentSettingsSchema } from './environments.ts';
import { resourceTypes } from './resources/index.ts';

/** What a person can say of a rule of `gw check`. */
export const checkLevels = ['error', 'warning', 'info', 'off'] as const;

/** `groundwork.yaml`: answers to questions and overrides of what was inferred. Everything is optional. */
export const decisionsSchema = z.strictObject({
  name: z.string().optional().describe('What the project is called, where that is not the name of its folder'),
  answers: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional()
    .describe('Question id to answer, written by `gw answer`'),
  services: z
    .record(
      z.string(),
      z.strictObject({
        kind: z.enum(serviceKinds).optional().describe('What kind of service it is'),
        start: z.string().optional().describe('Command that starts it, run in its folder'),
        install: z.array(z.string()).optional().describe('Commands that install what it needs, in order'),
        build: z.array(z.string()).optional().describe('Commands that build it, in order'),
        release: z.array(z.string()).optional().describe('Commands that run once before it starts, such as migrations'),
        port: z.int().min(1).max(65535).optional().describe('Port it listens on'),
        health: z.string().optional().describe('HTTP path that answers when it is well'),
        schedule: z.string().optional().describe('When it runs: a cron expression, UTC'),
        ignore: z.boolean().optional().describe('Leave this service out'),
        env: z.record(z.string(), z.string()).optional().describe('Values of variables that are no secrets'),
      }),
    )
    .optional()
    .describe('Service to what is different from what was read'),
  resources: z
    .record(
      z.string(),
      z.strictObject({
        type: z.enum(resourceTypes).optional().describe('What it is'),
        need: z.enum(['required', 'optional']).optional().describe('Whether its services work without it'),
        version: z.string().optional().describe('Version of its server'),
        ignore: z.boolean().optional().describe('Leave this resource out'),
      }),
    )
    .optional()
    .describe('Resource to what is different from what was read'),
  environments: z
    .record(z.string().regex(/^[a-z0-9][a-z0-9-]{0,29}$/), environmentSettingsSchema)
    .optional()
    .describe('Environment to where it is, written by `gw env add`'),
  ignore: z.array(z.string()).optional().describe('Folders that are not read, relative to this file'),
  checks: z
    .record(
      z.string(),
      z.union([
        z.enum(checkLevels),
        z.strictObject({
          severity: z.enum(checkLevels).optional().describe('How bad it is, or `off`'),
          ignore: z.array(z.string()).optional().describe('Files and folders it leaves out, relative to this file'),
        }),
      ]),
    )
    .optional()
    .describe('Rule of `gw check` to how bad it is, or `off`'),
});

export type Decisions = z.infer<typeof decisionsSchema>;
