import { planCloud } from '@groundwork/toolkit';
import { z } from 'zod';
import { pageInput, pageOf, pageOutput } from '../pages.ts';
import { defineTool } from '../tool.ts';

/** Differences of one item. */
const mostDifferences = 10;

export const planTool = defineTool({
  name: 'plan',
  title: 'What a deployment would change',
  description:
    'What deploying to an environment (aws, gcp, azure, kubernetes, or one made with `gw env add`) would create, change and delete there, what it costs a month, and which secrets are missing. Changes nothing. With compare it asks the cloud what is there, with the credentials of the person.',
  changes: 'asks',
  input: z.object({
    environment: z.string().describe('`aws`, `staging`'),
    compare: z.boolean().default(false),
    ...pageInput(100, 40),
  }),
  output: z.strictObject({
    target: z.string(),
    region: z.string(),
    compared: z.string().describe('With what; or why with nothing: then everything is a `create`'),
    items: z.array(
      z.strictObject({
        action: z.string(),
        kind: z.string(),
        name: z.string(),
        title: z.string(),
        differences: z.array(z.string()),
        permissions: z.array(z.string()),
        monthly: z.number().nullable().describe('US dollars; null where it depends on use, or is not known'),
      }),
    ),
    ...pageOutput,
    counts: z.record(z.string(), z.int()),
    monthly: z.number().nullable().describe('US dollars of what is fixed'),
    missingSecrets: z.array(z.string()),
    unsupported: z.array(z.string()),
    notes: z.array(z.string()),
  }),
  run: async ({ environment, compare, ...page }, { workspace, host, env }) => {
    const plan = await planCloud(workspace.dir, environment, { host, env, offline: !compare });
    const { items, total, next } = pageOf(
      plan.items.filter(({ action }) => action !== 'none'),
      page,
    );
    return {
      target: plan.target,
      region: plan.region,
      compared: plan.where ?? plan.uncompared?.message ?? '',
      items: items.map(({ action, kind, name, title, differences, permissions, cost }) => ({
        action,
        kind,
        name,
        title,
        differences: differences.slice(0, mostDifferences),
        permissions: permissions.map((each) => `${each.action} on ${each.on}`),
        monthly: cost.fixed,
      })),
      total,
      next,
      counts: plan.counts,
      monthly: plan.cost.fixed,
      missingSecrets: plan.missing.map(({ name }) => name),
      unsupported: plan.unsupported.map(({ resource, type, why }) => `${resource} (${type}): ${why}`),
      notes: plan.notes,
    };
  },
});
