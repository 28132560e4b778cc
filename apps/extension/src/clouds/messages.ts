import { evidenceSchema } from '@groundwork/blueprint';
import { z } from 'zod';
import type { CloudPageModel } from './model.ts';

export const fromCloudPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('deploy') }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('again') }),
  z.object({ type: z.literal('close') }),
  z.object({ type: z.literal('secret'), name: z.string() }),
  z.object({ type: z.literal('evidence'), evidence: z.array(evidenceSchema).min(1) }),
  z.object({ type: z.literal('open'), url: z.url({ protocol: /^https?$/ }) }),
  z.object({ type: z.literal('copy'), text: z.string() }),
]);
export type FromCloudPage = z.infer<typeof fromCloudPageSchema>;

export interface ToCloudPage {
  readonly type: 'model';
  readonly model: CloudPageModel;
}
