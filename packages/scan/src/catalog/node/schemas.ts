/** A call that checks the environment against a schema, and what it gives: as data, one entry a library. */
export interface EnvironmentSchema {
  /** Canonical names; `*.parse` is a method of any schema that can be followed to its fields. */
  readonly calls: readonly string[];
  /** The argument that must be the environment for the call to mean it; `null` where the library always does. */
  readonly environment: number | null;
  /** Where the fields stand: argument paths as client rules write them, `this` for what the method is called on. */
  readonly fields: readonly string[];
  /** The member of the result that holds the values, `null` for the result itself, `false` where the result holds none. */
  readonly gives: string | null | false;
  /** Only where this argument is one of these libraries: a plugin that is registered. */
  readonly when?: { readonly argument: number; readonly oneOf: readonly string[] };
  /** Fields may be absent unless they say otherwise. */
  readonly optional?: boolean;
}

export const environmentSchemas: readonly EnvironmentSchema[] = [
  { calls: ['envalid.cleanEnv', 'envalid.customCleanEnv'], environment: 0, fields: ['1'], gives: null },
  {
    calls: ['@t3-oss/env-nextjs.createEnv', '@t3-oss/env-core.createEnv', '@t3-oss/env-nuxt.createEnv'],
    environment: null,
    fields: ['0.server', '0.client', '0.shared'],
    gives: null,
  },
  { calls: ['znv.parseEnv'], environment: 0, fields: ['1'], gives: null },
  { calls: ['*.parse', '*.parseAsync', '*.validateSync', '*.cast', '*.parseSync'], environment: 0, fields: ['this'], gives: null },
  { calls: ['*.safeParse', '*.safeParseAsync'], environment: 0, fields: ['this'], gives: 'data' },
  { calls: ['*.validate'], environment: 0, fields: ['this'], gives: 'value', optional: true },
  { calls: ['joi.attempt', '@hapi/joi.attempt'], environment: 0, fields: ['1'], gives: null, optional: true },
  { calls: ['valibot.parse'], environment: 1, fields: ['0'], gives: null },
  { calls: ['valibot.safeParse'], environment: 1, fields: ['0'], gives: 'output' },
  { calls: ['env-schema', 'env-schema.envSchema'], environment: null, fields: ['0.schema'], gives: null, optional: true },
  {
    calls: ['@nestjs/config.ConfigModule.forRoot'],
    environment: null,
    fields: ['0.validationSchema'],
    gives: false,
    optional: true,
  },
  {
    calls: ['*.register'],
    environment: null,
    when: { argument: 0, oneOf: ['@fastify/env', 'fastify-env', '@fastify/env.fastifyEnv'] },
    fields: ['1.schema'],
    gives: false,
    optional: true,
  },
];
