import { resourceTypes, serviceKinds } from '@groundwork/blueprint';
import { connectionSchema } from '@groundwork/provision';
import { z } from 'zod';
import { obtainSchema } from '../servers/obtain/schema.ts';
import { serverSchema } from '../servers/schema.ts';
import { commandSchema } from './command.ts';

const environment = z.record(z.string(), z.string());

export const launchedResourceSchema = z.strictObject({
  name: z.string(),
  type: z.enum(resourceTypes),
  /** What serves it: `PostgreSQL 18.4`. */
  title: z.string(),
  /** Without its password. */
  url: z.string(),
  port: z.int().nullable(),
  /** Where a person looks at what is in it: the mail a catcher caught. */
  page: z.string().nullable(),
  log: z.string().nullable(),
  /** What has to be fetched before its first start. */
  obtain: obtainSchema.nullable(),
  /** How a client reaches it, with its password. */
  connection: connectionSchema,
  server: serverSchema,
});

const installedSchema = z.strictObject({ program: z.string(), version: z.string() });

/** What a machine has for Python besides what was chosen. */
export const pythonToolsSchema = z.strictObject({
  language: z.literal('python'),
  /** Virtual environment everything is installed into; another Python takes its place there. */
  venv: z.string(),
  version: z.string(),
  /** Other Pythons, the likeliest first. */
  others: z.array(installedSchema),
  /** The resolver that knows when a release came out, and how it is had where the machine lacks it. */
  uv: z.strictObject({ program: z.string(), setup: z.array(commandSchema) }),
  /** Files that say what is installed. */
  requirements: z.array(z.string()),
  /** Every version is written down by the repository. */
  locked: z.boolean(),
  /** Where versions that were found to work are written to. */
  constraints: z.string(),
});

export const nodeToolsSchema = z.strictObject({
  language: z.literal('node'),
  version: z.string(),
  /** Folder with the chosen `node`. */
  bin: z.string(),
  /** Where another one is put. */
  toolchains: z.string(),
  /** Every version is written down by the repository. */
  locked: z.boolean(),
});

export const javaToolsSchema = z.strictObject({
  language: z.literal('java'),
  version: z.string(),
  /** Other JDKs, from new to old. */
  others: z.array(z.strictObject({ home: z.string(), version: z.string() })),
});

export const toolsSchema = z.discriminatedUnion('language', [pythonToolsSchema, nodeToolsSchema, javaToolsSchema]);

/** What a service that was written for a container finds there, and how that is made up for here. */
export const containedSchema = z.strictObject({
  /** Private folder for what is shown to it. */
  folder: z.string(),
  /** Hosts that stand for this machine from the start: its code has addresses written in it. */
  hosts: z.array(z.string()),
  /** What a file in `/run/secrets` may hold. */
  secrets: z.strictObject({ resources: environment, variables: environment }),
});

export const launchedTaskSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['install', 'build', 'release']),
  label: z.string(),
  services: z.array(z.string()),
  needs: z.array(z.string()),
  cwd: z.string(),
  env: environment,
  /** Gets the tools; not repeated when the commands are. */
  setup: z.array(commandSchema),
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
  /** For installs and builds: what else there is to try when it turns out not to fit. */
  tools: toolsSchema.nullable(),
  contained: containedSchema.nullable(),
});

export const launchedServiceSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(serviceKinds),
  mode: z.enum(['serve', 'work', 'once', 'scheduled', 'static']),
  needs: z.array(z.string()),
  cwd: z.string(),
  env: environment,
  command: commandSchema,
  /** As the blueprint has it. */
  start: z.string().nullable(),
  port: z.int().nullable(),
  health: z.string().nullable(),
  schedule: z.string().nullable(),
  log: z.string(),
  contained: containedSchema.nullable(),
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
  /** Somebody watches its files: it stays although its services failed, to be changed. */
  watched: z.boolean(),
  /** `up` keeps everything up until it is stopped; `run` keeps servers up as long as somebody's program uses them. */
  purpose: z.enum(['up', 'run']),
  resources: z.array(launchedResourceSchema),
  tasks: z.array(launchedTaskSchema),
  services: z.array(launchedServiceSchema),
  /** What was found to be in the way for single services: they are shown as failed with it. */
  leftOut: z.array(
    z.strictObject({ name: z.string(), kind: z.enum(serviceKinds), code: z.string(), why: z.string(), fix: z.string().nullable() }),
  ),
});

export type NodeTools = z.infer<typeof nodeToolsSchema>;
export type JavaTools = z.infer<typeof javaToolsSchema>;
export type Contained = z.infer<typeof containedSchema>;
export type PythonTools = z.infer<typeof pythonToolsSchema>;
export type Tools = z.infer<typeof toolsSchema>;
export type LaunchedResource = z.infer<typeof launchedResourceSchema>;
export type LaunchedTask = z.infer<typeof launchedTaskSchema>;
export type LaunchedService = z.infer<typeof launchedServiceSchema>;
export type Launch = z.infer<typeof launchSchema>;
