import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';

export interface StandIn {
  /** Folder with a program of the tool's name. */
  readonly bin: string;
  /** Files with what it installs. */
  readonly requirements: readonly string[];
  /** Every version is written down. */
  readonly locked: boolean;
}

/**
 * Stands in for Poetry where the machine has none: the versions its lockfile pins, installed by pip. Poetry itself would have to be
 * installed first, and takes longer for the same result. `null` when the project is none it can read.
 */
export function poetryStandIn(folder: string, toolchains: string, place: string): StandIn | null {
  const project = readToml(join(folder, 'pyproject.toml'), pyprojectSchema);
  if (!project) return null;
  const own = join(toolchains, 'poetry', place);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  const requirements = join(own, 'requirements.txt');
  const constraints = join(own, 'constraints.txt');
  writeFileSync(requirements, `${requirementsOf(project).join('\n')}\n`);
  const lock = readToml(join(folder, 'poetry.lock'), lockSchema);
  writeFileSync(constraints, `${constraintsOf(lock).join('\n')}\n`);
  writeFileSync(join(own, 'poetry'), script, { mode: 0o755 });
  return { bin: own, requirements: [requirements], locked: lock !== null };
}

/** Installs what was written beside it, and makes the project itself importable, as Poetry does. */
const script = `#!/bin/sh
set -e
here=$(cd "$(dirname "$0")" && pwd)
case "$1" in
  install|sync)
    python -m pip install -r "$here/requirements.txt" -c "$here/constraints.txt"
    site=$(python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf '%s\\n%s\\n' "$PWD" "$PWD/src" > "$site/groundwork-project.pth" ;;
  run) shift; exec "$@" ;;
  config|self|lock|check|env) ;;
  --version) echo "pip, standing in for Poetry" ;;
  *) echo "poetry $1: Poetry is not on this machine (pipx install poetry)" >&2; exit 127 ;;
esac
`;

const dependencySchema = z.union([
  z.string(),
  z.object({
    version: z.string().optional(),
    extras: z.array(z.string()).optional(),
    optional: z.boolean().optional(),
    markers: z.string().optional(),
    git: z.string().optional(),
    rev: z.string().optional(),
    tag: z.string().optional(),
    branch: z.string().optional(),
    path: z.string().optional(),
    url: z.string().optional(),
  }),
  // One entry for each Python or platform: the constraints decide, so the name is enough.
  z.array(z.unknown()),
]);

const pyprojectSchema = z.object({
  project: z.object({ dependencies: z.array(z.string()).optional() }).optional(),
  tool: z.object({ poetry: z.object({ dependencies: z.record(z.string(), dependencySchema).optional() }).optional() }).optional(),
});

const lockSchema = z.object({
  package: z.array(z.object({ name: z.string(), version: z.string(), source: z.object({ type: z.string() }).optional() })).optional(),
});

function requirementsOf({ project, tool }: z.infer<typeof pyprojectSchema>): string[] {
  const listed = Object.entries(tool?.poetry?.dependencies ?? {}).flatMap(([name, dependency]) => {
    if (name === 'python') return [];
    if (typeof dependency === 'string' || Array.isArray(dependency)) return [name];
    if (dependency.optional) return [];
    const extras = dependency.extras ? `[${dependency.extras.join(',')}]` : '';
    const marker = dependency.markers ? ` ; ${dependency.markers}` : '';
    const revision = dependency.rev ?? dependency.tag ?? dependency.branch;
    if (dependency.git) return [`${name}${extras} @ git+${dependency.git}${revision ? `@${revision}` : ''}${marker}`];
    if (dependency.url) return [`${name}${extras} @ ${dependency.url}${marker}`];
    if (dependency.path) return [dependency.path];
    return [`${name}${extras}${marker}`];
  });
  return [...(project?.dependencies ?? []), ...listed];
}

/** Every locked version; pip takes those it comes to. What comes from elsewhere than a registry cannot be a constraint. */
function constraintsOf(lock: z.infer<typeof lockSchema> | null): string[] {
  const pins = new Map<string, Set<string>>();
  for (const { name, version, source } of lock?.package ?? []) {
    if (!source || source.type === 'legacy') pins.set(name, (pins.get(name) ?? new Set()).add(version));
  }
  // Locked twice, for different Pythons: pip chooses by what the others ask for.
  return [...pins].flatMap(([name, versions]) => (versions.size === 1 ? [...versions].map((version) => `${name}==${version}`) : []));
}

function readToml<T extends z.ZodType>(file: string, schema: T): z.infer<T> | null {
  try {
    const parsed = schema.safeParse(parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
