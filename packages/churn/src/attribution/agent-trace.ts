import { z } from 'zod';
import { json, type Attested } from './git-ai.ts';

const contributor = z.looseObject({ type: z.enum(['human', 'ai', 'mixed', 'unknown']), model_id: z.string().max(250).optional() });

/** A record of Agent Trace, version 0.1 and 1.0 (https://agent-trace.dev): what is needed to count whose lines they are. */
const recordSchema = z.looseObject({
  version: z.string(),
  vcs: z.looseObject({ type: z.string(), revision: z.string() }).optional(),
  tool: z.looseObject({ name: z.string() }).optional(),
  files: z.array(
    z.looseObject({
      path: z.string(),
      conversations: z.array(
        z.looseObject({
          contributor: contributor.optional(),
          ranges: z.array(z.looseObject({ start_line: z.int().min(1), end_line: z.int().min(1), contributor: contributor.optional() })),
        }),
      ),
    }),
  ),
});

/** Records in a text: one JSON document, or one a line. What is none is left out, and counted. */
export function readTraces(text: string): {
  readonly traces: readonly (Attested & { readonly revision: string | null })[];
  readonly broken: number;
} {
  const whole = json(text);
  const documents =
    whole === null
      ? text
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map(json)
      : Array.isArray(whole)
        ? whole
        : [whole];
  const parsed = documents.map((document) => recordSchema.safeParse(document));
  return {
    traces: parsed.flatMap(({ success, data }) => (success ? [attested(data)] : [])),
    broken: parsed.filter(({ success }) => !success).length,
  };
}

function attested({ vcs, tool, files }: z.infer<typeof recordSchema>): Attested & { readonly revision: string | null } {
  let [ai, human] = [0, 0];
  let model: string | null = null;
  for (const { conversations } of files) {
    for (const conversation of conversations) {
      for (const { start_line, end_line, contributor: own } of conversation.ranges) {
        const who = own ?? conversation.contributor;
        const lines = Math.max(0, end_line - start_line + 1);
        if (who?.type === 'ai' || who?.type === 'mixed') {
          ai += lines;
          model ??= who.model_id ?? null;
        }
        if (who?.type === 'human' || who?.type === 'mixed') human += lines;
      }
    }
  }
  return { ai, human, tool: tool?.name ?? null, model, revision: vcs?.type === 'git' ? vcs.revision : null };
}
