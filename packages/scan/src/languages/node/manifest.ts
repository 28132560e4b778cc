import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { baseName } from '../../repository/paths.ts';

const strings = z.record(z.string(), z.string());

const packageJson = z.object({
  name: z.string().optional().catch(undefined),
  private: z.boolean().optional().catch(undefined),
  main: z.string().optional().catch(undefined),
  bin: z.union([z.string(), strings]).optional().catch(undefined),
  scripts: strings.optional().catch(undefined),
  dependencies: strings.optional().catch(undefined),
  devDependencies: strings.optional().catch(undefined),
  optionalDependencies: strings.optional().catch(undefined),
  engines: strings.optional().catch(undefined),
  volta: strings.optional().catch(undefined),
  packageManager: z.string().optional().catch(undefined),
  workspaces: z
    .union([z.array(z.string()), z.object({ packages: z.array(z.string()).optional() })])
    .optional()
    .catch(undefined),
  type: z.string().optional().catch(undefined),
});

/** What one manifest of a Node project says. */
export interface NodeManifest {
  readonly kind: 'package' | 'lock' | 'version' | 'workspace' | 'prisma' | 'project';
  readonly name: string | null;
  readonly private: boolean;
  readonly main: string | null;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly development: Readonly<Record<string, string>>;
  readonly optional: Readonly<Record<string, string>>;
  readonly version: string | null;
  readonly manager: 'npm' | 'pnpm' | 'yarn' | 'bun' | null;
  readonly members: readonly string[];
  /** 1-based line of each dependency and script. */
  readonly lines: Readonly<Record<string, number>>;
  /** Prisma's datasource: provider and the variable its URL comes from. */
  readonly datasource: {
    readonly provider: string;
    readonly line: number;
    readonly variables: Readonly<Record<string, { readonly name: string; readonly line: number }>>;
  } | null;
}

const empty: Omit<NodeManifest, 'kind'> = {
  name: null,
  private: false,
  main: null,
  scripts: {},
  dependencies: {},
  development: {},
  optional: {},
  version: null,
  manager: null,
  members: [],
  lines: {},
  datasource: null,
};

const locks: Readonly<Record<string, NonNullable<NodeManifest['manager']>>> = {
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
  '.yarnrc.yml': 'yarn',
};

/** Lockfiles count by being there: their content is large and says nothing more that is needed. */
export const lockManager = (path: string): NodeManifest['manager'] => locks[baseName(path)] ?? null;

export const isNodeManifest = (path: string): boolean =>
  /^(package\.json|pnpm-workspace\.yaml|\.nvmrc|\.node-version|schema\.prisma|project\.json)$/.test(baseName(path)) ||
  /\.prisma$/.test(path);

export function readNodeManifest(path: string, text: string): NodeManifest | null {
  const name = baseName(path);
  if (name === 'package.json') return readPackage(text);
  if (name === 'pnpm-workspace.yaml') {
    const document = z
      .object({ packages: z.array(z.string()).optional() })
      .nullable()
      .safeParse(parseYaml(text, { maxAliasCount: 100 })).data;
    return { ...empty, kind: 'workspace', manager: 'pnpm', members: document?.packages ?? [] };
  }
  if (name.endsWith('.prisma')) return readPrisma(text);
  if (name === 'project.json') return { ...empty, kind: 'project' };
  const version = /v?(\d+(?:\.\d+)*)/.exec(text)?.[1] ?? null;
  return { ...empty, kind: 'version', version };
}

function readPackage(text: string): NodeManifest | null {
  const read = packageJson.safeParse(JSON.parse(text.replace(/^\uFEFF/, '')));
  if (!read.success) return null;
  const { data } = read;
  const workspaces = Array.isArray(data.workspaces) ? data.workspaces : (data.workspaces?.packages ?? []);
  const manager = /^(npm|pnpm|yarn|bun)@/.exec(data.packageManager ?? '')?.[1];
  return {
    ...empty,
    kind: 'package',
    name: data.name ?? null,
    private: data.private ?? false,
    main: data.main ?? null,
    scripts: data.scripts ?? {},
    dependencies: data.dependencies ?? {},
    development: data.devDependencies ?? {},
    optional: data.optionalDependencies ?? {},
    version: data.volta?.['node'] ?? data.engines?.['node'] ?? null,
    manager: manager === 'npm' || manager === 'pnpm' || manager === 'yarn' || manager === 'bun' ? manager : null,
    members: workspaces,
    lines: keyLines(text),
  };
}

/** Lines of `"key":` pairs; where a key stands twice the last one counts, which is where dependencies are. */
function keyLines(text: string): Record<string, number> {
  const lines: Record<string, number> = {};
  let line = 1;
  for (const match of text.matchAll(/\n|"([^"\\\n]+)"\s*:/g)) {
    if (match[0] === '\n') line++;
    else if (match[1] !== undefined) lines[match[1]] = line;
  }
  return lines;
}

/** The datasource block of a Prisma schema; its grammar is small and line-based. */
function readPrisma(text: string): NodeManifest | null {
  const block = /datasource\s+\w+\s*\{([^}]*)\}/.exec(text);
  if (!block?.[1]) return null;
  const provider = /provider\s*=\s*"([^"]+)"/.exec(block[1])?.[1];
  if (!provider) return null;
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const variables: Record<string, { name: string; line: number }> = {};
  for (const match of block[1].matchAll(/(\w+)\s*=\s*env\(\s*"([^"]+)"\s*\)/g)) {
    if (match[1] && match[2]) variables[match[1]] = { name: match[2], line: lineAt(block.index + block[0].indexOf(match[0])) };
  }
  return { ...empty, kind: 'prisma', datasource: { provider, line: lineAt(block.index), variables } };
}
