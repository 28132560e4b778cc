import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { baseName } from '../../../repository/paths.ts';
import { readAngular } from './angular-json.ts';
import { readDeno } from './deno-json.ts';
import { emptyManifest, type NodeManifest, type PackageManager } from './manifest.ts';
import { readPackage } from './package-json.ts';
import { readPrisma } from './prisma.ts';
import { readVersion } from './versions.ts';

const locks: Readonly<Record<string, PackageManager>> = {
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
  'deno.lock': 'deno',
};

/** Lockfiles count by being there: their content is large and says nothing more that is needed. */
export const lockManager = (path: string): PackageManager | null => locks[baseName(path)] ?? null;

const readers: Readonly<Record<string, (text: string) => NodeManifest | null>> = {
  'package.json': readPackage,
  'deno.json': readDeno,
  'deno.jsonc': readDeno,
  'angular.json': readAngular,
  '.angular-cli.json': readAngular,
  'pnpm-workspace.yaml': readWorkspace,
  'lerna.json': readLerna,
};

const versions = new Set(['.nvmrc', '.node-version', '.tool-versions', 'mise.toml', '.mise.toml']);

export const isNodeManifest = (path: string): boolean => {
  const name = baseName(path);
  return Object.hasOwn(readers, name) || versions.has(name) || name.endsWith('.prisma');
};

export function readNodeManifest(path: string, text: string): NodeManifest | null {
  const name = baseName(path);
  if (name.endsWith('.prisma')) return readPrisma(text);
  if (versions.has(name)) return readVersion(name, text);
  return readers[name]?.(text) ?? null;
}

const packages = z.object({ packages: z.array(z.string()).optional().catch(undefined) }).nullable();

function readWorkspace(text: string): NodeManifest {
  const document = packages.safeParse(parseYaml(text, { maxAliasCount: 100 })).data;
  return { ...emptyManifest, kind: 'workspace', manager: 'pnpm', members: document?.packages ?? [] };
}

function readLerna(text: string): NodeManifest {
  return { ...emptyManifest, kind: 'workspace', members: packages.safeParse(JSON.parse(text)).data?.packages ?? [] };
}
