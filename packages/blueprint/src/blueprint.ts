import { z } from 'zod';
import { resourceTypes } from './resources/index.ts';

export const languages = ['python', 'node', 'go', 'java', 'ruby', 'php', 'rust', 'dotnet', 'static'] as const;
export const serviceKinds = ['web', 'worker', 'scheduler', 'cron', 'job', 'static', 'inference', 'training', 'function'] as const;
/** What a binding can carry. `url` is the whole address; its parts and credentials have words of their own. */
export const properties = [
  'url',
  'host',
  'port',
  'user',
  'password',
  'database',
  'path',
  'bucket',
  'table',
  'queue',
  'topic',
  'stream',
  'index',
  'accessKey',
  'secretKey',
  'apiKey',
  'region',
  'project',
  'model',
  'organization',
  'endpoint',
] as const;

export const evidenceSchema = z.strictObject({
  file: z.string().describe('Path relative to the scanned folder, with forward slashes'),
  line: z.int().min(1).describe('1-based line'),
  why: z.string().describe('What was read there, in one phrase'),
  confidence: z.number().min(0).max(1),
});

const evidence = z.array(evidenceSchema);

export const bindingSchema = z.union([
  z.strictObject({
    resource: z.string().describe('Name of a resource of this blueprint'),
    property: z.enum(properties),
    form: z.string().nullable().describe('How the code wants the value written, e.g. `postgresql+psycopg` for a URL or `host:port`'),
  }),
  z.strictObject({
    service: z.string().describe('Name of another service of this blueprint'),
    property: z.enum(['url', 'host', 'port']),
    form: z.string().nullable(),
  }),
]);

export const variableSchema = z.strictObject({
  name: z.string(),
  required: z.boolean().describe('The service does not work when it is unset'),
  secret: z.boolean(),
  default: z.string().nullable().describe('What the code uses when it is unset'),
  source: z
    .enum(['binding', 'generated', 'ask', 'default', 'fixed'])
    .describe('Where the value comes from: a resource, made up at random, a person, the code, or the platform'),
  binding: bindingSchema.optional(),
  evidence,
});

export const writtenSchema = z
  .strictObject({
    host: z.string().nullable(),
    port: z.int().nullable(),
    user: z.string().nullable(),
    database: z.string().nullable(),
  })
  .describe('What the code has written down of an address instead of being told it; `null` is told, or not said');

export const accesses = ['read', 'write', 'admin'] as const;

export const operationSchema = z
  .strictObject({
    name: z.string().describe('What is done, in one word per kind of resource, whatever the library calls it: `get`, `put`, `send`'),
    access: z.enum(accesses),
    call: z.string().describe('What the code calls: `get_object`'),
    evidence,
  })
  .describe('One thing the code was seen to do with a resource; a role is made of these');

export const useSchema = z.strictObject({
  resource: z.string(),
  access: z.array(z.enum(accesses)),
  operations: z.array(operationSchema).optional().describe('Calls that were seen on its client; left out where they cannot be told'),
  written: writtenSchema.optional(),
  evidence,
});

export const serviceSchema = z.strictObject({
  name: z.string(),
  path: z.string().describe('Folder relative to the scanned one, `.` for its root'),
  kind: z.enum(serviceKinds),
  language: z.enum(languages),
  framework: z.string().nullable(),
  runtime: z.strictObject({ version: z.string().nullable(), packageManager: z.string().nullable() }),
  install: z.array(z.string()),
  build: z.array(z.string()),
  release: z.array(z.string()).describe('Run once per release before it starts, e.g. migrations'),
  start: z.string().nullable(),
  port: z.int().min(1).max(65535).nullable(),
  health: z.string().nullable().describe('HTTP path that answers when the service is well'),
  schedule: z.string().nullable().describe('Cron expression, UTC'),
  gpu: z.enum(['none', 'optional', 'required']),
  systemPackages: z.array(z.string()).describe('Debian package names'),
  env: z.array(variableSchema),
  uses: z.array(useSchema),
  volumes: z.array(z.strictObject({ path: z.string(), evidence })),
  evidence,
});

export const resourceSchema = z.strictObject({
  name: z.string(),
  type: z.enum(resourceTypes),
  need: z.enum(['required', 'optional']),
  version: z.string().nullable(),
  extensions: z.array(z.string()),
  evidence,
});

export const questionSchema = z.strictObject({
  id: z.string(),
  ask: z.string(),
  options: z.array(z.string()),
  default: z.string().nullable(),
  evidence,
});

export const blueprintSchema = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  services: z.array(serviceSchema),
  resources: z.array(resourceSchema),
  questions: z.array(questionSchema),
  notes: z.array(z.strictObject({ file: z.string(), why: z.string() })).describe('Files that were skipped, and why'),
});

export type Language = (typeof languages)[number];
export type ServiceKind = (typeof serviceKinds)[number];
export type Property = (typeof properties)[number];
export type Evidence = z.infer<typeof evidenceSchema>;
export type Binding = z.infer<typeof bindingSchema>;
export type Variable = z.infer<typeof variableSchema>;
export type Access = (typeof accesses)[number];
export type Operation = z.infer<typeof operationSchema>;
export type Use = z.infer<typeof useSchema>;
export type Written = z.infer<typeof writtenSchema>;
export type Service = z.infer<typeof serviceSchema>;
export type Resource = z.infer<typeof resourceSchema>;
export type Question = z.infer<typeof questionSchema>;
export type Blueprint = z.infer<typeof blueprintSchema>;
