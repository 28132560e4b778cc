import { resourceTypes, serviceKinds } from '@groundwork/blueprint';
import { z } from 'zod';

export const processStates = ['starting', 'ready', 'done', 'scheduled', 'failed', 'stopped'] as const;
export type ProcessState = (typeof processStates)[number];

/** A process that can be told from a later one with the same number. */
export const processSchema = z.strictObject({
  pid: z.int().positive(),
  /** When the kernel says it started, in the words of this machine; compared, never shown. */
  started: z.string(),
});

/** Why something is not well, read out of its log where that was possible. */
export const reasonSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  where: z.string().nullable(),
  fix: z.string().nullable(),
});

export const serviceStateSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(serviceKinds),
  state: z.enum(processStates),
  url: z.string().nullable(),
  port: z.int().nullable(),
  process: processSchema.nullable(),
  /** Exit code of its last end, `null` while it never ended. */
  exit: z.int().nullable(),
  restarts: z.int(),
  log: z.string(),
  reason: reasonSchema.nullable(),
});

export const resourceStateSchema = z.strictObject({
  name: z.string(),
  type: z.enum(resourceTypes),
  state: z.enum(processStates),
  /** What serves it: `PostgreSQL 18.4`. */
  server: z.string().nullable(),
  /** Without its password. */
  url: z.string().nullable(),
  port: z.int().nullable(),
  /** Where a person looks at what is in it. */
  page: z.string().nullable(),
  process: processSchema.nullable(),
  log: z.string().nullable(),
  reason: reasonSchema.nullable(),
});

/** What an environment is doing: written by its supervisor, read by everyone. Holds no secret. */
export const environmentStateSchema = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  environment: z.string(),
  target: z.string(),
  /** Hash of what was launched: the same plan, commands and toolchains give the same. */
  launch: z.string(),
  /** Name of the run that every process of it inherits. */
  run: z.string(),
  /** Number of the last change that was made while it ran, 0 before the first. */
  change: z.int(),
  phase: z.enum(['starting', 'up', 'failed', 'stopping', 'stopped']),
  supervisor: processSchema.nullable(),
  services: z.array(serviceStateSchema),
  resources: z.array(resourceStateSchema),
  /** Why it is not up as a whole, when that is no single service's fault. */
  reason: reasonSchema.nullable(),
});

export const secretsSchema = z.strictObject({
  version: z.literal(1),
  /** Tells this environment's data from that of an earlier one in the same folder, whose passwords are gone. */
  instance: z.string(),
  /** By variable name: made up for this environment. */
  generated: z.record(z.string(), z.string()),
  /** By variable name: given by a person. */
  given: z.record(z.string(), z.string()),
  /** Variables a person was asked for once and left out. */
  skipped: z.array(z.string()).default([]),
  /** By resource name: the password of its server. */
  passwords: z.record(z.string(), z.string()),
  /** Ports kept from the last time, by `service:name` or `resource:name`: bookmarks stay right. */
  ports: z.record(z.string(), z.int()),
});

export type ProcessRecord = z.infer<typeof processSchema>;
export type Reason = z.infer<typeof reasonSchema>;
export type ServiceState = z.infer<typeof serviceStateSchema>;
export type ResourceState = z.infer<typeof resourceStateSchema>;
export type EnvironmentState = z.infer<typeof environmentStateSchema>;
export type Secrets = z.infer<typeof secretsSchema>;
