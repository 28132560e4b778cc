import { z } from 'zod';
import type { PlanModel } from './model.ts';

export const fromPlanSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('run'), install: z.boolean() }),
  z.object({ type: z.literal('close') }),
  z.object({ type: z.literal('secret'), name: z.string() }),
  z.object({ type: z.literal('copy'), text: z.string() }),
]);
export type FromPlan = z.infer<typeof fromPlanSchema>;

export interface ToPlan {
  readonly type: 'plan';
  readonly model: PlanModel;
}
