import { expect, test } from 'vitest';
import { scan } from '../../scan.ts';
import { memoryTree } from '../../tree/memory.ts';

/** Variables of a lighthouse that opens its log book with `url`: `NAME!` required, `NAME=default`, `NAME?`, `-> resource.property`. */
async function variables(source: string, dependencies: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const listed = Object.fromEntries(['express', 'pg', ...dependencies].map((name) => [name, '1.0.0']));
  const blueprint = await scan(
    memoryTree('lighthouse', {
      'package.json': JSON.stringify({ name: 'lighthouse', main: 'index.ts', dependencies: listed }),
      'index.ts': `import express from 'express'; import { url } from './env'; import { Pool } from 'pg'; new Pool({ connectionString: url }); express().listen(3000);`,
      'env.ts': source,
      ...files,
    }),
  );
  return (blueprint.services[0]?.env ?? []).map(({ name, required, default: usual, binding }) => {
    const bound = binding && 'resource' in binding ? ` -> ${binding.property}` : '';
    return `${name}${required ? '!' : usual === null ? '?' : `=${usual}`}${bound}`;
  });
}

const expected = ['LAMP_COLOUR=white', 'LOG_BOOK! -> url', 'TIDE_TABLE?'];

test.each<[library: string, source: string]>([
  [
    'zod',
    `import { z } from 'zod';
     const schema = z.object({ LOG_BOOK: z.string().url(), LAMP_COLOUR: z.enum(['white', 'red']).default('white'), TIDE_TABLE: z.string().optional() });
     export const env = schema.parse(process.env); export const url = env.LOG_BOOK;`,
  ],
  [
    'zod',
    `import * as z from 'zod';
     const base = z.object({ LOG_BOOK: z.string().min(1) });
     const schema = base.extend({ LAMP_COLOUR: z.string().optional().default('white'), TIDE_TABLE: z.coerce.string().nullish() }).refine(() => true);
     const parsed = schema.safeParse(process.env);
     if (!parsed.success) throw new Error('no light');
     export const url = parsed.data.LOG_BOOK;`,
  ],
  [
    'envalid',
    `import { cleanEnv, str, url as link } from 'envalid';
     const spec = { LOG_BOOK: link(), LAMP_COLOUR: str({ default: 'white', choices: ['white'] }), TIDE_TABLE: str({ default: undefined }) };
     const env = cleanEnv(process.env, spec); export const url = env.LOG_BOOK;`,
  ],
  [
    '@t3-oss/env-nextjs',
    `import { createEnv } from '@t3-oss/env-nextjs'; import { z } from 'zod';
     export const env = createEnv({ server: { LOG_BOOK: z.string() }, client: { LAMP_COLOUR: z.string().default('white'), TIDE_TABLE: z.string().optional() },
       runtimeEnv: process.env });
     export const url = env.LOG_BOOK;`,
  ],
  [
    'joi',
    `import Joi from 'joi';
     const schema = Joi.object().keys({ LOG_BOOK: Joi.string().required(), LAMP_COLOUR: Joi.string().default('white'), TIDE_TABLE: Joi.string() }).unknown();
     const { value: env, error } = schema.prefs({ errors: { label: 'key' } }).validate(process.env); export const url = env.LOG_BOOK;`,
  ],
  [
    'valibot',
    `import * as v from 'valibot';
     const schema = v.object({ LOG_BOOK: v.pipe(v.string(), v.url()), LAMP_COLOUR: v.optional(v.string(), 'white'), TIDE_TABLE: v.optional(v.string()) });
     export const env = v.parse(schema, process.env); export const url = env.LOG_BOOK;`,
  ],
  [
    'env-schema',
    `import envSchema from 'env-schema';
     const schema = { type: 'object', required: ['LOG_BOOK'], properties: { LOG_BOOK: { type: 'string' }, LAMP_COLOUR: { type: 'string', default: 'white' }, TIDE_TABLE: { type: 'string' } } };
     export const env = envSchema({ schema, dotenv: true }); export const url = env.LOG_BOOK;`,
  ],
  [
    'env-var',
    `import env from 'env-var';
     export const url = env.get('LOG_BOOK').required().asUrlString();
     export const colour = env.get('LAMP_COLOUR').default('white').asString(); export const tide = env.get('TIDE_TABLE').asString();`,
  ],
  [
    'convict',
    `import convict from 'convict';
     const config = convict({ log: { url: { doc: 'where', format: String, env: 'LOG_BOOK' } }, colour: { format: String, default: 'white', env: 'LAMP_COLOUR' },
       tide: { format: String, default: null, env: 'TIDE_TABLE' } });
     export const url = config.get('log.url'); export default config.getProperties();`,
  ],
  [
    'class-validator',
    `import { plainToInstance } from 'class-transformer'; import { IsString, IsOptional, validateSync } from 'class-validator';
     class Settings { @IsString() LOG_BOOK: string; LAMP_COLOUR: string = 'white'; @IsOptional() @IsString() TIDE_TABLE?: string }
     export function validate(config: Record<string, unknown>) { const all = plainToInstance(Settings, config); validateSync(all); return all; }
     export const url = process.env.LOG_BOOK;`,
  ],
])('%s tells what the environment must hold', async (library, source) => {
  expect(await variables(source, [library])).toEqual(expected);
});

test('a schema that checks something else says nothing of the environment', async () => {
  const source = `import { z } from 'zod'; const ship = z.object({ NAME: z.string() }); export const url = process.env.LOG_BOOK; export const read = (body) => ship.parse(body);`;
  expect(await variables(source, ['zod'])).toEqual(['LOG_BOOK? -> url']);
});
