import { resourceTypes, serviceKinds } from '@groundwork/blueprint';
import { z } from 'zod';

/** A command as the repository wrote it, for a shell, or a program of ours with arguments that no shell sees. */
export const commandSchema = z.union([z.strictObject({ shell: z.string() }), z.strictObject({ argv: z.array(z.string()).min(1) })]);

const accountSchema = z.strictObject({ name: z.string(), uid: z.int(), gid: z.int(), home: z.string() }).nullable();
const environment = z.record(z.string(), z.string());

export const postgresServerSchema = z.strictObject({
  driver: z.literal('postgres'),
  /** Folder with `postgres` and `initdb`. */
  bin: z.string(),
  account: accountSchema,
  data: z.string(),
  port: z.int(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
  adminPassword: z.string(),
  extensions: z.array(z.string()),
});

export const redisServerSchema = z.strictObject({
  driver: z.literal('redis'),
  program: z.string(),
  account: accountSchema,
  data: z.string(),
  port: z.int(),
  password: z.string().nullable(),
});

export const sqliteServerSchema = z.strictObject({ driver: z.literal('sqlite'), path: z.string() });

export const serverSchema = z.discriminatedUnion('driver', [postgresServerSchema, redisServerSchema, sqliteServerSchema]);

export const launchedResourceSchema = z.strictObject({
  name: z.string(),
  type: z.enum(resourceTypes),
  /** What serves it: `PostgreSQL 18.4`. */
  title: z.string(),
  /** Without its password. */
  url: z.string(),
  port: z.int().nullable(),
  log: z.string().nullable(),
  server: serverSchema,
});

export const launchedTaskSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['install', 'build', 'release']),
  label: z.string(),
  services: z.array(z.string()),
  needs: z.array(z.string()),
  cwd: z.string(),
  env: environment,
  commands: z.array(commandSchema),
  log: z.string(),
  /** Where it is kept that this was done, and what it was done to; `null` for what is done every time. */
  stamp: z
    .strictObject({
      file: z.string(),
      folder: z.string(),
      of: z.enum(['manifests', 'sources']),
      with: z.string(),
      /** Something it makes: when that is gone, it has to be done again. */
      makes: z.string().nullable(),
      /** The tools have to be set up first: do it in any case. */
      force: z.boolean(),
    })
    .nullable(),
});

export const launchedServiceSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(serviceKinds),
  mode: z.enum(['serve', 'work', 'once', 'scheduled', 'static']),
  needs: z.array(z.string()),
  cwd: z.string(),
  env: environment,
  command: commandSchema,
  port: z.int().nullable(),
  health: z.string().nullable(),
  schedule: z.string().nullable(),
  log: z.string(),
});

/** What a supervisor is to run: the plan with every value filled in. Holds secrets, so its file is private. */
export const launchSchema = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  environment: z.string(),
  target: z.string(),
  hash: z.string(),
  /** Name of the run, inherited by every process of it. */
  run: z.string(),
  /** Stops when the `up` that started it ends. */
  attached: z.boolean(),
  resources: z.array(launchedResourceSchema),
  tasks: z.array(launchedTaskSchema),
  services: z.array(launchedServiceSchema),
  /** What was found to be in the way for single services: they are shown as failed with it. */
  leftOut: z.array(z.strictObject({ name: z.string(), kind: z.enum(serviceKinds), why: z.string(), fix: z.string().nullable() })),
});

export type Command = z.infer<typeof commandSchema>;
export type Server = z.infer<typeof serverSchema>;
export type PostgresServer = z.infer<typeof postgresServerSchema>;
export type RedisServer = z.infer<typeof redisServerSchema>;
export type LaunchedResource = z.infer<typeof launchedResourceSchema>;
export type LaunchedTask = z.infer<typeof launchedTaskSchema>;
export type LaunchedService = z.infer<typeof launchedServiceSchema>;
export type Launch = z.infer<typeof launchSchema>;

/** The arguments a command is started with. */
export function argvOf(command: Command): string[] {
  return 'shell' in command ? ['/bin/sh', '-c', command.shell] : command.argv;
}
