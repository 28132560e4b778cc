import { parse } from 'smol-toml';
import { z } from 'zod';
import { configurationFile, isConfigurationPath, type ConfigurationFile } from '../../configuration/file.ts';
import { baseName } from '../../repository/paths.ts';

export interface CargoDependency {
  /** The crate's name in the registry. */
  readonly name: string;
  readonly version: string | null;
  readonly features: readonly string[];
  /** The folder it stands in, for a crate of the repository. */
  readonly path: string | null;
  readonly inherited: boolean;
  readonly optional: boolean;
  readonly line: number;
}

/** Cargo.toml. */
export interface CargoManifest {
  readonly kind: 'cargo';
  readonly name: string | null;
  readonly rustVersion: string | null;
  readonly defaultRun: string | null;
  readonly dependencies: readonly CargoDependency[];
  readonly development: readonly CargoDependency[];
  /** Binaries that are named, with their files. */
  readonly binaries: readonly { readonly name: string; readonly path: string | null; readonly features: readonly string[] }[];
  readonly defaultFeatures: readonly string[];
  readonly library: boolean;
  readonly workspace: { readonly members: readonly string[]; readonly dependencies: readonly CargoDependency[] } | null;
}

export interface RustToolchain {
  readonly kind: 'toolchain';
  readonly version: string;
}

export type RustManifest = CargoManifest | RustToolchain | { readonly kind: 'lock' } | ConfigurationFile;

export const isRustManifest = (path: string): boolean =>
  /(^|\/)(Cargo\.toml|Cargo\.lock|rust-toolchain(\.toml)?|Rocket\.toml)$/.test(path) || isConfigurationPath(path);

export function readRustManifest(path: string, text: string): RustManifest | null {
  switch (baseName(path)) {
    case 'Cargo.toml':
      return readCargo(text);
    case 'Cargo.lock':
      return { kind: 'lock' };
    case 'rust-toolchain':
    case 'rust-toolchain.toml': {
      const version = /^\s*channel\s*=\s*"([^"]+)"/m.exec(text)?.[1] ?? /^\s*([\w.-]+)\s*$/.exec(text)?.[1];
      return version ? { kind: 'toolchain', version } : null;
    }
    default:
      return configurationFile(path, text);
  }
}

const table = z.record(z.string(), z.unknown());
const strings = z.array(z.string());

const document = z.object({
  package: z
    .object({
      name: z.string(),
      'rust-version': z.unknown().optional(),
      'default-run': z.string().optional(),
      autobins: z.boolean().optional(),
    })
    .optional(),
  lib: table.optional(),
  bin: z.array(z.object({ name: z.string(), path: z.string().optional(), 'required-features': strings.optional() })).optional(),
  features: z.record(z.string(), strings).optional(),
  dependencies: table.optional(),
  'dev-dependencies': table.optional(),
  'build-dependencies': table.optional(),
  target: z.record(z.string(), z.object({ dependencies: table.optional() })).optional(),
  workspace: z.object({ members: strings.optional(), dependencies: table.optional() }).optional(),
});

function readCargo(text: string): CargoManifest | null {
  const read = document.safeParse(parse(text));
  if (!read.success) return null;
  const { package: own, workspace, features, target, bin } = read.data;
  const listed = (list: Readonly<Record<string, unknown>> | undefined): CargoDependency[] => dependenciesOf(list, text);
  const version = own?.['rust-version'];
  return {
    kind: 'cargo',
    name: own?.name ?? null,
    rustVersion: typeof version === 'string' ? version : null,
    defaultRun: own?.['default-run'] ?? null,
    dependencies: [...listed(read.data.dependencies), ...Object.values(target ?? {}).flatMap((each) => listed(each.dependencies))],
    development: [...listed(read.data['dev-dependencies']), ...listed(read.data['build-dependencies'])],
    binaries: (bin ?? []).map((each) => ({ name: each.name, path: each.path ?? null, features: each['required-features'] ?? [] })),
    defaultFeatures: enabledBy('default', features ?? {}),
    library: read.data.lib !== undefined,
    workspace: workspace ? { members: workspace.members ?? [], dependencies: listed(workspace.dependencies) } : null,
  };
}

/** What a feature switches on, and what that does in turn. */
function enabledBy(name: string, features: Readonly<Record<string, readonly string[]>>): string[] {
  const found = new Set<string>();
  const take = (each: string): void => {
    for (const inner of features[each] ?? []) {
      if (found.has(inner)) continue;
      found.add(inner);
      take(inner);
    }
  };
  take(name);
  return [...found];
}

function dependenciesOf(list: Readonly<Record<string, unknown>> | undefined, text: string): CargoDependency[] {
  return Object.entries(list ?? {}).map(([key, value]) => {
    const details = table.safeParse(value).data ?? {};
    const said = (name: string): string | null => (typeof details[name] === 'string' ? details[name] : null);
    return {
      name: said('package') ?? key,
      version: typeof value === 'string' ? value : said('version'),
      features: strings.safeParse(details['features']).data ?? [],
      path: said('path'),
      inherited: details['workspace'] === true,
      optional: details['optional'] === true,
      line: lineOf(text, key),
    };
  });
}

function lineOf(text: string, key: string): number {
  const at = text.search(new RegExp(`^[^\\S\\n]*(\\[.*\\.)?"?${key.replace(/[^\w-]/g, '.')}"?\\s*(=|\\.|\\])`, 'm'));
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
