import { evidenceSchema, type Blueprint, type Evidence } from '@groundwork/blueprint';
import { z } from 'zod';
import { blueprintOf } from '../../environment/blueprint.ts';
import { noneOf } from '../none.ts';
import { pageInput, pageOf, pageOutput } from '../pages.ts';
import { defineTool } from '../tool.ts';

export const evidenceTool = defineTool({
  name: 'evidence',
  title: 'Where something was read',
  description:
    'File, line and reason for a service, a resource, an environment variable (DATABASE_URL) or a question of the blueprint: why it is there, and where the code says so.',
  changes: 'nothing',
  input: z.object({
    name: z.string().describe('Name of a service, resource or variable, or id of a question'),
    service: z.string().optional().describe('Only what concerns this service'),
    ...pageInput(200, 40),
  }),
  output: z.strictObject({
    found: z.array(
      evidenceSchema.extend({
        of: z.string().describe('`resource db`, `variable DATABASE_URL of api`, `api uses db`'),
      }),
    ),
    ...pageOutput,
  }),
  run: async ({ name, service, ...page }, { workspace }) => {
    const blueprint = await blueprintOf(workspace).read();
    const all = everything(blueprint).filter((each) => each.name === name && (service === undefined || each.service === service));
    if (all.length === 0) throw noneOf('name', name, near(name, blueprint));
    const { items, total, next } = pageOf(
      all.flatMap(({ of, evidence }) => evidence.map((each) => ({ of, ...each }))),
      page,
    );
    return { found: [...items], total, next };
  },
});

/** Those that hold the word asked for, else what there is besides variables. */
function near(name: string, blueprint: Blueprint): readonly { readonly name: string }[] {
  const names = [...new Set(everything(blueprint).map((each) => each.name))];
  const close = names.filter((each) => each.toLowerCase().includes(name.toLowerCase()));
  return close.length > 0 ? close.map((each) => ({ name: each })) : [...blueprint.services, ...blueprint.resources];
}

interface Named {
  readonly name: string;
  readonly service: string | null;
  readonly of: string;
  readonly evidence: readonly Evidence[];
}

function everything({ services, resources, questions }: Blueprint): Named[] {
  return [
    ...resources.map(({ name, evidence }) => ({ name, service: null, of: `resource ${name}`, evidence })),
    ...services.flatMap(({ name: service, evidence, env, uses }) => [
      { name: service, service, of: `service ${service}`, evidence },
      ...env.map((each) => ({ name: each.name, service, of: `variable ${each.name} of ${service}`, evidence: each.evidence })),
      ...uses.map((use) => ({ name: use.resource, service, of: `${service} uses ${use.resource}`, evidence: use.evidence })),
    ]),
    ...questions.map(({ id, evidence }) => ({ name: id, service: null, of: `question ${id}`, evidence })),
  ];
}
