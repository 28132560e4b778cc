import { z } from 'zod';
import { emptyManifest, type NodeManifest } from './manifest.ts';

const target = z.object({ serve: z.object({ options: z.object({ port: z.number().optional().catch(undefined) }).optional() }).optional() });
const angularJson = z.object({
  projects: z
    .record(z.string(), z.object({ architect: target.optional().catch(undefined), targets: target.optional().catch(undefined) }))
    .catch({}),
});

/** `angular.json`: the port its development server is told. */
export function readAngular(source: string): NodeManifest | null {
  const read = angularJson.safeParse(JSON.parse(source));
  if (!read.success) return null;
  const ports = Object.values(read.data.projects).flatMap(({ architect, targets }) => (architect ?? targets)?.serve?.options?.port ?? []);
  return { ...emptyManifest, kind: 'tool', port: ports[0] ?? null };
}
