import type { Binding, Blueprint, Service, Variable } from '@groundwork/blueprint';
import { z } from 'zod';
import { blueprintOf } from '../../environment/blueprint.ts';
import { noneOf } from '../none.ts';
import { pageInput, pageOf, pageOutput } from '../pages.ts';
import { defineTool } from '../tool.ts';

/** Of one service in a list of them; all of them where the service is named. */
const mostVariables = 30;

const variable = z.strictObject({
  name: z.string(),
  from: z.string().describe('`db (url)`: a resource and what of it; `generated`; `a person`; `default`: what the code says; `fixed`'),
  default: z.string().nullable(),
  required: z.boolean(),
  secret: z.boolean(),
});

const service = z.strictObject({
  name: z.string(),
  kind: z.string(),
  path: z.string(),
  language: z.string(),
  framework: z.string().nullable(),
  install: z.array(z.string()),
  build: z.array(z.string()),
  release: z.array(z.string()).describe('Run before it starts: migrations'),
  start: z.string().nullable(),
  port: z.int().nullable(),
  health: z.string().nullable(),
  schedule: z.string().nullable(),
  uses: z.array(z.string()).describe('Resources'),
  variables: z.array(variable),
  moreVariables: z.int().describe('How many are left out here: name the service to have all'),
});

export const blueprintTool = defineTool({
  name: 'blueprint',
  title: 'What the repository needs',
  description:
    'Services (how each is installed, built and started, its port and environment variables), the databases and other resources they need, and open questions: read out of the code, nothing is run. Name a service to have all of its variables. Where each was read: evidence.',
  changes: 'nothing',
  input: z.object({
    service: z.string().optional().describe('Only this one'),
    ...pageInput(50, 12),
  }),
  output: z.strictObject({
    name: z.string(),
    services: z.array(service),
    ...pageOutput,
    resources: z.array(
      z.strictObject({
        name: z.string(),
        type: z.string(),
        version: z.string().nullable(),
        extensions: z.array(z.string()),
        need: z.enum(['required', 'optional']),
        usedBy: z.array(z.string()),
      }),
    ),
    questions: z.array(z.strictObject({ id: z.string(), ask: z.string(), options: z.array(z.string()), default: z.string().nullable() })),
  }),
  run: async ({ service: asked, ...page }, { workspace }) => {
    const { name, services, resources, questions } = await blueprintOf(workspace).read();
    const found = asked === undefined ? services : services.filter((each) => each.name === asked);
    if (asked !== undefined && found.length === 0) throw noneOf('service', asked, services);
    const { items, total, next } = pageOf(found, page);
    return {
      name,
      services: items.map((each) => shown(each, asked === undefined ? mostVariables : Infinity)),
      total,
      next,
      resources: resources.map(({ evidence: _evidence, ...each }) => ({ ...each, usedBy: usersOf(each.name, services) })),
      questions: questions.map(({ evidence: _evidence, ...each }) => each),
    };
  },
});

function usersOf(resource: string, services: Blueprint['services']): string[] {
  return services.filter(({ uses }) => uses.some((use) => use.resource === resource)).map(({ name }) => name);
}

function shown(each: Service, most: number): z.input<typeof service> {
  const { name, kind, path, language, framework, install, build, release, start, port, health, schedule, uses, env } = each;
  // Those that have to be given come first: the rest has a default.
  const byNeed = [...env].sort((a, b) => Number(b.required) - Number(a.required));
  return {
    name,
    kind,
    path,
    language,
    framework,
    install,
    build,
    release,
    start,
    port,
    health,
    schedule,
    uses: uses.map(({ resource }) => resource),
    variables: byNeed.slice(0, most).map((one) => ({
      name: one.name,
      from: sourceOf(one),
      default: one.secret ? null : one.default,
      required: one.required,
      secret: one.secret,
    })),
    moreVariables: Math.max(0, env.length - most),
  };
}

function sourceOf({ source, binding }: Variable): string {
  if (binding !== undefined) return boundTo(binding);
  return source === 'ask' ? 'a person' : source;
}

function boundTo(binding: Binding): string {
  const form = binding.form === null ? '' : `, ${binding.form}`;
  return `${'resource' in binding ? binding.resource : binding.service} (${binding.property}${form})`;
}
