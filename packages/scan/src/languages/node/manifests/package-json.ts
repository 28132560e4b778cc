import { z } from 'zod';
import { emptyManifest, type NodeManifest, type PackageManager } from './manifest.ts';

/** A table of texts; what is no text in it is left out. */
const strings = z
  .record(z.string(), z.unknown())
  .transform((table) =>
    Object.fromEntries(Object.entries(table).filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
  )
  .optional()
  .catch(undefined);

const text = z.string().optional().catch(undefined);

const packageJson = z.object({
  name: text,
  private: z.boolean().optional().catch(undefined),
  main: text,
  bin: z.unknown().optional(),
  files: z.unknown().optional(),
  publishConfig: z.unknown().optional(),
  scripts: strings,
  dependencies: strings,
  devDependencies: strings,
  optionalDependencies: strings,
  engines: strings,
  volta: strings,
  packageManager: text,
  proxy: text,
  workspaces: z
    .union([z.array(z.string()), z.object({ packages: z.array(z.string()).optional() })])
    .optional()
    .catch(undefined),
});

export function readPackage(source: string): NodeManifest | null {
  const read = packageJson.safeParse(JSON.parse(source.replace(/^\uFEFF/, '')));
  if (!read.success) return null;
  const { data } = read;
  const isPrivate = data.private ?? false;
  return {
    ...emptyManifest,
    kind: 'package',
    name: data.name ?? null,
    private: isPrivate,
    published: !isPrivate && [data.files, data.bin, data.publishConfig].some((each) => each !== undefined),
    main: data.main ?? null,
    scripts: data.scripts ?? {},
    dependencies: data.dependencies ?? {},
    development: data.devDependencies ?? {},
    optional: data.optionalDependencies ?? {},
    version: data.volta?.['node'] ?? data.engines?.['node'] ?? null,
    manager: managerIn(data.packageManager ?? ''),
    members: Array.isArray(data.workspaces) ? data.workspaces : (data.workspaces?.packages ?? []),
    lines: keyLines(source),
    proxy: data.proxy ?? null,
  };
}

/** `pnpm@9.1.0+sha512…`. */
function managerIn(field: string): PackageManager | null {
  const name = field.split('@')[0];
  return name === 'npm' || name === 'pnpm' || name === 'yarn' || name === 'bun' ? name : null;
}

/** Lines of `"key":` pairs; where a key stands twice the last one counts, which is where dependencies are. */
export function keyLines(source: string): Record<string, number> {
  const lines: Record<string, number> = {};
  let line = 1;
  for (const match of source.matchAll(/\n|"([^"\\\n]+)"\s*:/g)) {
    if (match[0] === '\n') line++;
    else if (match[1] !== undefined) lines[match[1]] = line;
  }
  return lines;
}
