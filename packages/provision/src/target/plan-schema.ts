import { evidenceSchema } from '@groundwork/blueprint';
import { estimateSchema } from '@groundwork/cost/estimate';
import { z } from 'zod';

const actions = ['create', 'update', 'replace', 'delete', 'none'] as const;

const permissionSchema = z.strictObject({ action: z.string(), on: z.string(), evidence: z.array(evidenceSchema) });

/** Kinds of items, in the order a person reads them. */
export const kinds = ['service', 'resource', 'role', 'secret', 'registry', 'network', 'environment'] as const;

export const planItemSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(kinds),
  name: z.string(),
  title: z.string(),
  action: z.enum(actions),
  differences: z.array(z.string()),
  native: z.array(z.string()),
  permissions: z.array(permissionSchema),
  cost: estimateSchema,
  stateful: z.boolean(),
  evidence: z.array(evidenceSchema),
});

/** What would change in an environment of a cloud: `plan ENV --json`. Plain data, shown before anything happens; holds no secret. */
export const cloudPlanSchema = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  environment: z.string(),
  target: z.string(),
  region: z.string(),
  /** Which account or cluster; `null` where nobody is logged in and nothing was compared: everything stands as `create`. */
  where: z.string().nullable(),
  /** Why nothing was compared with what is there; `null` where it was. */
  uncompared: z.strictObject({ code: z.string(), message: z.string(), fix: z.string().nullable() }).nullable(),
  items: z.array(planItemSchema),
  counts: z.strictObject({ create: z.int(), update: z.int(), replace: z.int(), delete: z.int(), none: z.int() }),
  cost: estimateSchema.omit({ lines: true }).extend({ before: z.number().nullable(), prices: z.string().nullable() }),
  leftOut: z.array(z.strictObject({ name: z.string(), why: z.string() })),
  unsupported: z.array(z.strictObject({ resource: z.string(), type: z.string(), why: z.string(), evidence: z.array(evidenceSchema) })),
  /** Secrets a person has to give before it can be deployed. */
  missing: z.array(z.strictObject({ name: z.string(), services: z.array(z.string()), where: z.string().nullable() })),
  notes: z.array(z.string()),
});

export type CloudPlan = z.infer<typeof cloudPlanSchema>;
export type PlanItem = z.infer<typeof planItemSchema>;
