import { questionSchema } from '@groundwork/blueprint';
import { progressSchema } from '@groundwork/host/progress';
import { z } from 'zod';
import { request } from '../define.ts';

export const processStates = ['starting', 'ready', 'done', 'scheduled', 'failed', 'stopped'] as const;
const state = z.enum(processStates);
export const reasonSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  where: z.string().nullable().describe('`file:line` in the repository'),
  fix: z.string().nullable(),
});

export const serviceStatusSchema = z.strictObject({
  name: z.string(),
  kind: z.string(),
  state,
  url: z.string().nullable(),
  pid: z.int().nullable(),
  port: z.int().nullable(),
  exit: z.int().nullable(),
  reason: reasonSchema.nullable(),
});
export const resourceStatusSchema = z.strictObject({
  name: z.string(),
  type: z.string(),
  state,
  server: z.string().nullable(),
  url: z.string().nullable().describe('Without its password'),
  reason: reasonSchema.nullable(),
});
/** What runs of the workspace now. */
export const environmentStatusSchema = z.strictObject({
  environment: z.string(),
  target: z.string(),
  running: z.boolean(),
  underway: z.enum(['up', 'down', 'reset']).nullable().default(null).describe('What a window asked for and is not done yet'),
  services: z.array(serviceStatusSchema),
  resources: z.array(resourceStatusSchema),
  questions: z.array(questionSchema),
});
export type EnvironmentStatus = z.infer<typeof environmentStatusSchema>;

export const secretSchema = z.strictObject({
  name: z.string(),
  services: z.array(z.string()),
  required: z.boolean(),
  where: z.string().nullable().describe('`file:line` that reads it'),
  given: z.boolean(),
});

/** What Run would do, shown before it does. */
export const previewSchema = z.strictObject({
  trusted: z.boolean().describe('A person agreed before that the commands of this folder may run'),
  commands: z.array(z.strictObject({ service: z.string(), path: z.string(), step: z.string(), command: z.string() })),
  servers: z.array(
    z.strictObject({
      name: z.string(),
      type: z.string(),
      title: z.string().nullable().describe('Which server it would be; `null` where there is none'),
      missing: z.strictObject({ message: z.string(), fix: z.string().nullable() }).nullable(),
    }),
  ),
  secrets: z.array(secretSchema),
  /** Services that would not be started: their tools are missing here, nobody knows how, or they are run when somebody asks. */
  leftOut: z.array(z.strictObject({ name: z.string(), message: z.string(), fix: z.string().nullable() })).default([]),
  /** Why nothing can be run, where nothing can. */
  nothing: z.strictObject({ message: z.string(), fix: z.string().nullable() }).nullable(),
});
export type Preview = z.infer<typeof previewSchema>;

export const environmentRequests = {
  'environment/status': request(z.strictObject({}), environmentStatusSchema),
  'environment/preview': request(z.strictObject({}), previewSchema),
  /**
   * Brings the workspace up and keeps it as its files say, whichever windows are open, also when the server is killed and another
   * one takes over. Settles when everything is ready or has failed. There is one run: a second request joins it. Cancelling the last
   * request stops it; a window that is closed or loaded again does not.
   * `trust` is the person's consent to the commands of the preview; without it and without earlier consent: `trust.needed`. Secrets
   * that nobody gave are not waited for: `secrets/set` gives them to what runs.
   */
  'environment/up': request(
    z.strictObject({ trust: z.boolean(), install: z.boolean().default(false) }),
    z.strictObject({ well: z.boolean(), status: environmentStatusSchema }),
  ),
  /**
   * Stops and starts one service of what is up, with what its files ask for now. Settles when it is up again or has failed.
   * `environment.not_up`, `environment.no_service`, and `environment.not_watched` for what a terminal brought up without `--watch`.
   */
  'environment/restart': request(z.strictObject({ service: z.string() }), environmentStatusSchema),
  'environment/down': request(z.strictObject({}), environmentStatusSchema),
  /** Stops it and deletes its data. */
  'environment/reset': request(z.strictObject({ confirm: z.literal('delete the data') }), environmentStatusSchema),
  'questions/answer': request(z.strictObject({ id: z.string(), value: z.string() }), z.strictObject({ file: z.string() })),
  'secrets/list': request(z.strictObject({}), z.array(secretSchema)),
  /** `running`: what runs was started without it, and will not take it before the next `up`. */
  'secrets/set': request(z.strictObject({ name: z.string(), value: z.string().min(1) }), z.strictObject({ running: z.boolean() })),
  'secrets/remove': request(z.strictObject({ name: z.string() }), z.strictObject({ running: z.boolean() })),
  /**
   * The last lines of one service or resource, of all services for `null`; what comes after arrives as `logs/lines`, through every
   * start, until the window goes. Plain text without colours; secrets are hidden. Something that never ran says nothing yet.
   */
  'logs/follow': request(z.strictObject({ id: z.string(), name: z.string().nullable(), lines: z.int().min(0).max(10_000) }), z.null()),
  'logs/unfollow': request(z.strictObject({ id: z.string() }), z.null()),
};

export const environmentNotifications = {
  'environment/changed': environmentStatusSchema,
  'environment/progress': progressSchema,
  'logs/lines': z.strictObject({ id: z.string(), lines: z.array(z.strictObject({ name: z.string(), text: z.string() })) }),
};
