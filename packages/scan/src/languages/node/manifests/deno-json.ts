import { z } from 'zod';
import { emptyManifest, type NodeManifest } from './manifest.ts';
import { keyLines } from './package-json.ts';

const denoJson = z.object({
  name: z.string().optional().catch(undefined),
  tasks: z.record(z.string(), z.unknown()).optional().catch(undefined),
  imports: z.record(z.string(), z.unknown()).optional().catch(undefined),
  workspace: z.array(z.string()).optional().catch(undefined),
});

/** `deno.json`: tasks are scripts, imports are dependencies. */
export function readDeno(source: string): NodeManifest | null {
  const read = denoJson.safeParse(JSON.parse(source));
  if (!read.success) return null;
  const { name, tasks = {}, imports = {}, workspace = [] } = read.data;
  const scripts = Object.entries(tasks).flatMap(([task, command]) => (typeof command === 'string' ? [[task, command] as const] : []));
  return {
    ...emptyManifest,
    kind: 'package',
    name: name ?? null,
    scripts: Object.fromEntries(scripts),
    dependencies: Object.fromEntries(Object.values(imports).flatMap((each) => (typeof each === 'string' ? dependencyOf(each) : []))),
    manager: 'deno',
    members: workspace,
    lines: keyLines(source),
  };
}

/** `npm:express@4.18.2`, `jsr:@oak/oak@^17`. */
function dependencyOf(specifier: string): [string, string][] {
  const [, name, version] = /^(?:npm|jsr):\/?((?:@[^/]+\/)?[^@/]+)(?:@([^/]+))?/.exec(specifier) ?? [];
  return name === undefined ? [] : [[name, version ?? '*']];
}
