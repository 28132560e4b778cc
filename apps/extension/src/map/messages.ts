import { evidenceSchema } from '@groundwork/blueprint';
import { z } from 'zod';
import type { MapModel } from './model.ts';

/** What the page may ask for: a few commands of the extension, and what they are about. */
export const mapCommands = [
  'groundwork.up',
  'groundwork.down',
  'groundwork.showEvidence',
  'groundwork.showFailure',
  'groundwork.openService',
  'groundwork.showLogs',
  'groundwork.restartService',
  'groundwork.runService',
  'groundwork.runServiceWith',
  'groundwork.check',
  'groundwork.connectResource',
  'groundwork.openResource',
  'groundwork.answerQuestion',
  'groundwork.setSecret',
  'groundwork.showFinding',
  'groundwork.retry',
  'groundwork.planEnvironment',
  'groundwork.checkEnvironment',
  'groundwork.showEnvironmentLogs',
] as const;
export type MapCommand = (typeof mapCommands)[number];

const argumentSchema = z.object({
  name: z.string().optional(),
  id: z.string().optional(),
  evidence: z.array(evidenceSchema).optional(),
  file: z.string().optional(),
  line: z.int().min(0).optional(),
  beside: z.boolean().optional(),
});
export type MapArgument = z.infer<typeof argumentSchema>;

export const fromPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('place'), name: z.string() }),
  z.object({ type: z.literal('open'), url: z.url({ protocol: /^https?$/ }) }),
  z.object({ type: z.literal('command'), command: z.enum(mapCommands), argument: argumentSchema }),
]);
export type FromPage = z.infer<typeof fromPageSchema>;

/** The page believes its editor. */
export type ToPage = { readonly type: 'model'; readonly model: MapModel } | { readonly type: 'select'; readonly id: string };
