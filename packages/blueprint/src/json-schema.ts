import { z } from 'zod';
import { blueprintSchema } from './blueprint.ts';
import { decisionsSchema } from './decisions.ts';

/** The JSON Schemas (draft 2020-12) published with this package, by file name. */
export function jsonSchemas(): Readonly<Record<'blueprint.schema.json' | 'decisions.schema.json', string>> {
  return {
    'blueprint.schema.json': print(
      blueprintSchema,
      'Groundwork blueprint',
      'What a repository needs: the output of `groundwork scan --json`',
    ),
    'decisions.schema.json': print(decisionsSchema, 'groundwork.yaml', 'Answers and overrides; everything else is read from the code'),
  };
}

function print(schema: z.ZodType, title: string, description: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
  return `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
}
