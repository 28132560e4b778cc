import { z } from 'zod';
import { baseName } from '../../repository/paths.ts';
import { readPackagesConfig, readProjectFile, type PackageReference, type ProjectFile } from './build/project-file.ts';
import { readSolution, readXmlSolution, type SolutionFile } from './build/solution.ts';
import { readJsonEntries, type Entry } from './configuration/json.ts';

/** A configuration file. */
export interface SettingsFile {
  readonly kind: 'settings';
  /** `appsettings`, `hostsettings`, `host`, `local.settings`. */
  readonly base: string;
  /** The environment its name carries: `appsettings.Production.json`. */
  readonly environment: string | null;
  entries(): readonly Entry[];
}

export interface OldPackages {
  readonly kind: 'packages';
  readonly packages: readonly PackageReference[];
}

/** `packages.lock.json`: what a restore gives. */
export interface LockFile {
  readonly kind: 'lock';
  /** Lower-case name to exact version. */
  versions(): ReadonlyMap<string, string>;
}

type JsonKind = 'global' | 'tools' | 'launch';

/** `global.json`, `dotnet-tools.json`, `launchSettings.json`: read as entries. */
export interface JsonFile<K extends JsonKind = JsonKind> {
  readonly kind: K;
  entries(): readonly Entry[];
}

/** Everything of the .NET world that is no source. */
export type DotnetManifest =
  | ProjectFile
  | SolutionFile
  | SettingsFile
  | OldPackages
  | LockFile
  | JsonFile<'global'>
  | JsonFile<'tools'>
  | JsonFile<'launch'>;

const settingsName =
  /^(appsettings|hostsettings|hostingsettings|sharedsettings|globalsettings|commonsettings|local\.settings|host|configuration|config|settings)(?:\.([\w-]+))?\.json$/i;
const jsonKinds: Readonly<Record<string, JsonKind>> = {
  'global.json': 'global',
  'dotnet-tools.json': 'tools',
  'launchSettings.json': 'launch',
};

export function isDotnetManifest(path: string): boolean {
  if (/(^|\/)(bin|obj|node_modules|\.vscode|\.vs)\//.test(path)) return false;
  const name = baseName(path);
  return (
    /\.(csproj|fsproj|vbproj|sln|slnx)$/.test(name) ||
    /^Directory\.(Build|Packages)\.(props|targets)$/i.test(name) ||
    /\.props$/.test(name) ||
    name === 'packages.config' ||
    name === 'packages.lock.json' ||
    name in jsonKinds ||
    settingsName.test(name)
  );
}

export function readDotnetManifest(path: string, text: string): DotnetManifest | null {
  const name = baseName(path);
  if (/\.sln$/.test(name)) return readSolution(text);
  if (/\.slnx$/.test(name)) return readXmlSolution(text);
  if (/\.(\w+proj|props|targets)$/.test(name)) return readProjectFile(path, text);
  if (name === 'packages.config') return { kind: 'packages', packages: readPackagesConfig(text) };
  if (name === 'packages.lock.json') return { kind: 'lock', versions: lockedVersions(text) };
  let entries: readonly Entry[] | null = null;
  const read = (): readonly Entry[] => (entries ??= readJsonEntries(text));
  const kind = jsonKinds[name];
  if (kind === 'global') return { kind, entries: read };
  if (kind === 'tools') return { kind, entries: read };
  if (kind === 'launch') return { kind, entries: read };
  const settings = settingsName.exec(name);
  return settings ? { kind: 'settings', base: (settings[1] ?? '').toLowerCase(), environment: settings[2] ?? null, entries: read } : null;
}

const lock = z.object({ dependencies: z.record(z.string(), z.record(z.string(), z.object({ resolved: z.string().optional() }))) });

function lockedVersions(text: string): () => ReadonlyMap<string, string> {
  let versions: Map<string, string> | null = null;
  return () => {
    if (versions) return versions;
    versions = new Map();
    const read = lock.safeParse(parsed(text));
    for (const framework of Object.values(read.data?.dependencies ?? {}))
      for (const [name, { resolved }] of Object.entries(framework)) if (resolved !== undefined) versions.set(name.toLowerCase(), resolved);
    return versions;
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

/** Manifests of one kind, by path. */
export function ofKind<K extends DotnetManifest['kind']>(
  manifests: ReadonlyMap<string, unknown>,
  ...kinds: readonly K[]
): Map<string, Extract<DotnetManifest, { kind: K }>> {
  const found = new Map<string, Extract<DotnetManifest, { kind: K }>>();
  for (const [path, manifest] of manifests) if (isKind(manifest, kinds)) found.set(path, manifest);
  return found;
}

function isKind<K extends DotnetManifest['kind']>(
  manifest: unknown,
  kinds: readonly K[],
): manifest is Extract<DotnetManifest, { kind: K }> {
  return typeof manifest === 'object' && manifest !== null && 'kind' in manifest && kinds.some((kind) => manifest.kind === kind);
}
